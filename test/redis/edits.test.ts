import { beforeEach, describe, expect, it } from 'vitest';
import type { Post } from '../../src/domain/glossary.ts';
import type { IngestInput } from '../../src/stores.ts';
import { freshStore } from '../support/fresh-store.ts';
import { anAccount, aPost, aReply } from '../support/samples.ts';
import { anIngest, claimedThread, MENTION, NOW } from '../support/store.ts';

const fresh = freshStore();
const DUE = aReply().notBefore;

/** Version `id` of the post 1001. */
const version = (id: string, versions: string[], over: Partial<Post> = {}) =>
  aPost({ id, versions, conversationId: '1001', text: `@acme version ${id}`, ...over });
const second = version('1002', ['1001', '1002']);
const third = version('1003', ['1001', '1002', '1003']);
const ingest = (post: Post, over: Partial<IngestInput> = {}) =>
  fresh.store.mentions.ingest(anIngest({ post, ...over }));
const thread = (id = 'x-1001') => fresh.store.threads.get(id);
const due = async (at = NOW) => (await fresh.store.outbox.take(at, 100, 1)).map(({ member }) => member);
const counted = () => fresh.store.counters.all();
const EDITED = { kind: 'edited', threadId: 'x-1001' };

describe('an edit of a known post', () => {
  beforeEach(() => claimedThread(fresh.store));

  it('stands in its place, is told once, and counts once', async () => {
    const before = (await thread())?.version ?? 0;
    expect(await ingest(second)).toEqual(EDITED);
    expect(await ingest(second, { source: 'x:stream:acme' })).toEqual({ kind: 'duplicate' });
    expect(await thread()).toMatchObject({
      state: 'claimed',
      root: { id: '1002', text: '@acme version 1002' },
      lastCustomerPost: { id: '1002' },
      version: before + 1,
    });
    const work = await due();
    expect(work.filter((member) => member.startsWith('edited:'))).toEqual(['edited:1002']);
    expect(work.filter((member) => member.startsWith('followup:'))).toEqual([]);
    expect(await counted()).toMatchObject({
      'mentions.edited': 1,
      'mentions.received': 1,
      'mentions.opened': 1,
      'mentions.duplicate': 1,
    });
    expect(await fresh.store.threads.threadOf('1002')).toBe('x-1001');
  });

  it('and another edit follow each other', async () => {
    await ingest(second);
    expect(await ingest(third)).toEqual(EDITED);
    expect(await thread()).toMatchObject({ root: { id: '1003' }, lastCustomerPost: { id: '1003' } });
    expect(await counted()).toMatchObject({ 'mentions.edited': 2 });
  });

  it('that comes after a newer one does not come back', async () => {
    await ingest(third);
    expect(await ingest(second)).toEqual({ kind: 'duplicate' });
    expect(await thread()).toMatchObject({ root: { id: '1003' } });
    expect(await counted()).toMatchObject({ 'mentions.edited': 1 });
    // Also where the newer one did not name it.
    await ingest(version('1005', ['1001', '1005']));
    expect(await ingest(version('1004', ['1001', '1004']))).toEqual({ kind: 'duplicate' });
    expect(await thread()).toMatchObject({ root: { id: '1005' } });
  });

  it('by a much longer id is still the newer one', async () => {
    await ingest(version('11001', ['1001', '11001']));
    expect(await ingest(version('9001', ['1001', '9001']))).toEqual({ kind: 'duplicate' });
    expect(await thread()).toMatchObject({ root: { id: '11001' } });
  });

  it('leaves what the customer wrote after it as the post to be answered', async () => {
    const next = aPost({ id: '1009', conversationId: '1001', inReplyTo: '1001', createdAt: NOW + 9 });
    await ingest(next);
    await ingest(second);
    expect(await thread()).toMatchObject({ root: { id: '1002' }, lastCustomerPost: { id: '1009' } });
    await ingest({ ...next, id: '1010', versions: ['1009', '1010'] });
    expect(await thread()).toMatchObject({ root: { id: '1002' }, lastCustomerPost: { id: '1010' } });
  });

  it('takes answers to either version, and what follows under it', async () => {
    await ingest(second);
    const next = aPost({ id: '1020', conversationId: '1002', inReplyTo: '1002', createdAt: NOW + 9 });
    expect(await ingest(next)).toMatchObject({ kind: 'joined', threadId: 'x-1001' });
    const own = aPost({ id: '6001', conversationId: '1002', inReplyTo: '1001' });
    expect(await ingest(own, { as: { kind: 'own' } })).toEqual({ kind: 'own', threadId: 'x-1001' });
  });

  it('leaves a resolved thread closed and an answered one answered', async () => {
    const { replies, threads } = fresh.store;
    await replies.submit(aReply());
    await replies.begin('r-1', DUE);
    await replies.finish('r-1', 1, { kind: 'sent', postId: '5001', postUrl: 'u' }, DUE);
    await ingest(second);
    expect((await thread())?.state).toBe('answered');
    await threads.resolve('x-1001', 'USAM', false, DUE);
    await ingest(third);
    expect((await thread())?.state).toBe('resolved');
    expect(await due()).toContain('edited:1003');
  });

  it('of another brand that the post names too is the same edit', async () => {
    const as = { ...MENTION, brand: 'other' } as IngestInput['as'];
    expect(await ingest(second, { source: 'x:mentions:other', as })).toEqual(EDITED);
    expect(await thread()).toMatchObject({ brand: 'acme' });
  });

  it('moves the cursor, and stores nothing for a process that lost the source', async () => {
    await ingest(second, { cursor: '1002' });
    expect(await fresh.store.mentions.cursor('x:mentions:acme')).toBe('1002');
    const { leases } = fresh.store;
    await leases.acquire('s', 'one', 60_000);
    await leases.release('s', 1);
    await leases.acquire('s', 'two', 60_000);
    expect(await ingest(third, { source: 's', token: 1 })).toEqual({ kind: 'fenced' });
    expect(await thread()).toMatchObject({ root: { id: '1002' } });
  });
});

describe('an answer to a post that is edited', () => {
  beforeEach(() => claimedThread(fresh.store));
  const reply = () => fresh.store.replies.get('r-1');

  it('is stopped in its undo window, and its text is kept', async () => {
    const { replies } = fresh.store;
    await replies.submit(aReply());
    await ingest(second);
    expect(await reply()).toMatchObject({ state: 'withdrawn', reason: expect.stringContaining('edited') });
    expect(await replies.draft('x-1001', 'USAM')).toBe('We are on it');
    expect(await thread()).toMatchObject({ activeReplyId: null, claimedBy: 'USAM' });
    const work = await due(DUE);
    expect(work).toContain('note:r-1');
    expect(work).not.toContain('send:r-1');
    expect(await replies.begin('r-1', DUE)).toMatchObject({ kind: 'nothing' });
  });

  it('is stopped while it waits for a link, and stays so when the link comes', async () => {
    const { replies } = fresh.store;
    await replies.submit(aReply());
    await replies.begin('r-1', DUE);
    await replies.finish('r-1', 1, { kind: 'parked', reason: 'link again' }, DUE);
    await ingest(second);
    expect(await reply()).toMatchObject({ state: 'withdrawn' });
    expect(await replies.unpark('701', DUE)).toBe(0);
  });

  it('goes on under the newest version once it is queued, or was introduced', async () => {
    const { replies } = fresh.store;
    await replies.submit(aReply());
    await replies.begin('r-1', DUE);
    await replies.finish('r-1', 1, { kind: 'introduced', introductionId: '4001' }, DUE);
    await ingest(second);
    expect(await reply()).toMatchObject({ state: 'queued', inReplyTo: '1002' });
    await replies.begin('r-1', DUE);
    await replies.finish('r-1', 2, { kind: 'parked', reason: 'link again' }, DUE);
    await ingest(third);
    expect(await reply()).toMatchObject({ state: 'held', parked: true, inReplyTo: '1003' });
  });

  it('that is on its way answers the customer all the same', async () => {
    const { replies } = fresh.store;
    await replies.submit(aReply());
    await replies.begin('r-1', DUE);
    await ingest(second);
    await replies.finish('r-1', 1, { kind: 'sent', postId: '5001', postUrl: 'u' }, DUE);
    expect(await thread()).toMatchObject({ state: 'answered' });
  });

  it('to another post of the thread goes on', async () => {
    await ingest(aPost({ id: '1009', conversationId: '1001', inReplyTo: '1001', createdAt: NOW + 9 }));
    await fresh.store.replies.submit(aReply({ inReplyTo: '1009' }));
    await ingest(second);
    expect(await reply()).toMatchObject({ state: 'held', inReplyTo: '1009' });
  });
});

describe('an edit whose first version was never seen', () => {
  it('is a mention as any other, and the older versions do not come back', async () => {
    expect(await ingest(third)).toEqual({ kind: 'opened', threadId: 'x-1003' });
    for (const older of [aPost(), second]) expect(await ingest(older)).toEqual({ kind: 'duplicate' });
    expect(await thread('x-1003')).toMatchObject({ root: { id: '1003' } });
    expect(await thread('x-1001')).toBeNull();
    const fourth = version('1004', ['1001', '1002', '1003', '1004']);
    expect(await ingest(fourth)).toEqual({ kind: 'edited', threadId: 'x-1003' });
  });

  it('is a mention when the older one was dropped', async () => {
    await ingest(aPost(), { as: { kind: 'dropped', reason: 'repost' } });
    expect(await ingest(second)).toEqual({ kind: 'opened', threadId: 'x-1002' });
  });

  it('may be known to X in its newest form only: the older one says what comes', async () => {
    const first = aPost({ versions: ['1001', '1002'] });
    expect(await ingest(first)).toEqual({ kind: 'opened', threadId: 'x-1001' });
    expect(await ingest(second)).toEqual(EDITED);
  });
});

describe('an edit of our own', () => {
  const own = (id: string, versions = [id]) =>
    aPost({
      id,
      versions,
      conversationId: '1001',
      inReplyTo: '1001',
      author: { ...aPost().author, id: '701' },
    });
  const as = { kind: 'own' } as const;
  beforeEach(() => claimedThread(fresh.store));

  it('of an answer that Faccia sent belongs to that answer', async () => {
    const { replies } = fresh.store;
    await replies.submit(aReply());
    await replies.begin('r-1', DUE);
    await replies.finish('r-1', 1, { kind: 'sent', postId: '6001', postUrl: 'u' }, DUE);
    expect(await ingest(own('6002', ['6001', '6002']), { as })).toEqual({ kind: 'own', threadId: 'x-1001' });
    expect(await replies.byPost('6002')).toMatchObject({ id: 'r-1' });
    expect(await due(DUE)).not.toContain('own:6002');
  });

  it('of an answer by hand is told no second time', async () => {
    await ingest(own('6001'), { as });
    await fresh.store.threads.answeredByHand('x-1001', '6001', anAccount().owner, 'by hand', NOW);
    await ingest(own('6002', ['6001', '6002']), { as });
    const work = await due(DUE);
    expect(work).toContain('own:6001');
    expect(work).not.toContain('own:6002');
    expect(await ingest(own('6001'), { as })).toEqual({ kind: 'duplicate' });
  });
});
