import { systemClock } from '../src/ops/clock.ts';
import { createLogger } from '../src/ops/logger.ts';
import { connectRedis, type Redis } from '../src/store/redis.ts';
import { createStore, type Store } from '../src/store/store.ts';
import { openStoreGuard } from '../src/store/store-guard.ts';
import { createTokenCipher } from '../src/store/token-cipher.ts';
import { startRedis, type TestRedis } from '../test/support/redis-server.ts';
import { interrupted } from './room.ts';

/**
 * Work with a Redis of its own, which writes to the disk once a second: one that does so before each answer would measure
 * the disk.
 */
export async function onRedis(
  work: (server: TestRedis, over: AbortSignal) => Promise<void>,
  settings: Record<string, string> = {},
): Promise<void> {
  const server = await startRedis({ appendfsync: 'everysec', ...settings });
  const over = new AbortController();
  try {
    await Promise.race([work(server, over.signal), interrupted()]);
  } finally {
    over.abort();
    await server.close();
  }
}

export interface OpenedStore {
  redis: Redis;
  store: Store;
}

/** The product's store, guarded as in production. */
export async function openStore(url: string, workspace: string): Promise<OpenedStore> {
  const log = createLogger('warn');
  const redis = connectRedis(url, log);
  const guard = await openStoreGuard({ redis, workspace, clock: systemClock, log });
  const cipher = createTokenCipher([{ id: 'k1', key: Buffer.alloc(32, 1) }]);
  return { redis, store: createStore({ redis, workspace, cipher, clock: systemClock, guard }) };
}
