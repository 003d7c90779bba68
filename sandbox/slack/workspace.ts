import { randomBytes } from 'node:crypto';
import type {
  Drafts,
  SandboxChannel,
  SandboxGroup,
  SandboxMessage,
  SandboxShortcut,
  SandboxSlackState,
  SandboxUser,
  SandboxView,
} from './client-api.ts';
import { apiFile, Files } from './files.ts';
import { pingsIn } from './pings.ts';
import { named, type Suggested } from './surface.ts';

export type UserGroup = SandboxGroup;

export interface WorkspaceOptions {
  team: { id: string; name: string };
  users: SandboxUser[];
  channels: SandboxChannel[];
  userGroups: UserGroup[];
  shortcuts?: SandboxShortcut[];
  now: () => number;
  /** The address of this Slack, once it listens. */
  url: () => string;
}

export interface OpenView extends SandboxView {
  user: string;
}

interface Trigger {
  at: number;
  used: boolean;
  user: string;
  /** The window in which the person acted. */
  viewId: string | null;
}

export interface Ack {
  type: string;
  user: string;
  /** Null: never. */
  ms: number | null;
}

const TRIGGER_MS = 3_000;
const RESPONSE_URL_MS = 30 * 60_000;
const RESPONSE_URL_USES = 5;

/** Everything that the local Slack knows. No protocol in here. */
export class Workspace {
  readonly team: { id: string; name: string };
  readonly bot = { id: 'U0FACCIA', botId: 'B0FACCIA', appId: 'A0FACCIA', name: 'Faccia' };
  readonly users: Map<string, SandboxUser>;
  readonly channels: Map<string, SandboxChannel>;
  readonly groups: Map<string, UserGroup>;
  readonly messages: SandboxMessage[] = [];
  readonly views = new Map<string, OpenView>();
  readonly homes = new Map<string, OpenView>();
  /** What stands in the elements of messages, for each person: `user/channel/ts`. */
  readonly messageDrafts = new Map<string, Drafts>();
  readonly suggested: Suggested = new Map();
  readonly shortcuts: SandboxShortcut[];
  readonly notices = new Map<string, { id: number; text: string }[]>();
  /** How long the app took to acknowledge. */
  readonly acks: Ack[] = [];
  /** Acknowledged after 3 s, or never. */
  readonly lateAcks: Ack[] = [];
  readonly now: () => number;
  readonly url: () => string;
  readonly files: Files;
  version = 0;
  #sequence = 0;
  #lastTs = 0n;
  readonly #triggers = new Map<string, Trigger>();
  readonly #responseUrls = new Map<
    string,
    { at: number; uses: number; channel: string; user: string; ts: string | null }
  >();
  readonly #listeners = new Set<() => void>();

  constructor({ team, users, channels, userGroups, shortcuts = [], now, url }: WorkspaceOptions) {
    this.team = team;
    this.shortcuts = shortcuts;
    this.now = now;
    this.url = url;
    this.files = new Files(() => this.nextId('F'));
    this.users = new Map(users.map((user) => [user.id, user]));
    this.channels = new Map(channels.map((channel) => [channel.id, channel]));
    this.groups = new Map(userGroups.map((group) => [group.id, group]));
  }

  /** Slack's message ids: seconds with six places, never twice. */
  nextTs(): string {
    const micros = BigInt(Math.floor(this.now())) * 1000n;
    this.#lastTs = micros > this.#lastTs ? micros : this.#lastTs + 1n;
    return `${this.#lastTs / 1_000_000n}.${String(this.#lastTs % 1_000_000n).padStart(6, '0')}`;
  }

  nextId(prefix: string): string {
    this.#sequence += 1;
    return `${prefix}${String(this.#sequence).padStart(8, '0')}`;
  }

  addMessage(message: Omit<SandboxMessage, 'ts' | 'edited'>): SandboxMessage {
    const blocks = named(message.blocks, (prefix) => this.nextId(prefix));
    const added = { ...message, blocks, ts: this.nextTs(), edited: false };
    this.messages.push(added);
    this.changed();
    return added;
  }

  message(channel: string, ts: string): SandboxMessage | undefined {
    return this.messages.find((message) => message.channel === channel && message.ts === ts);
  }

  removeMessage(message: SandboxMessage): void {
    this.messages.splice(this.messages.indexOf(message), 1);
    this.changed();
  }

  trigger(user: string, viewId: string | null = null): string {
    const id = `${this.now()}.${randomBytes(9).toString('hex')}`;
    this.#triggers.set(id, { at: this.now(), used: false, user, viewId });
    return id;
  }

  /** Whose click it was: it may be used, and now is. Else Slack's error. */
  spendTrigger(id: string): Pick<Trigger, 'user' | 'viewId'> | { error: string } {
    const trigger = this.#triggers.get(id);
    if (!trigger) return { error: 'invalid_trigger_id' };
    if (trigger.used) return { error: 'exchanged_trigger_id' };
    if (this.now() - trigger.at > TRIGGER_MS) return { error: 'expired_trigger_id' };
    trigger.used = true;
    return trigger;
  }

  responseUrl(target: { channel: string; user: string; ts: string | null }): string {
    const token = randomBytes(18).toString('base64url');
    this.#responseUrls.set(token, { at: this.now(), uses: 0, ...target });
    return token;
  }

  spendResponseUrl(token: string): { channel: string; user: string; ts: string | null } | null {
    const found = this.#responseUrls.get(token);
    if (!found || found.uses >= RESPONSE_URL_USES || this.now() - found.at > RESPONSE_URL_MS) return null;
    found.uses += 1;
    return found;
  }

  notice(user: string, text: string): void {
    const list = this.notices.get(user) ?? [];
    list.push({ id: ++this.#sequence, text });
    this.notices.set(user, list);
    this.changed();
  }

  dismissNotice(id: number): void {
    for (const [user, list] of this.notices)
      this.notices.set(
        user,
        list.filter((notice) => notice.id !== id),
      );
    this.changed();
  }

  /** What this person's Slack shows. */
  stateFor(userId: string): SandboxSlackState | null {
    const me = this.users.get(userId);
    if (!me) return null;
    const mine = (view: OpenView) => view.user === userId;
    return {
      team: this.team,
      botUser: { id: this.bot.id, name: this.bot.name },
      me,
      users: [...this.users.values()].slice(0, 50),
      channels: [...this.channels.values()].filter(({ id }) => this.isMember(id, userId)),
      groups: [...this.groups.values()],
      shortcuts: this.shortcuts,
      messages: this.messages.filter(
        (message) =>
          (message.ephemeralFor === null || message.ephemeralFor === userId) &&
          this.#reads(message.channel, userId),
      ),
      modals: [...this.views.values()].filter(mine),
      home: this.homes.get(userId) ?? null,
      notices: this.notices.get(userId) ?? [],
    };
  }

  /** Direct messages are `D` and the person's id. */
  #reads(channel: string, userId: string): boolean {
    return channel.startsWith('D') ? channel === `D${userId.slice(1)}` : this.isMember(channel, userId);
  }

  /** People and the app in a channel, the app last. Empty: there is no such channel. */
  membersOf(channelId: string): string[] {
    const channel = this.channels.get(channelId);
    if (!channel) return [];
    const people = channel.members ?? [...this.users.keys()];
    return channel.withBot === false ? people : [...people, this.bot.id];
  }

  isMember(channelId: string, userId: string): boolean {
    return this.membersOf(channelId).includes(userId);
  }

  /** The windows of one stack, the topmost last. */
  stackOf(view: OpenView): OpenView[] {
    return [...this.views.values()].filter(({ rootId }) => rootId === view.rootId);
  }

  /** A file as apps see it. */
  fileOf(id: string): Record<string, unknown> {
    const file = this.files.get(id);
    return file ? apiFile(this, file, this.url()) : { id };
  }

  pings(message: SandboxMessage): string[] {
    return pingsIn(message);
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  changed(): void {
    this.version += 1;
    for (const listener of this.#listeners) listener();
  }
}
