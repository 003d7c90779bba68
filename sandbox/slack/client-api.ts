/**
 * What the sandbox page says to the sandbox Slack: the part that Slack's own apps play. JSON over HTTP on the same
 * server as the Web API, under `/client`. This is ours, not Slack's protocol; the product never sees it.
 */

export interface SandboxUser {
  id: string; // U…
  name: string; // login-like
  realName: string;
  /** Image URL; may be a data: URL */
  avatar: string;
  lead: boolean;
  guest: boolean;
}

export interface SandboxChannel {
  id: string;
  name: string;
}

/** A file that a person put into a window. `POST /client/upload?user=U1&name=bill.png`, `GET /client/file/F1` */
export interface SandboxFile {
  id: string;
  name: string;
  mimetype: string;
  /** Bytes. */
  size: number;
}

export interface SandboxMessage {
  ts: string;
  channel: string;
  /** Slack user id of the author: the bot's own id for the app's messages. */
  user: string;
  text: string;
  blocks: unknown[];
  threadTs: string | null;
  /** Only this user sees it. */
  ephemeralFor: string | null;
  edited: boolean;
  metadata: unknown;
}

export interface SandboxView {
  id: string;
  hash: string;
  type: 'modal' | 'home';
  /** The view as the app sent it: title, blocks, submit, close, callback_id, private_metadata. */
  view: Record<string, unknown>;
  /** block_id -> message, from the last `response_action: errors`. */
  errors: Record<string, string>;
}

/** `GET /client/state?user=U1` */
export interface SandboxSlackState {
  team: { id: string; name: string };
  botUser: { id: string; name: string };
  me: SandboxUser;
  users: SandboxUser[];
  channels: SandboxChannel[];
  /** All that this user may see, oldest first. */
  messages: SandboxMessage[];
  /** The open modals of this user, the topmost last. */
  modals: SandboxView[];
  home: SandboxView | null;
  /** A warning strip, as Slack's own client shows one when an app did not answer in time. */
  notices: { id: number; text: string }[];
}

/** `GET /client/events?user=U1`: server-sent events; each `data: {"version": n}` means "read the state again". */

/** `POST /client/block-action` */
export interface BlockActionInput {
  user: string;
  /** Where the control stands: a message or an open view. */
  message?: { channel: string; ts: string };
  viewId?: string;
  actionId: string;
  blockId: string;
  /** Button: `value` as the app set it. Select: the chosen option's value. Text input: what stands in it. */
  value?: string;
  /** Current input values of the view (block_id -> action_id -> text), as Slack sends them in `view.state`. */
  state?: Record<string, Record<string, string>>;
  files?: ChosenFiles;
}

/** Ids of files, as they lie in a window's places for files: block_id -> action_id -> ids. */
export type ChosenFiles = Record<string, Record<string, string[]>>;

/** `POST /client/view-submit`. Answers when the app acknowledged: `{ok, closed, errors}`. */
export interface ViewSubmitInput {
  user: string;
  viewId: string;
  state: Record<string, Record<string, string>>;
  files?: ChosenFiles;
}

/** `POST /client/view-close` */
export interface ViewCloseInput {
  user: string;
  viewId: string;
}

/** `POST /client/command` */
export interface CommandInput {
  user: string;
  channel: string;
  command: string; // "/care"
  text: string;
}

/** `POST /client/message`: a person types in a channel, or in a thread. */
export interface MessageInput {
  user: string;
  channel: string;
  threadTs?: string;
  text: string;
}

/** `POST /client/open-home` `{user}` · `POST /client/dismiss-notice` `{id}` */

/** Every POST answers `{ok: true, ...}` or `{ok: false, error: "…"}` with status 200. */
export interface ClientAnswer {
  ok: boolean;
  error?: string;
  /** How long the app took to acknowledge, where it had to. */
  ackMs?: number;
  closed?: boolean;
  errors?: Record<string, string>;
}
