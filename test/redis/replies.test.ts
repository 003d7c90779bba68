import { beforeEach, describe, expect, it } from 'vitest';
import { SENDING_GRACE_MS } from '../../src/stores.ts';
import { freshStore, twice } from '../support/fresh-store.ts';
import { aPost, aReply } from '../support/samples.ts';
import { anIngest, claimedThread } from '../support/store.ts';

const fresh = freshStore();
const DUE = aReply().notBefore;

beforeEach(() => claimedThread(fresh.store));

async function sending(): Promise<void> {
  await fresh.store.replies.submit(aReply());
  expect(await fresh.store.replies.begin('r-1', DUE)).toMatchObject({ kind: 'go', reply: { attempt: 1 } });
}

const state = async () => (await fresh.store.replies.get('r-1'))?.state;
const due = async (at: number) => (await fresh.store.outbox.take(at, 100, 1_000)).map(({ member }) => member);

describe('submitting', () => {
  it('keeps a reply once, however often it is sent', async () => {
    const { store } = fresh;
    expect(await store.replies.submit(aReply())).toMatchObject({ kind: 'accepted' });
    expect(await twice(store, () => store.replies.submit(aReply({ text: 'other' })))).toMatchObject({
      kind: 'repeated',
      reply: { text: 'We are on it' },
    });
  });

  it('is for the holder of an open thread without another reply', async () => {
    const { replies, threads } = fresh.store;
    expect(await replies.submit(aReply({ responder: 'UBEN' }))).toEqual({ kind: 'not-holder', by: 'USAM' });
    await replies.submit(aReply());
    expect(await replies.submit(aReply({ id: 'r-2' }))).toMatchObject({
      kind: 'reply-active',
      reply: { id: 'r-1' },
    });
    await replies.withdraw('r-1', 'USAM', DUE);
    await threads.resolve('x-1001', 'USAM', false, DUE);
    expect(await replies.submit(aReply({ id: 'r-3' }))).toEqual({ kind: 'closed', state: 'resolved' });
    expect(await replies.submit(aReply({ id: 'r-4', threadId: 'x-9' }))).toEqual({ kind: 'missing' });
  });
});

describe('undo', () => {
  it('takes a held reply back once, and keeps its text as a draft', async () => {
    const { store } = fresh;
    await store.replies.submit(aReply());
    expect(await store.replies.withdraw('r-1', 'UBEN', DUE)).toMatchObject({ kind: 'not-yours' });
    await store.replies.withdraw('r-1', 'USAM', DUE);
    expect(await twice(store, () => store.replies.withdraw('r-1', 'USAM', DUE))).toMatchObject({
      kind: 'withdrawn',
    });
    expect(await store.replies.begin('r-1', DUE)).toMatchObject({ kind: 'nothing' });
    expect(await store.replies.draft('x-1001', 'USAM')).toBe('We are on it');
    expect((await store.threads.get('x-1001'))?.activeReplyId).toBeNull();
  });

  it('comes too late for a reply on its way', async () => {
    await sending();
    expect(await fresh.store.replies.withdraw('r-1', 'USAM', DUE)).toMatchObject({ kind: 'too-late' });
    expect(await fresh.store.replies.withdraw('r-9', 'USAM', DUE)).toEqual({ kind: 'missing' });
  });
});

describe('an attempt', () => {
  it('is not due before the undo window is over', async () => {
    await fresh.store.replies.submit(aReply());
    expect(await fresh.store.replies.begin('r-1', DUE - 1)).toEqual({ kind: 'not-due', until: DUE });
  });

  it('is one of all that begin at once', async () => {
    const { replies } = fresh.store;
    await replies.submit(aReply());
    const begun = await Promise.all(Array.from({ length: 20 }, () => replies.begin('r-1', DUE)));
    expect(begun.filter(({ kind }) => kind === 'go')).toHaveLength(1);
    expect(begun.filter(({ kind }) => kind === 'not-due')).toHaveLength(19);
  });

  it('that never ended becomes unknown, and is searched for before it is ever begun again', async () => {
    const { store } = fresh;
    await sending();
    const over = DUE + SENDING_GRACE_MS;
    expect(await store.replies.begin('r-1', over - 1)).toEqual({ kind: 'not-due', until: over });
    expect(await store.replies.begin('r-1', over)).toMatchObject({ kind: 'unknown' });
    expect(await store.replies.begin('r-1', over * 2)).toMatchObject({ kind: 'look' });
    expect(await due(over * 2)).toContain('send:r-1');
    expect(await state()).toBe('unknown');
  });

  it('that comes back after somebody settled it is ignored', async () => {
    const { store } = fresh;
    await sending();
    await store.replies.begin('r-1', DUE + SENDING_GRACE_MS);
    const before = await store.dump();
    await store.replies.finish('r-1', 1, { kind: 'refused', reason: 'late' }, DUE);
    expect(await store.dump()).toEqual(before);
    expect(await state()).toBe('unknown');
  });
});

describe('an end', () => {
  it('sent answers the thread, once', async () => {
    const { store } = fresh;
    await sending();
    const sent = { kind: 'sent', postId: '5001', postUrl: 'https://x.com/sam_works/status/5001' } as const;
    await store.replies.finish('r-1', 1, sent, DUE);
    await twice(store, () => store.replies.finish('r-1', 1, sent, DUE));
    expect(await store.threads.get('x-1001')).toMatchObject({ state: 'answered', answeredBy: 'USAM' });
    expect(await store.replies.byPost('5001')).toMatchObject({ id: 'r-1', state: 'sent' });
    expect(await store.threads.threadOf('5001')).toBe('x-1001');
  });

  it('sent leaves a customer waiting who wrote again meanwhile', async () => {
    const { store } = fresh;
    await sending();
    const next = aPost({ id: '1002', conversationId: '1001', inReplyTo: '1001' });
    await store.mentions.ingest(anIngest({ post: next }));
    await store.replies.finish('r-1', 1, { kind: 'sent', postId: '5001', postUrl: 'u' }, DUE);
    expect((await store.threads.get('x-1001'))?.state).toBe('claimed');
  });

  it('introduced goes on with the answer', async () => {
    const { store } = fresh;
    await sending();
    await store.replies.finish('r-1', 1, { kind: 'introduced', introductionId: '4001' }, DUE);
    expect(await store.replies.get('r-1')).toMatchObject({
      state: 'queued',
      part: 'answer',
      introductionId: '4001',
    });
    expect(await due(DUE)).toContain('send:r-1');
    expect(await store.replies.byPost('4001')).toMatchObject({ id: 'r-1' });
  });

  it('retry waits until X allows it, next-step takes the next step', async () => {
    const { store } = fresh;
    await sending();
    const retry = { kind: 'retry', at: DUE + 900_000, code: 'x-limited', reason: 'limited' } as const;
    await store.replies.finish('r-1', 1, retry, DUE);
    expect(await due(DUE)).not.toContain('send:r-1');
    expect(await store.replies.begin('r-1', retry.at)).toMatchObject({ kind: 'go', reply: { attempt: 2 } });
    await store.replies.finish('r-1', 2, { kind: 'next-step', refused: 'introduce', reason: 'no' }, retry.at);
    expect(await store.replies.get('r-1')).toMatchObject({
      steps: ['brand'],
      part: 'answer',
      refusedSteps: [{ step: 'introduce', reason: 'no' }],
    });
  });

  it('parked waits for the account and goes on once it is back', async () => {
    const { store } = fresh;
    await sending();
    await store.replies.finish('r-1', 1, { kind: 'parked', reason: 'link again' }, DUE);
    expect(await store.replies.begin('r-1', DUE)).toMatchObject({ kind: 'nothing' });
    expect(await store.replies.unpark('701', DUE)).toBe(1);
    expect(await store.replies.unpark('701', DUE)).toBe(0);
    expect(await store.replies.begin('r-1', DUE)).toMatchObject({ kind: 'go' });
  });

  it('unknown is adopted when the post is found, once', async () => {
    const { store } = fresh;
    await sending();
    await store.replies.finish('r-1', 1, { kind: 'unknown', reason: 'cut', lookAt: DUE }, DUE);
    expect(await store.replies.adoptIntroduction('r-1', '4001', DUE)).toMatchObject({
      kind: 'adopted',
      reply: { state: 'queued' },
    });
    await store.replies.begin('r-1', DUE);
    await store.replies.finish('r-1', 2, { kind: 'unknown', reason: 'cut', lookAt: DUE }, DUE);
    await store.replies.adopt('r-1', '5001', 'https://x.com/a/status/5001', DUE);
    await twice(store, () => store.replies.adopt('r-1', '5001', 'https://x.com/a/status/5001', DUE));
    expect(await state()).toBe('sent');
  });

  it('is never found in a post that is another answer, whoever was first', async () => {
    const { store } = fresh;
    await sending();
    await store.replies.finish('r-1', 1, { kind: 'sent', postId: '5001', postUrl: 'u' }, DUE);
    await store.replies.submit(aReply({ id: 'r-2', steps: ['direct'], part: 'answer' }));
    await store.replies.begin('r-2', DUE);
    const found = { kind: 'sent', postId: '5001', postUrl: 'u', found: { lookAt: DUE + 9 } } as const;
    expect(await store.replies.finish('r-2', 1, found, DUE)).toMatchObject({
      state: 'unknown',
      postId: null,
      duplicates: 1,
      notBefore: DUE + 9,
    });
    await twice(store, () => store.replies.adopt('r-2', '5001', 'u', DUE));
    expect(await store.replies.adopt('r-2', '5001', 'u', DUE)).toMatchObject({
      kind: 'taken',
      reply: { state: 'unknown' },
    });
    expect(await store.replies.ownerOf(['1', '5001'])).toEqual({ reply: 'r-1', byHand: false });
    expect(await store.replies.adopt('r-2', '5002', 'u', DUE)).toMatchObject({ kind: 'adopted' });
    expect(await store.replies.adopt('r-2', '5003', 'u', DUE)).toMatchObject({ kind: 'passed' });
    expect((await store.replies.byPost('5001'))?.id).toBe('r-1');
  });

  it('not posted by hand frees the thread, but not from the answer that followed it', async () => {
    const { store } = fresh;
    await sending();
    await store.replies.finish('r-1', 1, { kind: 'awaiting-post', lookAt: DUE }, DUE);
    const waiting = await store.replies.get('r-1');
    await store.redis.hset('{T0TEST}:thread:x-1001', 'activeReplyId', 'r-2');
    if (waiting) await store.replies.looked(waiting, { kind: 'not-posted' }, DUE);
    expect(await store.replies.get('r-1')).toMatchObject({ state: 'refused', unseen: true });
    expect(await store.replies.draft('x-1001', 'USAM')).toBe('We are on it');
    expect((await store.threads.get('x-1001'))?.activeReplyId).toBe('r-2');
  });

  it('given up while the hand was waited for is unknown, and may still be found', async () => {
    const { store } = fresh;
    await sending();
    await store.replies.finish('r-1', 1, { kind: 'awaiting-post', lookAt: DUE }, DUE);
    const waiting = await store.replies.get('r-1');
    const givenUp = { kind: 'given-up', reason: 'too many posts' } as const;
    expect(waiting && (await store.replies.looked(waiting, givenUp, DUE))).toMatchObject({
      state: 'unknown',
      awaitsPost: false,
      unknownSince: DUE,
      notBefore: 0,
      reason: 'too many posts',
    });
    expect(await store.replies.adopt('r-1', '5001', 'u', DUE)).toMatchObject({ reply: { state: 'sent' } });
  });

  it('that could not be looked for while the hand was waited for is looked for after the next link', async () => {
    const { store } = fresh;
    await sending();
    await store.replies.finish('r-1', 1, { kind: 'awaiting-post', lookAt: DUE }, DUE);
    const waiting = await store.replies.get('r-1');
    if (waiting)
      await store.replies.looked(waiting, { kind: 'parked', accountId: '701', reason: 'dead' }, DUE);
    expect(await store.replies.begin('r-1', DUE)).toMatchObject({ kind: 'nothing' });
    await store.replies.unpark('701', DUE + 5);
    expect(await store.replies.begin('r-1', DUE + 5)).toMatchObject({ kind: 'look' });
  });

  it('refused frees the thread and keeps the text', async () => {
    const { store } = fresh;
    await sending();
    await store.replies.finish('r-1', 1, { kind: 'refused', reason: 'too long' }, DUE);
    expect((await store.threads.get('x-1001'))?.activeReplyId).toBeNull();
    expect(await store.replies.draft('x-1001', 'USAM')).toBe('We are on it');
  });
});
