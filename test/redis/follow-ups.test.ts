import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Post } from '../../src/domain/glossary.ts';
import { DROPPED_POST_MS } from '../../src/store/keys.ts';
import { OWN_POST_DELAY_MS } from '../../src/store/mention-store.ts';
import type { IngestInput } from '../../src/stores.ts';
import { freshStore } from '../support/fresh-store.ts';
import { aPost, aReply } from '../support/samples.ts';
import { anIngest, claimedThread, MENTION, NOW } from '../support/store.ts';

const fresh = freshStore();
const DUE = aReply().notBefore;

const later = (over: Partial<Post> = {}) =>
  aPost({ id: '1002', conversationId: '1001', inReplyTo: '1001', createdAt: aPost().createdAt + 1, ...over });
const ingest = (over: Partial<IngestInput>) => fresh.store.mentions.ingest(anIngest(over));
const thread = () => fresh.store.threads.get('x-1001');

/** The customer of x-1001 has Sam's answer 5001. */
async function answered(): Promise<void> {
  const { replies } = fresh.store;
  await replies.submit(aReply());
  await replies.begin('r-1', DUE);
  await replies.finish('r-1', 1, { kind: 'sent', postId: '5001', postUrl: 'u' }, DUE);
}

beforeEach(() => claimedThread(fresh.store));

describe('a customer who writes again', () => {
  it('joins by the post that is answered, whatever the conversation is called', async () => {
    await answered();
    const post = later({ conversationId: '5001', inReplyTo: '5001' });
    expect(await ingest({ post })).toEqual({ kind: 'joined', threadId: 'x-1001', reopened: true });
  });

  it('after an answer has the same holder again', async () => {
    await answered();
    expect(await thread()).toMatchObject({ state: 'answered', claimedBy: 'USAM' });
    await ingest({ post: later() });
    expect(await thread()).toMatchObject({ state: 'claimed', claimedBy: 'USAM', answeredBy: 'USAM' });
  });

  it('after an answer and a release is open to everybody', async () => {
    await answered();
    await fresh.store.threads.release('x-1001', 'USAM', false, DUE);
    expect((await thread())?.state).toBe('answered');
    await ingest({ post: later() });
    expect(await thread()).toMatchObject({ state: 'open', claimedBy: null });
  });

  it('is answered by the newest post, also when an older one comes late', async () => {
    await ingest({ post: later({ id: '1003', createdAt: aPost().createdAt + 9 }) });
    await ingest({ post: later() });
    expect((await thread())?.lastCustomerPost.id).toBe('1003');
  });

  it('of another brand opens a thread of their own', async () => {
    const as = { ...MENTION, brand: 'other', channel: 'C0OTHER' } as IngestInput['as'];
    expect(await ingest({ post: later(), as })).toEqual({ kind: 'opened', threadId: 'x-1002' });
  });
});

describe('a post that is ours', () => {
  it('is looked at a little later, when it is known whether Faccia sent it', async () => {
    const { outbox } = fresh.store;
    await ingest({ post: later({ id: '6001' }), as: { kind: 'own' } });
    const due = async (at: number) => (await outbox.take(at, 100, 1)).map(({ member }) => member);
    expect(await due(NOW + OWN_POST_DELAY_MS - 1)).not.toContain('own:6001');
    expect(await due(NOW + OWN_POST_DELAY_MS)).toContain('own:6001');
  });

  it('and that Faccia sent stays with its reply, and has its words now', async () => {
    await answered();
    expect(await fresh.store.threads.post('5001')).toBeNull();
    expect(await ingest({ post: later({ id: '5001' }), as: { kind: 'own' } })).toEqual({ kind: 'duplicate' });
    expect(await fresh.store.threads.post('5001')).toMatchObject({ id: '5001' });
    expect(await fresh.store.replies.byPost('5001')).toMatchObject({ id: 'r-1' });
  });
});

describe('noise', () => {
  it('is counted by its reason and forgotten after thirty days', async () => {
    for (const [id, reason] of [
      ['1', 'repost'],
      ['2', 'repost'],
      ['3', 'muted'],
    ] as const)
      await ingest({ post: aPost({ id }), as: { kind: 'dropped', reason } });
    expect(await fresh.store.counters.all()).toMatchObject({ 'dropped.repost': 2, 'dropped.muted': 1 });
    const left = await fresh.store.redis.pttl('{T0TEST}:post:1');
    expect(left).toBeGreaterThan(DROPPED_POST_MS - 60_000);
    expect(left).toBeLessThanOrEqual(DROPPED_POST_MS);
  });
});

describe('the cursor', () => {
  const cursor = () => fresh.store.mentions.cursor('x:mentions:acme');

  it('is unknown before the first batch, and stays where a post brings none', async () => {
    expect(await cursor()).toBeNull();
    await ingest({ post: later(), cursor: '1002' });
    await ingest({ post: later({ id: '1003' }) });
    expect(await cursor()).toBe('1002');
  });

  it('moves with a duplicate too, so that a replay comes to its end', async () => {
    expect(await ingest({ post: aPost(), cursor: '1001' })).toEqual({ kind: 'duplicate' });
    expect(await cursor()).toBe('1001');
  });

  it('is moved by nobody whose lease went to another process', async () => {
    const { leases } = fresh.store;
    const source = 'x:mentions:acme';
    const old = await leases.acquire(source, 'frozen', 1);
    const token = await vi.waitFor(async () => {
      const lease = await leases.acquire(source, 'next', 60_000);
      if (!lease) throw new Error('still held');
      return lease.token;
    });
    await ingest({ post: later(), token, cursor: '1002' });
    const late = { post: later({ id: '1003' }), token: old?.token ?? 0, cursor: '900' };
    expect(await ingest(late)).toEqual({ kind: 'fenced' });
    expect(await cursor()).toBe('1002');
    expect(await fresh.store.threads.post('1003')).toBeNull();
    await leases.release(source, late.token);
    expect(await leases.renew(source, token, 60_000)).toBe(true);
  });
});
