import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { UnavailableError } from '../../src/errors.ts';
import { storeError } from '../../src/store/errors.ts';
import { connectRedis, type Server as Redis } from '../../src/store/redis.ts';
import { checkRedis } from '../../src/store/redis-check.ts';
import { die, renewed, TOKENS } from '../support/account.ts';
import { startRedis, type TestRedis } from '../support/redis-server.ts';
import { aBrandAccount, anAccount, aPost, aReply } from '../support/samples.ts';
import { anIngest, claimedThread, NOW, type OpenStore, silentLog, storeOn } from '../support/store.ts';

const DUE = aReply().notBefore;

let server: TestRedis;
let store: OpenStore;
const opened: Redis[] = [];

/** As the product connects: it reconnects by itself and keeps no caller waiting. */
function connect(url: string): OpenStore {
  const redis = connectRedis(url, silentLog) as Redis;
  opened.push(redis);
  return storeOn(redis);
}

beforeAll(async () => {
  server = await startRedis();
});
afterAll(() => server.close());
beforeEach(async () => {
  store = connect(server.url);
  await store.redis.flushall();
});
afterEach(() => {
  for (const redis of opened.splice(0)) redis.disconnect();
});

const until = <T>(work: () => Promise<T>) => vi.waitFor(work, { timeout: 10_000, interval: 20 });
const refused = (code: string) => ({ name: 'UnavailableError', code });

describe('a server that is absent at the start', () => {
  it('is named as such, and the same connection works once the server is there', async () => {
    const absent = await startRedis();
    await absent.stop();
    try {
      const early = connect(absent.url);
      await expect(early.threads.claim('x-1001', 'USAM', NOW)).rejects.toMatchObject(
        refused('store-unavailable'),
      );
      await expect(checkRedis(early.redis)).rejects.toBeInstanceOf(UnavailableError);
      await absent.start();
      expect(await until(() => early.mentions.ingest(anIngest()))).toMatchObject({ kind: 'opened' });
    } finally {
      await absent.close();
    }
  });
});

describe('a server that is restarted', () => {
  it('has everything that was answered, and its clients carry on', async () => {
    await claimedThread(store);
    await store.replies.submit(aReply());
    const before = await store.dump();
    await server.stop();
    await expect(store.replies.begin('r-1', DUE)).rejects.toMatchObject(refused('store-unavailable'));
    await server.start();
    expect(await until(() => store.dump())).toEqual(before);
    expect(await store.replies.begin('r-1', DUE)).toMatchObject({ kind: 'go', reply: { attempt: 1 } });
  });
});

describe('a read-only replica', () => {
  it('lets nothing be changed, can be read, and works when it becomes the primary', async () => {
    await store.mentions.ingest(anIngest());
    const replica = await startRedis();
    try {
      await server.command('config', 'set', 'repl-diskless-sync-delay', '0');
      await replica.command('replicaof', '127.0.0.1', String(server.port));
      const copy = connect(replica.url);
      await until(async () => expect(await copy.threads.get('x-1001')).not.toBeNull());
      const before = await copy.dump();
      await expect(copy.threads.claim('x-1001', 'USAM', NOW)).rejects.toMatchObject(
        refused('store-read-only'),
      );
      await expect(copy.links.saveTicket({ owner: anAccount().owner, slackUser: 'USAM' })).rejects.toThrow(
        'cannot be written to now, so nothing was changed',
      );
      expect(await copy.dump()).toEqual(before);
      expect((await checkRedis(copy.redis)).problems).toEqual([
        expect.stringContaining('Point REDIS_URL at its primary'),
      ]);
      await replica.command('replicaof', 'no', 'one');
      expect(await copy.threads.claim('x-1001', 'USAM', NOW)).toMatchObject({ kind: 'won' });
    } finally {
      await replica.close();
    }
  });
});

describe('a server that is full', () => {
  afterEach(() => server.command('config', 'set', 'maxmemory', '0'));

  const steps: [string, (full: OpenStore) => Promise<unknown>][] = [
    ['a mention', ({ mentions }) => mentions.ingest(anIngest({ post: aPost({ id: '1002' }), cursor: '9' }))],
    ['a lease', ({ leases }) => leases.acquire('s', 'one', 1_000)],
    ['a claim', ({ threads }) => threads.claim('x-2001', 'UBEN', NOW)],
    ['a resolve', ({ threads }) => threads.resolve('x-2001', 'ULEAD', true, NOW)],
    ['a release', ({ threads }) => threads.release('x-3001', 'USAM', false, NOW)],
    ['a deleted post', ({ threads }) => threads.markGone('x-1001', NOW)],
    [
      'an answer by hand',
      ({ threads }) => threads.answeredByHand('x-1001', '77', anAccount().owner, 'by hand', NOW),
    ],
    ['an undo', ({ replies }) => replies.withdraw('r-1', 'USAM', NOW)],
    ['an attempt', ({ replies }) => replies.begin('r-1', DUE)],
    ['a reply', ({ replies }) => replies.submit(aReply({ id: 'r-3', threadId: 'x-3001' }))],
    ['taking work', ({ outbox }) => outbox.take(NOW, 10, 1_000)],
    ['a message', ({ messages }) => messages.begin('card:x-1001', NOW)],
    ['a turn', ({ messages }) => messages.turn('C0CARE', 'card:x-1001', NOW)],
    ['a link', ({ accounts }) => accounts.link(aBrandAccount(), TOKENS, NOW)],
    ['fresh tokens', ({ accounts }) => renewed(accounts, TOKENS)],
    ['a dead link', ({ accounts }) => die(accounts)],
    ['a ticket', ({ links }) => links.saveTicket({ owner: anAccount().owner, slackUser: 'USAM' })],
    ['a counter', ({ counters }) => counters.add('replies.submitted')],
  ];

  it.each(steps)('refuses %s in words and changes nothing', async (_what, step) => {
    await claimedThread(store);
    await store.replies.submit(aReply());
    await store.mentions.ingest(anIngest({ post: aPost({ id: '2001' }) }));
    await claimedThread(store, 'USAM', aPost({ id: '3001' }));
    await store.accounts.link(anAccount(), TOKENS, NOW);
    const before = await store.dump();
    await server.command('config', 'set', 'maxmemory', '1');
    await expect(step(store)).rejects.toMatchObject(refused('store-full'));
    expect(await store.dump()).toEqual(before);
    await server.command('config', 'set', 'maxmemory', '0');
    await step(store);
  });

  it('still gives what it has, and is reported', async () => {
    await store.mentions.ingest(anIngest());
    await server.command('config', 'set', 'maxmemory', '1');
    expect(await store.threads.get('x-1001')).toMatchObject({ state: 'open' });
    expect((await checkRedis(store.redis)).warnings).toEqual([expect.stringContaining('Raise maxmemory')]);
  });
});

describe('what Redis says of itself', () => {
  it.each([
    ['LOADING Redis is loading the dataset in memory', 'store-unavailable'],
    ['BUSY Redis is busy running a script', 'store-unavailable'],
    ['CLUSTERDOWN The cluster is down', 'store-unavailable'],
    ['MISCONF Redis is configured to save RDB snapshots', 'store-read-only'],
    ['NOREPLICAS Not enough good replicas to write.', 'store-read-only'],
  ])('as "%s" becomes %s', (message, code) => {
    expect(storeError(new Error(message))).toMatchObject(refused(code));
  });

  it('stays as it is when waiting does not help', () => {
    const error = new Error('WRONGTYPE Operation against a key holding the wrong kind of value');
    expect(storeError(error)).toBe(error);
  });
});
