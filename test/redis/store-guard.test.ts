import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore, type Store } from '../../src/store/store.ts';
import { openStoreGuard, type StoreGuard } from '../../src/store/store-guard.ts';
import { createTokenCipher } from '../../src/store/token-cipher.ts';
import { testClock } from '../support/clock.ts';
import { startRedis, type TestRedis } from '../support/redis-server.ts';
import { anAccount } from '../support/samples.ts';
import { anIngest, silentLog, storeOn, WORKSPACE } from '../support/store.ts';

const MARK = `{${WORKSPACE}}:mark`;

let server: TestRedis;
let other: TestRedis | null = null;
const open: Redis[] = [];
beforeEach(async () => {
  server = await startRedis();
});
afterEach(async () => {
  for (const redis of open.splice(0)) redis.disconnect();
  await server.close();
  await other?.close();
  other = null;
});

/** What a process has after its start. */
async function start() {
  const redis = new Redis(server.url, { maxRetriesPerRequest: 1, retryStrategy: () => 20 });
  redis.on('error', () => undefined);
  open.push(redis);
  const clock = testClock();
  const guard = await openStoreGuard({ redis, workspace: WORKSPACE, clock, log: silentLog });
  const cipher = createTokenCipher([{ id: 'k1', key: Buffer.alloc(32, 1) }]);
  const store = createStore({ redis, workspace: WORKSPACE, cipher, clock, guard });
  return { redis, guard, store, clock };
}

const LOST = { code: 'store-lost' };

/** Fails over: the same address, another server, without any data. */
async function becomeEmpty(): Promise<void> {
  await server.stop();
  other = await startRedis({ port: String(server.port) });
}

async function comeBack(): Promise<void> {
  await other?.close();
  other = null;
  await server.start();
}

const untilAnswered = <T>(work: () => Promise<T>): Promise<T> =>
  vi.waitFor(work, { timeout: 5_000, interval: 20 });

describe('the mark of a store', () => {
  it('is written at the first start, and is the same for every process after it', async () => {
    const [one, two] = await Promise.all([start(), start()]);
    expect(one.guard.mark).toBe(two.guard.mark);
    expect(await one.redis.get(MARK)).toBe(one.guard.mark);
    await one.store.mentions.ingest(anIngest());
    expect((await start()).guard.mark).toBe(one.guard.mark);
  });
});

describe('a store whose data is gone', () => {
  it('takes no change at all, from the first moment, and keeps nothing', async () => {
    const { redis, store, guard } = await start();
    await store.mentions.ingest(anIngest());
    await redis.flushall();
    await expect(store.mentions.ingest(anIngest())).rejects.toMatchObject(LOST);
    await expect(store.outbox.take(0, 10, 1)).rejects.toMatchObject(LOST);
    await expect(store.leases.acquire('x:mentions:acme', 'me', 1_000)).rejects.toMatchObject(LOST);
    await expect(store.counters.add('anything')).rejects.toMatchObject(LOST);
    expect(await storeOn(redis).dump()).toEqual({});
    expect(guard.problem()).toMatch(/lost its data.*bring the old data back.*restart/su);
  });

  it.each<[string, (store: Store) => Promise<unknown>]>([
    ['a count', ({ counters }) => counters.add('anything')],
    ['where a source begins', ({ mentions }) => mentions.beginAt('x:mentions:acme', '1')],
    ['a started linking', ({ links }) => links.saveTicket({ owner: anAccount().owner, slackUser: 'USAM' })],
    ['a lock', ({ accounts }) => accounts.locked('701', 0, async () => undefined)],
  ])('keeps not even %s that comes before anybody has noticed', async (_what, write) => {
    const { redis, store } = await start();
    await redis.flushall();
    await expect(write(store)).rejects.toMatchObject(LOST);
    expect(await storeOn(redis).dump()).toEqual({});
  });

  it('is not read either after a failover to an empty replica', async () => {
    const { store } = await start();
    await store.mentions.ingest(anIngest());
    await becomeEmpty();
    await untilAnswered(async () => {
      await expect(store.threads.get('x-1')).rejects.toMatchObject(LOST);
    });
    await expect(store.mentions.cursor('x:mentions:acme')).rejects.toMatchObject(LOST);
  });

  it('is noticed by the watch, told once, and never marked by a process that runs', async () => {
    const { redis, guard, clock } = await start();
    const told: boolean[] = [];
    guard.onChange((lost) => told.push(lost));
    const stop = new AbortController();
    const watching = guard.watch(stop.signal);
    await redis.flushall();
    await passUntil(clock, () => guard.problem() !== null);
    await passUntil(clock, async () => (await redis.get(MARK)) === null);
    await redis.set(MARK, 'of somebody else');
    await expect(guard.check()).rejects.toMatchObject(LOST);
    await redis.set(MARK, guard.mark);
    await passUntil(clock, () => guard.problem() === null);
    expect(told).toEqual([true, false]);
    stop.abort();
    await watching;
  });

  it('is used again once the old data is back', async () => {
    const { store, guard } = await start();
    const { kind } = await store.mentions.ingest(anIngest());
    expect(kind).toBe('opened');
    await becomeEmpty();
    await untilAnswered(async () => {
      await expect(store.mentions.ingest(anIngest())).rejects.toMatchObject(LOST);
    });
    await comeBack();
    await untilAnswered(async () => {
      expect(await store.mentions.ingest(anIngest())).toEqual({ kind: 'duplicate' });
    });
    await untilFound(guard);
    expect(await store.threads.get(`x-${anIngest().post.id}`)).toMatchObject({ state: 'open' });
  });
});

async function untilFound(guard: StoreGuard): Promise<void> {
  await untilAnswered(async () => expect(guard.problem()).toBeNull());
}

async function passUntil(
  clock: { advance(ms: number): void },
  check: () => boolean | Promise<boolean>,
): Promise<void> {
  await untilAnswered(async () => {
    clock.advance(2_000);
    expect(await check()).toBe(true);
  });
}
