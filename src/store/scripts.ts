import { readFileSync } from 'node:fs';
import { type CopyingOptions, createCopying } from './copied.ts';
import { isStoreLost, translated } from './errors.ts';
import { inTime, type Redis } from './redis.ts';
import type { StoreGuard } from './store-guard.ts';

/** Before each of the scripts, in this order. */
const LIBRARY = ['head', 'unpacking', 'lib'];
const NAMES = [
  'accept-rules',
  'acquire-source',
  'add-noise-rule',
  'adopt',
  'allow-checks',
  'answered-by-hand',
  'archive-checked',
  'ask-deletion',
  'attempt-deletion',
  'await-card',
  'begin',
  'begin-deletion',
  'begin-message',
  'begin-silence',
  'begin-source',
  'bring-back',
  'budget-is',
  'change-thread',
  'claim',
  'come-back',
  'copy-audit',
  'count',
  'decide-approval',
  'decide-join',
  'declare-incident',
  'delete-saved',
  'deny-topic',
  'draw-wording',
  'end-deletion',
  'end-incident',
  'end-lease',
  'erase-context',
  'erase-post',
  'extend-lock',
  'find-threads',
  'finish',
  'forget-logged',
  'forget-post',
  'give',
  'give-back',
  'group-changed',
  'index-thread',
  'ingest',
  'join',
  'keep-context',
  'keep-link',
  'keep-traces',
  'learn',
  'leave',
  'lift-shield',
  'link-account',
  'load-of',
  'lock',
  'log-thread',
  'look-heard',
  'look-lease',
  'look-surge',
  'looked',
  'mark-dead',
  'mark-gone',
  'mark-late',
  'move-lease',
  'move-thread',
  'note-answer',
  'note-forgotten',
  'open-folded',
  'overwrite',
  'owner-of',
  'pack-on',
  'pause',
  'place-card',
  'posted-message',
  'recent-texts',
  'record-time',
  'release-all',
  'release-source',
  'remove-noise-rule',
  'renew-lease',
  'renew-source',
  'replace-in',
  'reseal-tokens',
  'restore-thread',
  'revive-account',
  'save-reply',
  'save-tokens',
  'schedule',
  'searched',
  'seen-profile',
  'send-asked',
  'separate',
  'set-priority',
  'settle-outbox',
  'settle-place',
  'spend',
  'submit',
  'swap-audit',
  'tag-alike',
  'tag-thread',
  'take-group',
  'take-off',
  'take-outbox',
  'take-place',
  'thank',
  'thread-record',
  'turn',
  'unlink-account',
  'unlock',
  'unpack-key',
  'unpark',
  'unpark-deletions',
  'uploaded',
  'watched-later',
  'watched-seen',
  'withdraw',
  'writing',
] as const;
export type ScriptName = (typeof NAMES)[number];

/** What is packed is no text. */
export type ScriptArgument = string | number | Buffer;

/** One connection, one workspace: what every part of the store works with. */
export interface Database {
  redis: Redis;
  /** `{T123}:` */
  prefix: string;
  run(name: ScriptName, ...args: ScriptArgument[]): Promise<unknown>;
  /** For plain commands that only read or take away: translates their errors. What writes is a script: it looks for the mark. */
  call<T>(work: (redis: Redis, prefix: string) => Promise<T>): Promise<T>;
}

/** Nobody is told of what these do, or it is done anew by itself: they need not wait for a copy. */
const NOT_COPIED: ReadonlySet<ScriptName> = new Set([
  'acquire-source',
  'count',
  'find-threads',
  'load-of',
  'look-lease',
  'recent-texts',
  'renew-source',
  'take-outbox',
  'turn',
  'writing',
]);

/** `copies`: so many replicas must have a change before its caller hears of it; left out: none. */
export type Copies = Pick<CopyingOptions, 'replicas' | 'log'>;

/** For a command that works beside running processes: refused as they are while their data is away. */
export async function markedDatabase(redis: Redis, prefix: string): Promise<Database> {
  const mark = (await redis.get(`${prefix}mark`)) ?? '';
  return createDatabase(redis, prefix, fixedGuard(mark));
}

function fixedGuard(mark: string): StoreGuard {
  return {
    mark,
    connection: () => 0,
    check: async () => undefined,
    lose: () => undefined,
    problem: () => null,
    onChange: () => undefined,
    watch: async () => undefined,
  };
}

type Command = (key: string, ...args: ScriptArgument[]) => Promise<unknown>;

/**
 * `trace`: what goes on here, for what is written down. `guard`: refuse a server that has lost our data; null for looking
 * at any server as it is.
 */
export function createDatabase(
  redis: Redis,
  prefix: string,
  guard: StoreGuard | null = null,
  trace: () => string = () => '',
  copies: Copies | null = null,
): Database {
  const copying = copies && copies.replicas > 0 ? createCopying({ redis, prefix, ...copies }) : null;
  const library = LIBRARY.map(source).join('\n');
  for (const name of NAMES) {
    // A connection may serve several workspaces.
    if (commandName(name) in redis) continue;
    redis.defineCommand(commandName(name), { numberOfKeys: 1, lua: `${library}\n${source(name)}` });
  }
  const commands = redis as unknown as Record<string, Command>;
  return {
    redis,
    prefix,
    run(name, ...args) {
      const command = commandName(name);
      const all: [string, ...ScriptArgument[]] = [prefix, ...args, trace(), guard?.mark ?? ''];
      const copied = copying && !NOT_COPIED.has(name);
      const plain = async () => commands[command]?.(...all);
      return guarded(guard, () => inTime(redis, copied ? copying(command, all) : plain()));
    },
    async call(work) {
      const before = guard?.connection();
      await guard?.check();
      const answer = await translated(() => inTime(redis, work(redis, prefix)));
      // Sent again on another connection: was it our data that answered?
      if (guard && guard.connection() !== before) await guard.check();
      return answer;
    },
  };
}

async function guarded(guard: StoreGuard | null, work: () => Promise<unknown>): Promise<unknown> {
  try {
    return await translated(work);
  } catch (error) {
    if (isStoreLost(error)) guard?.lose();
    throw error;
  }
}

function source(name: string): string {
  return readFileSync(new URL(`./lua/${name}.lua`, import.meta.url), 'utf8');
}

function commandName(name: string): string {
  return `faccia-${name}`;
}
