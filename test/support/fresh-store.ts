import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { TestClock } from './clock.ts';
import { testClock } from './clock.ts';
import { startRedis, type TestRedis } from './redis-server.ts';
import { NOW, type OpenStore, openStore } from './store.ts';

export interface FreshStore {
  server: TestRedis;
  store: OpenStore;
  clock: TestClock;
}

/** A server for the file, an empty store for each test. */
export function freshStore(): FreshStore {
  const fresh = {} as FreshStore;
  beforeAll(async () => {
    fresh.server = await startRedis();
  });
  afterAll(() => fresh.server.close());
  beforeEach(async () => {
    fresh.clock = testClock(NOW);
    fresh.store = openStore(fresh.server.url, fresh.clock);
    await fresh.store.redis.flushall();
  });
  afterEach(() => fresh.store.redis.disconnect());
  return fresh;
}

/** Does it, then again as a command that was sent twice: the second time changes nothing and answers the same. */
export async function twice<T>(store: OpenStore, work: () => Promise<T>): Promise<T> {
  const first = await work();
  const before = await store.dump();
  expect(await work()).toEqual(first);
  expect(await store.dump()).toEqual(before);
  return first;
}
