import { Redis } from 'ioredis';
import type { Clock, Log } from '../../src/ports.ts';
import { createStore, type Store } from '../../src/store/store.ts';
import { createTokenCipher, type TokenKey } from '../../src/store/token-cipher.ts';
import type { IngestInput } from '../../src/stores.ts';
import { testClock } from './clock.ts';
import { aPost } from './samples.ts';

export const WORKSPACE = 'T0TEST';
export const NOW = 1_700_000_000_000;
export const KEY: TokenKey = { id: 'k1', key: Buffer.alloc(32, 1) };

export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

export interface OpenStore extends Store {
  redis: Redis;
  /** Every key with its whole content, as text: two dumps are equal when nothing was changed between them. */
  dump(): Promise<Record<string, string>>;
}

/** The store on a real server. */
export function openStore(
  url: string,
  clock: Clock = testClock(NOW),
  trace: () => string = () => '',
): OpenStore {
  return storeOn(new Redis(url), clock, trace);
}

export function storeOn(
  redis: Redis,
  clock: Clock = testClock(NOW),
  trace: () => string = () => '',
): OpenStore {
  const cipher = createTokenCipher([KEY]);
  const store = createStore({ redis, workspace: WORKSPACE, cipher, clock, trace });
  return { ...store, redis, dump: () => dump(redis) };
}

async function dump(redis: Redis): Promise<Record<string, string>> {
  const keys = (await redis.keys('*')).sort();
  const contents = await Promise.all(
    keys.map(async (key) => {
      const type = await redis.type(key);
      if (type === 'hash') return JSON.stringify(Object.entries(await redis.hgetall(key)).sort());
      if (type === 'zset') return JSON.stringify(await redis.zrange(key, '0', '-1', 'WITHSCORES'));
      if (type === 'set') return JSON.stringify((await redis.smembers(key)).sort());
      if (type === 'list') return JSON.stringify(await redis.lrange(key, 0, -1));
      if (type === 'stream') return JSON.stringify(await redis.xrange(key, '-', '+'));
      return (await redis.get(key)) ?? '';
    }),
  );
  return Object.fromEntries(keys.map((key, index) => [key, contents[index] ?? '']));
}

export const MENTION: IngestInput['as'] = {
  kind: 'mention',
  brand: 'acme',
  channel: 'C0CARE',
  topic: null,
  priority: 'normal',
  because: [],
};

export function anIngest(over: Partial<IngestInput> = {}): IngestInput {
  return { source: 'x:mentions:acme', token: 1, cursor: null, post: aPost(), as: MENTION, now: NOW, ...over };
}

/** A thread of one mention, held by this person. */
export async function claimedThread(store: Store, slackUser = 'USAM', post = aPost()): Promise<string> {
  await store.mentions.ingest(anIngest({ post }));
  const threadId = `x-${post.id}`;
  await store.threads.claim(threadId, slackUser, NOW);
  return threadId;
}

/** Of a backup that a test takes. */
export const BACKUP_HEADER = {
  format: 'faccia-backup',
  version: 1,
  workspace: WORKSPACE,
  takenAt: 'then',
  server: 'redis 7',
} as const;
