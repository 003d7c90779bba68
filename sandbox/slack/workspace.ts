import { randomBytes } from 'node:crypto';
import type {
  BlockActionInput,
  SandboxChannel,
  SandboxMessage,
  SandboxSlackState,
  SandboxUser,
  SandboxView,
} from './client-api.ts';
import { Files } from './files.ts';

export interface UserGroup {
  id: string;
  handle: string;
  name: string;
  users: string[];
}

export interface WorkspaceOptions {
  team: { id: string; name: string };
  users: SandboxUser[];
  channels: SandboxChannel[];
  userGroups: UserGroup[];
  now: () => number;
  /** The address of this Slack, once it listens. */
  url: () => string;
}

export interface OpenView extends SandboxView {
  user: string;
  /** `block/action` -> the value that the person picked. */
  picked?: Record<string, string>;
  /** What stood in its inputs when it was last heard of. */
  typed?: BlockActionInput['state'];
  /** What lay in its places for files then. */
  chosen?: BlockActionInput['files'];
  /** The window on which it lies; null: it is the lowest. */
  root: string | null;
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
  readonly #triggers = new Map<string, { at: number; used: boolean; user: string }>();
  readonly #responseUrls = new Map<
    string,
    { at: number; uses: number; channel: string; user: string; ts: string | null }
  >();
  readonly #listeners = new Set<() => void>();

  constructor({ team, users, channels, userGroups, now, url }: WorkspaceOptions) {
    this.team = team;
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
    const added = { ...message, ts: this.nextTs(), edited: false };
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

  trigger(user: string): string {
    const id = `${this.now()}.${randomBytes(9).toString('hex')}`;
    this.#triggers.set(id, { at: this.now(), used: false, user });
    return id;
  }

  /** Whose click it was: it may be used, and now is. Else Slack's error. */
  spendTrigger(id: string): { user: string } | { error: string } {
    const trigger = this.#triggers.get(id);
    if (!trigger) return { error: 'invalid_trigger_id' };
    if (trigger.used) return { error: 'exchanged_trigger_id' };
    if (this.now() - trigger.at > TRIGGER_MS) return { error: 'expired_trigger_id' };
    trigger.used = true;
    return { user: trigger.user };
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
      channels: [...this.channels.values()],
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
    return !channel.startsWith('D') || channel === `D${userId.slice(1)}`;
  }

  /** What a message would ring for: a message whose text a stranger wrote must ring for nobody. */
  pings(message: SandboxMessage): string[] {
    const texts: string[] = [];
    collect(message.blocks, texts);
    if (message.blocks.length === 0) texts.push(message.text);
    return texts.flatMap(
      (text) => text.match(/<!(?:channel|here|everyone|subteam\^[^>]*)>|<@[UW][^>]*>/gu) ?? [],
    );
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

/** All texts that Slack reads as its own markup. */
function collect(value: unknown, texts: string[]): void {
  if (Array.isArray(value)) for (const item of value) collect(item, texts);
  else if (typeof value === 'object' && value !== null) {
    const record = value as Record<string, unknown>;
    if (record.type === 'mrkdwn' && typeof record.text === 'string') texts.push(record.text);
    else if (record.type === 'user' && typeof record.user_id === 'string') texts.push(`<@${record.user_id}>`);
    else for (const inner of Object.values(record)) collect(inner, texts);
  }
}
