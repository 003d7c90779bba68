import { setTimeout as pause } from 'node:timers/promises';
import type { Drafts, SandboxMessage, SandboxView } from '../slack/client-api.ts';
import { buttonOf } from '../slack/message-words.ts';
import type { SandboxSlack } from '../slack/server.ts';

const LOOK_MS = 40;
/** Nobody looks at a window that does not open for longer. */
const PATIENCE_MS = 6_000;

/** One person's Slack: what they can press and write there, and what they are shown. */
export class Hands {
  readonly slackUser: string;
  readonly #slack: SandboxSlack;

  constructor(slack: SandboxSlack, slackUser: string) {
    this.#slack = slack;
    this.slackUser = slackUser;
  }

  /** False: the button is not there (any more), or Faccia did not answer. */
  async press(message: SandboxMessage, actionId: string): Promise<boolean> {
    const button = buttonOf(message, actionId);
    if (!button) return false;
    const { channel, ts } = message;
    const place = { message: { channel, ts }, user: this.slackUser };
    return (await this.#slack.person.blockAction({ ...place, ...button })).ok;
  }

  async care(text: string): Promise<void> {
    await this.#slack.person.command({ user: this.slackUser, channel: 'C0CARE', command: '/care', text });
  }

  async note({ channel, ts: threadTs }: SandboxMessage, text: string): Promise<void> {
    await this.#slack.person.message({ user: this.slackUser, channel, threadTs, text });
  }

  async presence(presence: 'active' | 'away'): Promise<void> {
    await this.#slack.person.setPresence({ user: this.slackUser, presence });
  }

  /** What opens for them when they do this. Null: nothing did, or they were told why not. */
  async window(act: () => Promise<unknown>): Promise<SandboxView | null> {
    const { views } = this.#slack.workspace;
    const before = new Set(views.keys());
    const since = this.mark();
    await act();
    return this.#until(() => {
      const found = [...views.values()].find((view) => view.user === this.slackUser && !before.has(view.id));
      return found ?? (this.told(since).length > 0 ? null : undefined);
    });
  }

  /** What stood at its fields; null: it was taken. */
  async send(view: SandboxView, state: Drafts): Promise<string | null> {
    const answer = await this.#slack.person.submitView({ user: this.slackUser, viewId: view.id, state });
    if (answer.ok && answer.closed) return null;
    return Object.values(answer.errors ?? {}).join(' ') || (answer.error ?? '');
  }

  async close(view: SandboxView): Promise<void> {
    if (!this.#slack.workspace.views.has(view.id)) return;
    await this.#slack.person.closeView({ user: this.slackUser, viewId: view.id, all: true });
  }

  /** Where the next message will stand. */
  mark(): number {
    return this.#slack.workspace.messages.length;
  }

  /** What only they were told since, oldest first. */
  told(since: number): string[] {
    return this.#slack.workspace.messages
      .slice(since)
      .filter(({ ephemeralFor }) => ephemeralFor === this.slackUser)
      .map(({ text }) => text);
  }

  /** The first thing that they are told since, or null once this is so, or when nothing comes. */
  async answer(since: number, settled: () => boolean): Promise<string | null> {
    return this.#until(() => this.told(since)[0] ?? (settled() ? null : undefined));
  }

  /** Private messages that can still be answered, newest first. */
  letters(): SandboxMessage[] {
    const own = `D${this.slackUser.slice(1)}`;
    return this.#slack.workspace.messages.filter(({ channel }) => channel === own).reverse();
  }

  async #until<T>(look: () => T | null | undefined): Promise<T | null> {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      if (Date.now() > end) return null;
      await pause(LOOK_MS);
    }
  }
}
