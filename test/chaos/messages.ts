import type { SandboxMessage } from '../../sandbox/slack/client-api.ts';
import type { Workspace } from '../../sandbox/slack/workspace.ts';
import { keyOf } from '../support/desk.ts';

/** Slack's messages by the key that each carries: thousands are looked up again and again. */
export class Messages {
  readonly #byKey = new Map<string, SandboxMessage[]>();
  readonly #whispers = new Map<string, SandboxMessage[]>();
  #last: SandboxMessage | undefined;

  constructor(workspace: Workspace) {
    workspace.onChange(() => {
      const newest = workspace.messages.at(-1);
      if (!newest || newest === this.#last || (this.#last && newest.ts <= this.#last.ts)) return;
      this.#last = newest;
      const key = keyOf(newest);
      if (key !== undefined) add(this.#byKey, key, newest);
      if (newest.ephemeralFor !== null) add(this.#whispers, newest.ephemeralFor, newest);
    });
  }

  /** As it stands now. */
  get(key: string): SandboxMessage | null {
    return this.#byKey.get(key)?.[0] ?? null;
  }

  /** Of all messages with this beginning of a key. */
  keys(start: string): string[] {
    return [...this.#byKey.keys()].filter((key) => key.startsWith(start));
  }

  /** Keys that stand in Slack more than once. */
  doubled(): string[] {
    return [...this.#byKey].filter(([, messages]) => messages.length > 1).map(([key]) => key);
  }

  lastWhisper(user: string): SandboxMessage | null {
    return this.#whispers.get(user)?.at(-1) ?? null;
  }
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
