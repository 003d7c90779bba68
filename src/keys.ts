import { randomBytes } from 'node:crypto';
import { inspectConfig } from '../config/config.ts';
import { readEnv } from '../config/env.ts';
import { AppError } from './errors.ts';
import { systemClock } from './ops/clock.ts';
import type { Log } from './ports.ts';
import { EMBEDDED_DIR } from './store/embedded-redis.ts';
import type { Redis } from './store/redis.ts';
import { countKeys, rotateKeys } from './store/rotate-keys.ts';
import { checkServer } from './store/server-check.ts';
import type { TokenKey } from './store/token-cipher.ts';

const HELP = `The keys of FACCIA_KEYS, which encrypt the tokens of linked accounts.

  npm run keys -- new      prints a fresh key, and what to do with it
  npm run keys -- rotate   encrypts all stored tokens with the first key
  npm run keys -- list     counts the accounts that need each key`;

const SILENT: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

const VERBS: Record<string, () => Promise<number>> = {
  new: makeKey,
  rotate: () => withStore(rotate),
  list: () => withStore(list),
};

/** Answers the exit code. */
async function main(verb: string | undefined): Promise<number> {
  const run = verb === undefined || !Object.hasOwn(VERBS, verb) ? undefined : VERBS[verb];
  if (run) return run();
  say(HELP);
  return verb === undefined || verb === 'help' ? 0 : 1;
}

/** The only thing here that prints a secret: it is nobody's yet. */
async function makeKey(): Promise<number> {
  const { keys, problems } = told();
  if (keys === undefined && readEnv().FACCIA_KEYS) throw wrong(problems);
  const used = new Set((keys ?? []).map(({ id }) => id));
  let number = 1;
  while (used.has(`k${number}`)) number += 1;
  const key = `k${number}:${randomBytes(32).toString('base64')}`;
  say(key);
  say(
    used.size === 0
      ? '\nPut it into FACCIA_KEYS, keep it safe and out of Git. Without it linked accounts must be linked again.'
      : '\n1. Put it first: FACCIA_KEYS=<the line above>,<what stands there now>, and restart every process.\n' +
          '2. npm run keys -- rotate\n' +
          '3. npm run keys -- list shows that nothing needs an older key: take that out and restart.',
  );
  return 0;
}

async function rotate(redis: Redis, keys: readonly TokenKey[]): Promise<number> {
  const { rotated, already, unreadable } = await rotateKeys(redis, keys, systemClock.now());
  say(`rotated ${rotated}, already ${already}, unreadable ${unreadable}`);
  await list(redis, keys);
  if (unreadable > 0)
    say('Unreadable: put the missing key back into FACCIA_KEYS, or let these accounts be linked again.');
  return unreadable > 0 ? 1 : 0;
}

async function list(redis: Redis, keys: readonly TokenKey[]): Promise<number> {
  const uses = await countKeys(redis);
  const known = new Map(keys.map(({ id }, index) => [id, index]));
  for (const { id } of keys)
    say(`${id}: accounts ${uses.find((use) => use.id === id)?.accounts ?? 0}${note(id, keys, uses)}`);
  const missing = uses.filter(({ id }) => !known.has(id));
  for (const { id, accounts } of missing) say(`${id}: accounts ${accounts} (not in FACCIA_KEYS)`);
  return missing.length > 0 ? 1 : 0;
}

function note(id: string, keys: readonly TokenKey[], uses: readonly { id: string }[]): string {
  if (id === keys[0]?.id) return ' (encrypts)';
  return uses.some((use) => use.id === id)
    ? ' (still needed: npm run keys -- rotate)'
    : ' (not needed any more, once every process runs with the new first key)';
}

async function withStore(
  work: (redis: Redis, keys: readonly TokenKey[]) => Promise<number>,
): Promise<number> {
  const { keys, redisUrl, problems } = told();
  if (keys === undefined || redisUrl === undefined) throw wrong(problems);
  const { redis, findings } = await checkServer(redisUrl, EMBEDDED_DIR, SILENT);
  const bad = findings.filter(({ mark }) => mark === 'problem').map(({ text }) => text);
  try {
    if (bad.length > 0) throw wrong(bad);
    if (redis === null)
      throw wrong(["Faccia's own Redis runs with Faccia: start Faccia here first, or set REDIS_URL."]);
    return await work(redis, keys);
  } finally {
    redis?.disconnect();
  }
}

/** Of all that Faccia is told only these two matter here. */
function told() {
  const { variables, problems } = inspectConfig(readEnv());
  const { keys, redisUrl } = variables;
  return { keys, redisUrl, problems: problems.filter((text) => /^(?:FACCIA_KEYS|REDIS_URL)\b/u.test(text)) };
}

function wrong(problems: readonly string[]): AppError {
  return new AppError({ code: 'keys', sentence: problems.join('\n') });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  process.exitCode = await main(process.argv[2]);
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  process.stderr.write(`${error.sentence}\n`);
  process.exitCode = 1;
}
