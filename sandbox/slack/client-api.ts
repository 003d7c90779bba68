/**
 * What the sandbox page says to the sandbox Slack: the part that Slack's own apps play. JSON over HTTP on the same
 * server as the Web API, under `/client`. This is ours, not Slack's protocol; the product never sees it.
 */

export interface SandboxUser {
  id: string; // U…
  name: string; // login-like
  realName: string;
  /** As others see it in messages; `name` when it is not given. */
  displayName?: string;
  /** Image URL; may be a data: URL */
  avatar: string;
  lead: boolean;
  guest: boolean;
  /** What stands under the name in Slack's profile. */
  title?: string;
  /** IANA name; UTC when it is not given. */
  tz?: string;
  /** Active when it is not given. */
  presence?: 'active' | 'away';
  /** The account was deactivated. */
  deleted?: boolean;
}

export interface SandboxChannel {
  id: string;
  name: string;
  private?: boolean;
  /** Slack user ids; everybody when it is not given. */
  members?: string[];
  /** False: the app was not invited. */
  withBot?: boolean;
}

export interface SandboxGroup {
  id: string;
  handle: string;
  name: string;
  users: string[];
}

/** What stands in one element: text, what is chosen (an option's value, an id, a date), several of it; null: nothing. */
export type Given = string | readonly string[] | null;
/** block_id -> action_id -> what stands there. */
export type Drafts = Record<string, Record<string, Given>>;

/** An option as the app wrote it. */
export interface SandboxOption {
  text: { type: string; text: string };
  value: string;
  description?: { text: string };
  url?: string;
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
  /** The first window of its stack: its own id when nothing is under it. */
  rootId: string;
  /** The window under it. */
  previousId: string | null;
  /** What the person chose or typed, as far as Slack has heard of it. */
  drafts: Drafts;
}

/** `GET /client/state?user=U1` */
export interface SandboxSlackState {
  team: { id: string; name: string };
  botUser: { id: string; name: string };
  me: SandboxUser;
  users: SandboxUser[];
  channels: SandboxChannel[];
  groups: SandboxGroup[];
  /** The app's entries in the menu of a message. */
  shortcuts: SandboxShortcut[];
  /** All that this user may see, oldest first. */
  messages: SandboxMessage[];
  /** The open modals of this user, the topmost last. */
  modals: SandboxView[];
  home: SandboxView | null;
  /** A warning strip, as Slack's own client shows one when an app did not answer in time. */
  notices: { id: number; text: string }[];
}

export interface SandboxShortcut {
  callbackId: string;
  name: string;
}

/** `GET /client/events?user=U1`: server-sent events; each `data: {"version": n}` means "read the state again". */

/** Where a control stands: a message, or an open view (a window or the home). */
export interface Place {
  message?: { channel: string; ts: string };
  viewId?: string;
}

/** `POST /client/block-action` */
export interface BlockActionInput extends Place {
  user: string;
  actionId: string;
  blockId: string;
  /** Button: `value` as the app set it. Else what stands in the element now. */
  value?: Given;
  /** What else stands in the message or view. */
  state?: Drafts;
  files?: ChosenFiles;
}

/** `POST /client/suggest`: somebody opens or searches an external select. Answers `{ok, groups}`. */
export interface SuggestInput extends Place {
  user: string;
  actionId: string;
  blockId: string;
  /** What is searched for. */
  value: string;
}

/** `POST /client/shortcut`: an entry in the menu of a message. */
export interface ShortcutInput {
  user: string;
  message: { channel: string; ts: string };
  callbackId: string;
}

/** Ids of files in a window's places for files; they may as well stand among the rest of `state`. */
export type ChosenFiles = Record<string, Record<string, string[]>>;

/** `POST /client/view-submit`. Answers when the app acknowledged: `{ok, closed, errors}`. */
export interface ViewSubmitInput {
  user: string;
  viewId: string;
  state: Drafts;
  files?: ChosenFiles;
}

/** `POST /client/view-close` */
export interface ViewCloseInput {
  user: string;
  viewId: string;
  /** With all windows under it, as the × does. */
  all?: boolean;
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

/** `POST /client/presence` */
export interface PresenceInput {
  user: string;
  presence: 'active' | 'away';
}

/** `POST /client/profile`: what is given changes. */
export interface ProfileInput
  extends Partial<Pick<SandboxUser, 'realName' | 'title' | 'tz' | 'guest' | 'deleted'>> {
  user: string;
}

/** `POST /client/group`: who is in a user group from now on. */
export interface GroupInput {
  group: string;
  users: string[];
}

/** `POST /client/members`: who is in a channel from now on. */
export interface MembersInput {
  channel: string;
  users: string[];
  withBot?: boolean;
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
  /** What an external select offers; without groups it is one, without a label. */
  groups?: { label: string | null; options: SandboxOption[] }[];
}
