import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readEntry } from '../../src/store/audit-reader.ts';
import { startRedis, type TestRedis } from '../support/redis-server.ts';
import { aPost } from '../support/samples.ts';
import { anIngest, NOW, type OpenStore, openStore, WORKSPACE } from '../support/store.ts';

let server: TestRedis;
let store: OpenStore;
beforeAll(async () => {
  server = await startRedis();
});
afterAll(() => server.close());
beforeEach(async () => {
  store = openStore(server.url);
  await store.redis.flushall();
});
afterEach(() => store.redis.disconnect());

describe('a mention', () => {
  it('opens a thread, asks for its card, and moves the cursor in one step', async () => {
    const result = await store.mentions.ingest(anIngest({ cursor: '1001' }));
    expect(result).toEqual({ kind: 'opened', threadId: 'x-1001' });
    expect(await store.threads.get('x-1001')).toMatchObject({
      state: 'open',
      channel: 'C0CARE',
      root: { id: '1001' },
      lastCustomerPost: { id: '1001' },
    });
    expect(await store.mentions.cursor('x:mentions:acme')).toBe('1001');
    expect(await store.outbox.take(NOW, 10, 1_000)).toMatchObject([{ member: 'card:x-1001' }]);
  });

  it('that comes twice is stored once', async () => {
    await store.mentions.ingest(anIngest());
    const before = await store.dump();
    expect(await store.mentions.ingest(anIngest({ source: 'x:stream:acme' }))).toEqual({ kind: 'duplicate' });
    const after = await store.dump();
    delete before['{T0TEST}:counters'];
    delete after['{T0TEST}:counters'];
    expect(after).toEqual(before);
    expect(await store.counters.all()).toMatchObject({ 'mentions.opened': 1, 'mentions.duplicate': 1 });
  });

  it('of the same author in the same conversation joins the thread', async () => {
    await store.mentions.ingest(anIngest());
    const next = aPost({ id: '1002', conversationId: '1001', inReplyTo: '1001', text: '@acme hello?' });
    expect(await store.mentions.ingest(anIngest({ post: next }))).toEqual({
      kind: 'joined',
      threadId: 'x-1001',
      reopened: false,
    });
    expect(await store.threads.get('x-1001')).toMatchObject({ lastCustomerPost: { id: '1002' } });
    expect(await store.threads.threadOf('1002')).toBe('x-1001');
  });

  it('of somebody else in the conversation of a customer is shown there, and opens nothing', async () => {
    await store.mentions.ingest(anIngest());
    const other = aPost({
      id: '1003',
      conversationId: '1001',
      inReplyTo: '1001',
      author: { id: '502', handle: 'customer_two', name: 'Two', avatarUrl: null },
    });
    expect(await store.mentions.ingest(anIngest({ post: other }))).toEqual({
      kind: 'other',
      threadId: 'x-1001',
    });
    expect(await store.threads.get('x-1003')).toBeNull();
  });

  it('opens a resolved thread again', async () => {
    await store.mentions.ingest(anIngest());
    await store.threads.claim('x-1001', 'USAM', NOW);
    await store.threads.resolve('x-1001', 'USAM', false, NOW);
    const next = aPost({ id: '1002', conversationId: '1001', inReplyTo: '1001' });
    expect(await store.mentions.ingest(anIngest({ post: next }))).toMatchObject({
      kind: 'joined',
      reopened: true,
    });
    expect((await store.threads.get('x-1001'))?.state).toBe('open');
  });

  it('with 25,000 characters comes back as it was', async () => {
    const text = '<!channel> 😀 é\u0000"\\ '.repeat(2_000).slice(0, 25_000);
    await store.mentions.ingest(anIngest({ post: aPost({ text }) }));
    expect((await store.threads.get('x-1001'))?.root.text).toBe(text);
  });

  it('that comes with others is stored with them in one step, each after the one before it', async () => {
    const again = aPost({ id: '1003', inReplyTo: '1001', createdAt: NOW + 1 });
    const noise = aPost({ id: '1002', conversationId: '1002' });
    const { source, token, now, as } = anIngest();
    const batch = {
      source,
      token,
      now,
      cursor: '1003',
      posts: [
        { post: aPost(), as },
        { post: noise, as: { kind: 'dropped', reason: 'retweet' } as const },
        { post: again, as },
      ],
    };
    expect(await store.mentions.ingestAll(batch)).toEqual([
      { kind: 'opened', threadId: 'x-1001' },
      { kind: 'dropped' },
      { kind: 'joined', threadId: 'x-1001', reopened: false },
    ]);
    expect(await store.mentions.cursor(source)).toBe('1003');
    expect(await store.mentions.ingestAll(batch)).toEqual(Array(3).fill({ kind: 'duplicate' }));
  });

  it('that comes with others from a process that lost the source is not stored, nor are they', async () => {
    await store.leases.acquire('s', 'one', 1);
    await vi.waitFor(async () => expect(await store.leases.acquire('s', 'two', 60_000)).not.toBeNull());
    const before = await store.dump();
    const { as, now } = anIngest();
    const posts = ['1001', '1002'].map((id) => ({ post: aPost({ id, conversationId: id }), as }));
    const results = await store.mentions.ingestAll({ source: 's', token: 1, cursor: '1002', posts, now });
    expect(results).toEqual([{ kind: 'fenced' }, { kind: 'fenced' }]);
    expect(await store.dump()).toEqual(before);
  });

  it('that is noise only moves the cursor and counts its reason', async () => {
    const as = { kind: 'dropped', reason: 'retweet' } as const;
    expect(await store.mentions.ingest(anIngest({ as, cursor: '1001' }))).toEqual({ kind: 'dropped' });
    expect(await store.threads.get('x-1001')).toBeNull();
    expect(await store.mentions.cursor('x:mentions:acme')).toBe('1001');
    expect(await store.counters.all()).toMatchObject({ 'dropped.retweet': 1 });
  });

  it('that is our own opens nothing and belongs to the thread that it answers', async () => {
    await store.mentions.ingest(anIngest());
    const own = aPost({ id: '1002', conversationId: '1001', inReplyTo: '1001' });
    expect(await store.mentions.ingest(anIngest({ post: own, as: { kind: 'own' } }))).toEqual({
      kind: 'own',
      threadId: 'x-1001',
    });
    const alone = aPost({ id: '2002', conversationId: '2002' });
    expect(await store.mentions.ingest(anIngest({ post: alone, as: { kind: 'own' } }))).toEqual({
      kind: 'own',
      threadId: null,
    });
    expect(await store.threads.get('x-2002')).toBeNull();
  });
});

describe('a source', () => {
  it('has one holder, and a new holder fences the frozen one', async () => {
    const first = await store.leases.acquire('s', 'one', 60_000);
    expect(first).toEqual({ token: 1 });
    expect(await store.leases.acquire('s', 'two', 60_000)).toBeNull();
    await store.leases.release('s', 1);
    expect(await store.leases.acquire('s', 'two', 60_000)).toEqual({ token: 2 });
    expect(await store.leases.renew('s', 1, 60_000)).toBe(false);
    const before = await store.dump();
    expect(await store.mentions.ingest(anIngest({ source: 's', token: 1, cursor: '1001' }))).toEqual({
      kind: 'fenced',
    });
    expect(await store.dump()).toEqual(before);
    expect(await store.mentions.ingest(anIngest({ source: 's', token: 2 }))).toMatchObject({
      kind: 'opened',
    });
  });

  it('leaves a trail of who read it: taken, given back, or run out at a moment', async () => {
    await store.leases.acquire('s', 'one', 60_000);
    await store.leases.release('s', 1);
    await store.leases.release('s', 1);
    const until = Date.now() + 1;
    await store.leases.acquire('s', 'two', 1);
    await vi.waitFor(async () => expect(await store.leases.acquire('s', 'three', 60_000)).not.toBeNull());
    await store.leases.acquire('s', 'three', 60_000);
    const trail = await store.redis.xrange(`{${WORKSPACE}}:audit`, '-', '+');
    const entries = trail.map(([, fields]) => readEntry(fields));
    expect(entries.map(({ what, detail }) => [what, detail.replace(/\d{13}/u, 'then')])).toEqual([
      ['source-taken', 's fence 1 by one'],
      ['source-left', 's fence 1'],
      ['source-taken', 's fence 2 by two'],
      ['source-lost', 's fence 2 until then'],
      ['source-taken', 's fence 3 by three'],
    ]);
    const ranOut = Number(/\d{13}/u.exec(entries[3]?.detail ?? '')?.[0]);
    expect(ranOut).toBeGreaterThanOrEqual(until - 50);
    expect(ranOut).toBeLessThanOrEqual(entries[4]?.at ?? 0);
  });

  it('that asks again with the same name keeps its lease', async () => {
    const one = await store.leases.acquire('s', 'one', 60_000);
    expect(await store.leases.acquire('s', 'one', 60_000)).toEqual(one);
    expect(await store.leases.renew('s', 1, 60_000)).toBe(true);
  });

  it('begins where it first stood, and nowhere else later', async () => {
    await store.mentions.beginAt('s', '500');
    await store.mentions.beginAt('s', '900');
    expect(await store.mentions.cursor('s')).toBe('500');
  });
});
