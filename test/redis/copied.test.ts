import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../src/ops/clock.ts';
import { createStore, type Store } from '../../src/store/store.ts';
import { createTokenCipher } from '../../src/store/token-cipher.ts';
import { replication } from '../support/redis-groups.ts';
import { startRedis, type TestRedis } from '../support/redis-server.ts';
import { anIngest, KEY, silentLog, WORKSPACE } from '../support/store.ts';
import { until } from '../support/until.ts';

let primary: TestRedis;
let replica: TestRedis;
let redis: Redis;
let store: Store;
let logged: string[];

beforeAll(async () => {
  primary = await startRedis({ 'repl-diskless-sync-delay': '0' });
  replica = await startRedis({ replicaof: `127.0.0.1 ${primary.port}`, 'enable-debug-command': 'local' });
});
afterAll(() => Promise.all([primary.close(), replica.close()]));
beforeEach(async () => {
  await until(async () => /slave0:.*state=online/u.test(await replication(primary)));
  redis = new Redis(primary.url);
  await redis.flushall();
  logged = [];
  const note = (event: string) => void logged.push(event);
  store = createStore({
    redis,
    workspace: WORKSPACE,
    cipher: createTokenCipher([KEY]),
    clock: systemClock,
    copies: { replicas: 1, log: { ...silentLog, warn: note, info: note } },
  });
});
afterEach(() => redis.disconnect());

it('what the store answered is on the replica by then', async () => {
  for (let id = 1001; id < 1050; id += 1) {
    const answer = await store.mentions.ingest(anIngest({ post: { ...anIngest().post, id: String(id) } }));
    expect(answer.kind).not.toBe('fenced');
    expect(await replica.command('exists', `{${WORKSPACE}}:post:${id}`)).toBe(1);
  }
});

it('what a frozen replica does not have is not told, and may be done again', async () => {
  await store.mentions.ingest(anIngest());
  const frozen = replica.command('debug', 'sleep', '2.5');
  const refused = await until(async () => {
    try {
      await store.threads.claim('x-1001', 'USAM', 1);
      return null;
    } catch (error) {
      return error;
    }
  });
  expect(refused).toMatchObject({ code: 'store-not-copied' });
  await frozen;
  expect(await store.threads.claim('x-1001', 'USAM', 1)).toMatchObject({ kind: 'won' });
});

it('without any replica it goes on alone, says so, and waits again when one is back', async () => {
  await store.mentions.ingest(anIngest());
  await replica.stop();
  await until(async () => !/slave0/u.test(await replication(primary)));
  await until(() => store.threads.claim('x-1001', 'USAM', 1));
  expect(logged).toEqual(['redis-copies-missing']);
  await replica.start();
  await until(async () => /slave0:.*state=online/u.test(await replication(primary)));
  await until(async () => {
    await store.threads.release('x-1001', 'USAM', false, 2);
    return logged.includes('redis-copies-back');
  });
});
