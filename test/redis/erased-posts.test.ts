import { beforeEach, describe, expect, it } from 'vitest';
import type { Post } from '../../src/domain/glossary.ts';
import type { IngestInput } from '../../src/stores.ts';
import { AGAIN, OTHER } from '../support/conversation-cases.ts';
import { freshStore } from '../support/fresh-store.ts';
import { aPost, aReply } from '../support/samples.ts';
import { anIngest, NOW } from '../support/store.ts';

const fresh = freshStore();
const EVERY_MS = 60_000;
const WORDS = 'my line is dead since this morning';
const ingest = (post: Post, over: Partial<IngestInput> = {}) =>
  fresh.store.mentions.ingest(anIngest({ post, checkAfterMs: EVERY_MS, ...over }));
const thread = () => fresh.store.threads.get('x-1001');
const erase = (id: string, around: string | null = null) =>
  fresh.store.watch.erase({ id, around }, 'deleted', 'The customer deleted it.', NOW);
const due = async (at = NOW) => (await fresh.store.outbox.take(at, 100, 1)).map(({ member }) => member);
const watched = async (at: number) => (await fresh.store.watch.due(at, 100)).map(({ id }) => id);

beforeEach(async () => {
  await ingest(aPost());
  await fresh.store.threads.claim('x-1001', 'USAM', NOW);
});

describe('a shown post', () => {
  it('is asked for after its time, then again after the next', async () => {
    expect(await watched(NOW + EVERY_MS - 1)).toEqual([]);
    expect(await watched(NOW + EVERY_MS)).toEqual(['1001']);
    expect(await due(NOW + EVERY_MS)).toContain('recheck:posts');
    await fresh.store.watch.seen([{ id: '1001', around: null }], NOW + 2 * EVERY_MS, NOW);
    expect(await watched(NOW + EVERY_MS)).toEqual([]);
    await fresh.store.watch.forget([{ id: '1001', around: null }]);
    await fresh.store.watch.seen([{ id: '1001', around: null }], NOW, NOW);
    expect(await watched(NOW + 9 * EVERY_MS)).toEqual([]);
  });

  it('is asked for in its newest version', async () => {
    await ingest(aPost({ id: '1010', versions: ['1001', '1010'], conversationId: '1001' }));
    expect(await watched(NOW + EVERY_MS)).toEqual(['1010']);
  });

  it('is asked for at once when X refused an answer to it, and what was doubted for nothing is forgotten', async () => {
    await fresh.store.threads.markGone('x-1001', NOW);
    expect(await watched(NOW)).toEqual(['1001']);
    expect(await due(NOW)).toContain('recheck:posts');
    await fresh.store.watch.seen([{ id: '1001', around: null }], NOW + EVERY_MS, NOW);
    expect((await thread())?.rootGone).toBe(false);
  });
});

describe('a deleted post', () => {
  it('leaves none of its words in the store, in any version; the fact stays', async () => {
    await ingest(aPost({ id: '1010', versions: ['1001', '1010'], conversationId: '1001' }));
    await erase('1010');
    expect(JSON.stringify(await fresh.store.dump())).not.toContain(WORDS);
    expect(await thread()).toMatchObject({
      rootGone: true,
      root: { id: '1010', text: '', erased: 'deleted', author: { handle: 'customer_one' } },
    });
    expect(await due()).toEqual(expect.arrayContaining(['gone:1001', 'card:x-1001']));
    expect(await watched(NOW + EVERY_MS)).toEqual([]);
    expect(await fresh.store.counters.all()).toMatchObject({ 'posts.erased.deleted': 1 });
  });

  it('stops the answer that waits for it, with the reason, and keeps its text for its author', async () => {
    await fresh.store.replies.submit(aReply());
    await erase('1001');
    expect(await fresh.store.replies.get('r-1')).toMatchObject({
      state: 'withdrawn',
      reason: 'The customer deleted it.',
    });
    expect(await fresh.store.replies.draft('x-1001', 'USAM')).toBe('We are on it');
    expect(await thread()).toMatchObject({ activeReplyId: null, state: 'claimed' });
  });

  it('stops no answer to another post, and none that was introduced in public', async () => {
    await ingest(AGAIN);
    await fresh.store.replies.submit(aReply({ inReplyTo: '1003' }));
    await erase('1001');
    expect(await fresh.store.replies.get('r-1')).toMatchObject({ state: 'held' });
    const { notBefore } = aReply();
    await fresh.store.replies.begin('r-1', notBefore);
    await fresh.store.replies.finish('r-1', 1, { kind: 'introduced', introductionId: '4001' }, notBefore);
    await erase('1003');
    expect(await fresh.store.replies.get('r-1')).toMatchObject({ state: 'queued' });
  });

  it('that was the newest leaves the one before it to be answered', async () => {
    await ingest(AGAIN);
    await erase('1003');
    expect(await thread()).toMatchObject({ lastCustomerPost: { id: '1001' }, rootGone: false });
  });

  it('that was all there was ends a thread that nobody has, until the customer writes again', async () => {
    await fresh.store.threads.release('x-1001', 'USAM', false, NOW);
    await erase('1001');
    expect((await thread())?.state).toBe('resolved');
    await ingest(AGAIN);
    expect(await thread()).toMatchObject({ state: 'open', lastCustomerPost: { id: '1003' } });
  });

  it('of another person only changes their note', async () => {
    await ingest(OTHER);
    await erase('1002');
    expect(await fresh.store.conversations.other('1002')).toMatchObject({
      post: { text: '', erased: 'deleted' },
    });
    expect(await thread()).toMatchObject({ state: 'claimed', rootGone: false });
    expect(await due()).toContain('gone:1002');
  });

  it('that stood around another one goes from there', async () => {
    const post = aPost({ id: '900', text: 'words of a stranger' });
    const items = [{ id: '900', how: 'answered', post, missing: null }] as const;
    await fresh.store.conversations.keepContext('1001', items, NOW + EVERY_MS);
    expect(await fresh.store.watch.due(NOW + EVERY_MS, 9)).toContainEqual({ id: '900', around: '1001' });
    await erase('900', '1001');
    expect(await fresh.store.conversations.context('1001')).toEqual([
      { id: '900', how: 'answered', post: null, missing: 'deleted' },
    ]);
    expect(JSON.stringify(await fresh.store.dump())).not.toContain('words of a stranger');
    expect(await due()).toContain('context:1001');
  });
});
