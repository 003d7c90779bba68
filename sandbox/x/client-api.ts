/**
 * What the sandbox page says to the sandbox X: the part that X's own site plays. JSON over HTTP on the same server
 * as the API, under `/client`. This is ours, not X's protocol; the product never sees it.
 */

export interface SandboxXUser {
  id: string;
  username: string;
  name: string;
  profile_image_url: string;
  /** The bio. */
  description: string;
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
  /** Pictures and videos, with their descriptions (empty: none). */
  images: { url: string; alt: string; type: 'photo' | 'animated_gif' | 'video' }[];
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
  /** Written in another app than X's own, which carries along everybody who was mentioned before. */
  via?: string;
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
 * What goes wrong. `after`: the work is done (the post stored, the tokens renewed), then its answer is lost or falsified.
 * `before`: nothing is done; only `hang` does it, when its time is over, whether or not anybody still listens.
 */
export type FaultKind =
  | {
      do: 'status';
      status: number;
      when: 'before' | 'after';
      body?: unknown;
      headers?: Record<string, string>;
    }
  | { do: 'cut'; when: 'before' | 'after' }
  | { do: 'hang'; ms: number; when: 'before' | 'after' }
  | { do: 'malformed'; when: 'before' | 'after' }
  /** The access token that is used ends at this moment, before its time. */
  | { do: 'expire' };

/** `POST /client/fault`: makes the next matching API calls go wrong. */
export interface FaultInput {
  /** As the routes are named: `POST /2/tweets`, `GET /2/users/:id/tweets`, `POST /2/oauth2/token`, `GET rules`, … */
  route: string;
  kind: FaultKind;
  times: number;
  /** Only calls by this user's token, or that renew it. */
  userId?: string;
  /** Only calls whose body, as JSON, contains these words. */
  body?: string;
}

/** `POST /client/lag` `{ms}`: how much later an account's own timeline shows what was posted through the API. */
