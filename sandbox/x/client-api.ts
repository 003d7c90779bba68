/**
 * What the sandbox page says to the sandbox X: the part that X's own site plays. JSON over HTTP on the same server
 * as the API, under `/client`. This is ours, not X's protocol; the product never sees it.
 */

export interface SandboxXUser {
  id: string;
  username: string;
  name: string;
  profile_image_url: string;
  protected: boolean;
  /** `customer`, `brand` or `employee`: for the page's grouping only. */
  kind: 'customer' | 'brand' | 'employee';
}

export interface SandboxPost {
  id: string;
  text: string;
  author: SandboxXUser;
  created_at: string;
  conversation_id: string;
  in_reply_to: string | null;
  quoted: string | null;
  deleted: boolean;
  /** The name of the app for a post that came through the API; null when typed by hand. */
  via: string | null;
  /** Ids of its versions, oldest first; more than one: it was edited. */
  versions: string[];
  /** Its author may still edit it. */
  editable: boolean;
}

/** `GET /client/timeline?limit=200` → newest first. `GET /client/conversation/:id` → oldest first. */
export interface SandboxTimeline {
  users: SandboxXUser[];
  posts: SandboxPost[];
  /** The brand's and the employees', in `timeline` only. */
  accounts?: { userId: string; standing: AccountStanding }[];
  /** Only in the timeline: how many posts an account may create through the API, where it is not X's own number. */
  postLimit?: number | null;
  /** Only in the timeline: US dollars that X charges the app for this UTC day. */
  billedToday?: number;
}

/**
 * How an account stands with the app: linked and fine, may only read, not linked (any more), or stopped by X itself.
 */
export type AccountStanding = 'works' | 'reads' | 'none' | 'locked' | 'suspended';

/** `POST /client/account`: the person removes the app (`none`), or X changes how the account stands. */
export interface AccountInput {
  userId: string;
  standing: AccountStanding;
}

/** `GET /client/events`: server-sent events; each `data: {"version": n}` means "read the timeline again". */

/** `POST /client/post`: a person types a post by hand (the reply rule does not apply). Answers `{ok, post}`. */
export interface HandPostInput {
  /** Existing user's id, or a username that is created when it is new. */
  userId?: string;
  username?: string;
  name?: string;
  text: string;
  inReplyTo?: string;
  quotes?: string;
}

/** `POST /client/delete` `{postId}` */

/** `POST /client/edit`: the author edits a post by hand; it gets a new id. Answers `{ok, post}`. */
export interface HandEditInput {
  postId: string;
  text: string;
}

/** `POST /client/access` `{access: 'self-serve' | 'enterprise'}`: which reply rule X applies to the app. */

/** `POST /client/limit`: so many posts through the API for each account in so many seconds; null: as X has it. */
export interface LimitInput {
  posts: number | null;
  seconds: number;
}

/**
 * `POST /client/fault`: makes the next matching API calls go wrong.
 * `after`: the post is stored, then the answer is lost. `before`: nothing is stored.
 */
export interface FaultInput {
  /** e.g. `POST /2/tweets` */
  route: string;
  kind:
    | {
        do: 'status';
        status: number;
        when: 'before' | 'after';
        body?: unknown;
        headers?: Record<string, string>;
      }
    | { do: 'cut'; when: 'before' | 'after' }
    | { do: 'hang'; ms: number; when: 'before' | 'after' }
    | { do: 'malformed'; when: 'before' | 'after' };
  times: number;
  /** Only calls of this user's token. */
  userId?: string;
}
