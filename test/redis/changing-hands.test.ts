import { describe, expect, it } from 'vitest';
import type { Reply } from '../../src/domain/glossary.ts';
import type { AwayReason } from '../../src/domain/responder.ts';
import { releaseThread } from '../../src/usecases/change-thread.ts';
import { type GiveThreadInput, giveThread } from '../../src/usecases/give-thread.ts';
import { giveThreads } from '../../src/usecases/give-threads.ts';
import { colleagues, whoIsIn } from '../support/colleagues.ts';
import { freshStore } from '../support/fresh-store.ts';
import { anAccount, aPost, aReply } from '../support/samples.ts';
import { anIngest, claimedThread, NOW, type OpenStore, openStore } from '../support/store.ts';

const fresh = freshStore();
const DUE = aReply().notBefore;
const SENT = { kind: 'sent', postId: '5001', postUrl: 'https://x.com/sam_works/status/5001' } as const;

const deps = (store: OpenStore = fresh.store, away: Record<string, AwayReason> = {}) => ({
  ...store,
  ...whoIsIn(away, ['UBEN', 'UCAT']),
  people: colleagues(),
  clock: fresh.clock,
});
const give = (over: Partial<GiveThreadInput> = {}, away: Record<string, AwayReason> = {}) =>
  giveThread(deps(fresh.store, away))({ threadId: 'x-1001', slackUser: 'ULEA', to: 'UBEN', ...over });
const thread = () => fresh.store.threads.get('x-1001');
const news = (number: number) => fresh.store.holders.news('x-1001', number);

/** Sam's answer, after this happened to it. */
async function answer(update?: Parameters<OpenStore['replies']['finish']>[2], over: Partial<Reply> = {}) {
  const { replies } = fresh.store;
  await replies.submit(aReply({ steps: ['direct'], part: 'answer', ...over }));
  await replies.begin('r-1', DUE);
  if (update) await replies.finish('r-1', 1, update, DUE);
}

describe('a lead', () => {
  it('gives a thread to somebody who is there, with a word, and both are told', async () => {
    await claimedThread(fresh.store);
    await give({ word: 'He knows bills.' });
    expect(await thread()).toMatchObject({ state: 'claimed', claimedBy: 'UBEN', claimedAt: NOW });
    expect(await fresh.store.threads.heldBy('USAM', 9)).toEqual([]);
    expect(await fresh.store.threads.heldBy('UBEN', 9)).toMatchObject([{ id: 'x-1001' }]);
    expect(await news(1)).toMatchObject({
      kind: 'reassigned',
      by: 'ULEA',
      from: 'USAM',
      to: 'UBEN',
      word: 'He knows bills.',
    });
    const work = await fresh.store.outbox.take(NOW, 100, 1_000);
    expect(work.map(({ member }) => member)).toEqual(
      expect.arrayContaining(['card:x-1001', 'lease:x-1001', 'news:x-1001/1']),
    );
  });

  it('gives an open thread, and takes one over without being there by the books', async () => {
    await fresh.store.mentions.ingest(anIngest());
    await give();
    expect(await thread()).toMatchObject({ state: 'claimed', claimedBy: 'UBEN' });
    await give({ to: 'ULEA' }, { ULEA: 'not-enrolled' });
    expect(await thread()).toMatchObject({ claimedBy: 'ULEA' });
    expect(await news(2)).toMatchObject({ kind: 'taken-over', by: 'ULEA', from: 'UBEN', to: 'ULEA' });
  });

  it('leaves an answered thread answered, whoever has it then', async () => {
    await claimedThread(fresh.store);
    await answer(SENT);
    await give();
    expect(await thread()).toMatchObject({ state: 'answered', claimedBy: 'UBEN' });
  });

  it.each([
    ['quiet-hours', /^Ben is off now\. There now: Cat\.$/u],
    ['full', /^Ben has enough on the table\. There now: Cat\.$/u],
    ['not-enrolled', /^Ben does not answer customers here\. There now: Cat\.$/u],
  ] as const)('is refused somebody who is away (%s), and told who is there', async (why, sentence) => {
    await claimedThread(fresh.store);
    await expect(give({}, { UBEN: why })).rejects.toMatchObject({
      code: 'not-available',
      sentence: expect.stringMatching(sentence),
    });
    expect(await thread()).toMatchObject({ claimedBy: 'USAM' });
  });

  it('is the only one who may, and whoever else tries is told who may', async () => {
    await claimedThread(fresh.store);
    await expect(give({ slackUser: 'UCAT' })).rejects.toMatchObject({
      code: 'not-a-lead',
      sentence: 'Only a care lead can do this: ask <@ULEA>, <@UMAX>.',
    });
    await expect(give({ slackUser: 'UGUEST' })).rejects.toMatchObject({ code: 'not-an-employee' });
  });

  it('cannot give a thread that is closed or unknown', async () => {
    await claimedThread(fresh.store);
    await fresh.store.threads.resolve('x-1001', 'USAM', false, NOW);
    await expect(give()).rejects.toMatchObject({ code: 'closed' });
    await expect(give({ threadId: 'x-9' })).rejects.toMatchObject({ code: 'thread-missing' });
  });

  it('and another one at the same moment: one of them wins, the other is told', async () => {
    await claimedThread(fresh.store);
    const second = openStore(fresh.server.url, fresh.clock);
    const results = await Promise.allSettled([
      give({ from: 'USAM' }),
      giveThread(deps(second))({ threadId: 'x-1001', slackUser: 'UMAX', to: 'UCAT', from: 'USAM' }),
    ]);
    second.redis.disconnect();
    const [done, refused] = [...results].sort((one, other) => one.status.localeCompare(other.status));
    expect(done).toMatchObject({ status: 'fulfilled' });
    const holder = (await thread())?.claimedBy;
    expect(refused).toMatchObject({
      status: 'rejected',
      reason: {
        code: 'moved',
        sentence: expect.stringContaining(
          holder === 'UBEN' ? 'Ben has this thread now' : 'Cat has this thread now',
        ),
      },
    });
    expect(await news(1)).toMatchObject({ to: holder });
    expect(await news(2)).toBeNull();
  });

  it('who looked before it went back to the channel is told so', async () => {
    await claimedThread(fresh.store);
    await fresh.store.threads.release('x-1001', 'USAM', false, NOW);
    await expect(give({ from: 'USAM' })).rejects.toMatchObject({
      code: 'moved',
      sentence: expect.stringContaining('Nobody has this thread now'),
    });
  });
});

describe('a thread with an answer under way', () => {
  it.each([
    ['is being posted', undefined],
    ['waits for a worker', { kind: 'retry', at: DUE + 9, reason: 'limited' } as const],
  ])('stays where it is while it %s', async (_what, update) => {
    await claimedThread(fresh.store);
    await answer(update);
    for (const to of ['UBEN', 'ULEA'])
      await expect(give({ to })).rejects.toMatchObject({ code: 'reply-active' });
    expect(await thread()).toMatchObject({ claimedBy: 'USAM', activeReplyId: 'r-1' });
    expect(await news(1)).toBeNull();
  });

  it('is taken over while it is being posted, or the post is: never half of both', async () => {
    await claimedThread(fresh.store);
    await answer();
    const [taken] = await Promise.allSettled([
      give({ to: 'ULEA' }),
      fresh.store.replies.finish('r-1', 1, SENT, DUE),
    ]);
    expect(await fresh.store.replies.get('r-1')).toMatchObject({ state: 'sent', responder: 'USAM' });
    expect(await thread()).toMatchObject({
      state: 'answered',
      answeredBy: 'USAM',
      claimedBy: taken.status === 'fulfilled' ? 'ULEA' : 'USAM',
    });
  });

  it('goes on without one that waits for a link, and its author is asked later', async () => {
    await claimedThread(fresh.store);
    await answer({ kind: 'parked', reason: 'link again' });
    await give();
    expect(await thread()).toMatchObject({ claimedBy: 'UBEN', activeReplyId: null });
    expect(await fresh.store.replies.get('r-1')).toMatchObject({ state: 'held', parked: true });
  });

  it("goes on when it only waits for its author's own hand: that is taken back", async () => {
    await claimedThread(fresh.store);
    await answer({ kind: 'awaiting-post', lookAt: DUE + 9 });
    await give();
    expect(await thread()).toMatchObject({ claimedBy: 'UBEN', activeReplyId: null });
    expect(await fresh.store.replies.get('r-1')).toMatchObject({
      state: 'withdrawn',
      reason: 'The thread went to a colleague before you posted it.',
    });
  });

  it('keeps the doubt about one of unknown fate', async () => {
    await claimedThread(fresh.store);
    await answer({ kind: 'unknown', reason: 'cut', lookAt: DUE + 9 });
    await give();
    expect(await thread()).toMatchObject({ claimedBy: 'UBEN', activeReplyId: 'r-1' });
  });
});

describe('a wish to tell the customer', () => {
  it('is kept where they know somebody else, and forgotten by the next lead who does not want it', async () => {
    await claimedThread(fresh.store);
    await answer(SENT);
    await give({ inPublic: true });
    expect(await thread()).toMatchObject({ handoverBy: 'ULEA' });
    expect(await news(1)).toMatchObject({ public: true });
    await give({ to: 'UCAT' });
    expect(await thread()).toMatchObject({ handoverBy: null });
  });

  it('is nothing where nobody answered yet, or it comes back to whoever did', async () => {
    await claimedThread(fresh.store);
    await give({ inPublic: true });
    expect(await thread()).toMatchObject({ handoverBy: null });
    const owner = anAccount({ owner: { kind: 'responder', slackUser: 'USAM' } }).owner;
    await fresh.store.threads.answeredByHand('x-1001', '77', owner, 'by hand', NOW);
    await give({ to: 'USAM', inPublic: true });
    expect(await thread()).toMatchObject({ claimedBy: 'USAM', handoverBy: null });
  });
});

describe('a release', () => {
  const release = (slackUser: string) => releaseThread(deps())({ threadId: 'x-1001', slackUser });

  it('by a lead for somebody else is told in the thread, by the holder it is not', async () => {
    await claimedThread(fresh.store);
    await release('USAM');
    expect(await news(1)).toBeNull();
    await fresh.store.threads.claim('x-1001', 'USAM', NOW);
    await release('ULEA');
    expect(await news(1)).toMatchObject({ kind: 'released', by: 'ULEA', from: 'USAM' });
  });

  it("by a lead takes back what only waits for the holder's own hand", async () => {
    await claimedThread(fresh.store);
    await answer({ kind: 'awaiting-post', lookAt: DUE + 9 });
    await expect(release('USAM')).rejects.toMatchObject({ code: 'reply-active' });
    await release('ULEA');
    expect(await thread()).toMatchObject({ state: 'open', claimedBy: null, activeReplyId: null });
  });
});

describe('several threads at once', () => {
  const several = (to: string | null, away: Record<string, AwayReason> = {}) => {
    const all = deps(fresh.store, away);
    const moves = { giveThread: giveThread(all), releaseThread: releaseThread(all) };
    return giveThreads({ ...all, ...moves })({
      slackUser: 'ULEA',
      threadIds: ['x-1001', 'x-2001', 'x-1001', 'x-9'],
      to,
    });
  };

  it('are given away, and each that stays says why', async () => {
    await claimedThread(fresh.store);
    await answer();
    await fresh.store.mentions.ingest(anIngest({ post: aPost({ id: '2001' }) }));
    expect(await several('UBEN')).toMatchObject({
      done: 1,
      refused: [
        { threadId: 'x-1001', why: expect.stringContaining('on its way') },
        { threadId: 'x-9', thread: null },
      ],
    });
    expect(await fresh.store.threads.get('x-2001')).toMatchObject({ claimedBy: 'UBEN' });
  });

  it('go back to their channels', async () => {
    await claimedThread(fresh.store);
    await claimedThread(fresh.store, 'UCAT', aPost({ id: '2001' }));
    expect(await several(null)).toMatchObject({ done: 2, refused: [{ threadId: 'x-9' }] });
    expect(await thread()).toMatchObject({ state: 'open', claimedBy: null });
  });

  it('are listed by how long they wait, without those that are answered or resolved', async () => {
    await claimedThread(fresh.store);
    for (const [index, id] of ['2001', '3001', '4001'].entries())
      await fresh.store.mentions.ingest(anIngest({ post: aPost({ id }), now: NOW + index }));
    await fresh.store.threads.resolve('x-3001', 'ULEA', true, NOW);
    await answer(SENT);
    expect(await fresh.store.threads.unsettled(0, 10)).toMatchObject({
      threads: [{ id: 'x-2001' }, { id: 'x-4001' }],
      total: 2,
    });
    expect(await fresh.store.threads.unsettled(1, 10)).toMatchObject({
      threads: [{ id: 'x-4001' }],
      total: 2,
    });
  });
});
