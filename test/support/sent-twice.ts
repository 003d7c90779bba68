import { readdirSync } from 'node:fs';
import type { Clock } from '../../src/ports.ts';
import { type OpenStore, openStore } from './store.ts';

/** One script that was sent twice: what it answered, and every key before and after the second time. */
export interface SentTwice {
  script: string;
  first: unknown;
  second: unknown;
  before: Record<string, string>;
  after: Record<string, string>;
}

type Command = (...args: unknown[]) => Promise<unknown>;

const LUA = new URL('../../src/store/lua/', import.meta.url);

/** Every script of the store by its name. */
export const SCRIPTS = readdirSync(LUA)
  .map((file) => file.replace(/\.lua$/u, ''))
  .filter((name) => !['head', 'unpacking', 'lib'].includes(name))
  .sort();

/** A store whose answers get lost on the way: the client sends each script once more, with the same arguments. */
export function openLossyStore(url: string, clock: Clock): { store: OpenStore; sent: SentTwice[] } {
  const store = openStore(url, clock);
  const commands = store.redis as unknown as Record<string, Command>;
  const sent: SentTwice[] = [];
  for (const script of SCRIPTS) {
    const name = `faccia-${script}`;
    const command = commands[name]?.bind(store.redis) as Command;
    commands[name] = async (...args) => {
      const first = await command(...args);
      const before = await store.dump();
      const second = await command(...args);
      sent.push({ script, first, second, before, after: await store.dump() });
      return first;
    };
  }
  return { store, sent };
}
