import { beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../src/domain/glossary.ts';
import type { SlackFiles } from '../../src/media.ts';
import type { SocialNetwork } from '../../src/ports.ts';
import { creditOwnPost } from '../../src/usecases/credit-own-post.ts';
import type { FreshTokens } from '../../src/usecases/fresh-tokens.ts';
import { lookForEcho } from '../../src/usecases/look-for-echo.ts';
import { prepareDelivery } from '../../src/usecases/prepare-delivery.ts';
import { prepareReply } from '../../src/usecases/prepare-reply.ts';
import { submitReply } from '../../src/usecases/submit-reply.ts';
import { TOKENS } from '../support/account.ts';
import { colleagues } from '../support/colleagues.ts';
import { freshStore, twice } from '../support/fresh-store.ts';
import { measureText } from '../support/measure-text.ts';
import { aBrand, aBrandAccount, aDesk, anAccount, aPost, aReply } from '../support/samples.ts';
import { anIngest, claimedThread, NOW, type OpenStore, silentLog } from '../support/store.ts';

const fresh = freshStore();
const BEN = anAccount({ id: '702', handle: 'ben_pulls', owner: { kind: 'responder', slackUser: 'UBEN' } });
const DUE = NOW + 10_000;
const H = 'h-r-2';
const SENTENCE = '@customer_one @ben_pulls takes over from here.';

const deps = (over: Parameters<typeof aDesk>[0] = {}) => {
  const desk = aDesk(over);
  return {
    ...fresh.store,
    people: colleagues(),
    clock: fresh.clock,
    log: silentLog,
    desk,
    measure: measureText,
    lookForEcho: lookForEcho({ ...fresh.store, desk, clock: fresh.clock }),
    files: {} as SlackFiles,
    tokens: { get: async () => TOKENS } as unknown as FreshTokens,
    network: {
      postUrl: (handle: string, id: string) => `https://x.com/${handle}/status/${id}`,
      messageUrl: () => 'https://x.com/messages/compose',
    } as Partial<SocialNetwork> as SocialNetwork,
  };
};
const submit = (handOver: boolean | null = null, shownStep: Reply['steps'][number] = 'introduce') =>
  submitReply(deps())({
    replyId: 'r-2',
    threadId: 'x-1001',
    slackUser: 'UBEN',
    text: 'Your line works again.',
    shownStep,
    handOver,
  });
const plan = (over: Parameters<typeof aDesk>[0] = {}) =>
  prepareReply(deps(over))({ threadId: 'x-1001', slackUser: 'UBEN' });
const reply = async (id: string) => (await fresh.store.replies.get(id)) as Reply;
const due = async (at: number) => (await fresh.store.outbox.take(at, 100, 1)).map(({ member }) => member);
const begin = (id: string, at = DUE) => fresh.store.replies.begin(id, at);
const finish = (id: string, update: Parameters<OpenStore['replies']['finish']>[2]) =>
  fresh.store.replies.finish(id, 1, update, DUE);
const sentAs = (postId: string) => ({ kind: 'sent' as const, postId, postUrl: `https://x.com/s/${postId}` });

/** Sam answered, the customer wrote again (to whom they name), and a lead gave it to Ben. */
async function givenToBen({ inPublic = true, names = [] as string[] } = {}): Promise<void> {
  const { store } = fresh;
  await claimedThread(store);
  await store.replies.submit(aReply({ steps: ['direct'], part: 'answer' }));
  await begin('r-1');
  await finish('r-1', sentAs('5001'));
  const mentions = [{ id: '900', handle: 'acme' }, ...names.map((id) => ({ id, handle: `h${id}` }))];
  const post = aPost({ id: '1009', conversationId: '1001', createdAt: NOW + 9, mentions });
  await store.mentions.ingest(anIngest({ post }));
  const gift = { threadId: 'x-1001', by: 'ULEA', from: 'USAM', to: 'UBEN', toLead: false, word: '' };
  await store.holders.give({ ...gift, what: 'reassigned', inPublic }, 'gone', NOW);
}

beforeEach(async () => {
  await fresh.store.accounts.link(anAccount(), TOKENS, NOW);
  await fresh.store.accounts.link(BEN, TOKENS, NOW);
  await fresh.store.accounts.link(aBrandAccount(), TOKENS, NOW);
});

describe('the hand-over in public', () => {
  it("is said by whoever answered before, under the customer's newest post, where X lets them", async () => {
    await givenToBen({ names: ['701'] });
    expect((await plan()).handover).toMatchObject({
      wish: 'told',
      text: SENTENCE,
      steps: ['direct', 'brand'],
      responder: 'USAM',
      account: { id: '701' },
    });
    await submit();
    expect(await reply(H)).toMatchObject({
      handoverFor: 'r-2',
      responder: 'USAM',
      accountId: '701',
      text: SENTENCE,
      steps: ['direct', 'brand'],
      inReplyTo: '1009',
      state: 'held',
      notBefore: DUE,
    });
    expect(await reply('r-2')).toMatchObject({ after: H, responder: 'UBEN', accountId: '702' });
  });

  it('is said by the brand where they may not, or where the YAML says so', async () => {
    await givenToBen();
    expect((await plan()).handover).toMatchObject({ steps: ['brand'], responder: 'UBEN' });
    const { handover } = aDesk();
    await fresh.store.redis.flushall();
    await fresh.store.accounts.link(anAccount(), TOKENS, NOW);
    await fresh.store.accounts.link(BEN, TOKENS, NOW);
    await fresh.store.accounts.link(aBrandAccount(), TOKENS, NOW);
    await givenToBen({ names: ['701'] });
    const only = await plan({ handover: { ...handover, by: ['brand'] } });
    expect(only.handover).toMatchObject({ steps: ['brand'], responder: 'UBEN' });
  });

  it('is nothing where nobody wants it, or it is theirs again', async () => {
    await givenToBen({ inPublic: false });
    expect((await plan()).handover).toBeNull();
    await submit();
    expect(await fresh.store.replies.get(H)).toBeNull();
  });

  it('is asked, and not done by itself, when whoever answered before left', async () => {
    await givenToBen({ inPublic: false, names: ['701'] });
    await fresh.store.accounts.unlink(anAccount().owner, NOW);
    expect((await plan()).handover).toMatchObject({ wish: 'asked', steps: ['brand'], responder: 'UBEN' });
    await submit(false);
    expect(await fresh.store.replies.get(H)).toBeNull();
    await fresh.store.replies.withdraw('r-2', 'UBEN', NOW);
    const again = { replyId: 'r-3', threadId: 'x-1001', slackUser: 'UBEN', text: 'Good day to you' };
    await submitReply(deps())({ ...again, shownStep: 'introduce', handOver: true });
    expect(await reply('h-r-3')).toMatchObject({ steps: ['brand'], handoverFor: 'r-3' });
  });

  it('says that nobody may say it, where X lets nobody', async () => {
    await givenToBen();
    const silent = aBrand({ ladder: ['direct'], access: 'enterprise' });
    await fresh.store.accounts.unlink(aBrandAccount().owner, NOW);
    expect(
      (await plan({ brands: [silent], handover: { ...aDesk().handover, by: ['brand'] } })).handover,
    ).toMatchObject({
      steps: [],
    });
  });
});

describe('an answer after a hand-over', () => {
  beforeEach(async () => {
    await givenToBen({ names: ['701'] });
    await submit();
  });

  it('waits for it, and goes under it once it is public', async () => {
    expect(await begin('r-2')).toMatchObject({ kind: 'not-due' });
    expect(await begin(H)).toMatchObject({ kind: 'go' });
    expect(await begin('r-2')).toMatchObject({ kind: 'not-due' });
    await finish(H, sentAs('6001'));
    expect(await due(DUE)).toContain('send:r-2');
    expect(await reply('r-2')).toMatchObject({ part: 'answer', introductionId: '6001' });
    expect(await begin('r-2')).toMatchObject({ kind: 'go' });
    await finish('r-2', sentAs('6002'));
    expect(await fresh.store.threads.get('x-1001')).toMatchObject({
      state: 'answered',
      answeredBy: 'UBEN',
      handoverBy: null,
      activeReplyId: null,
    });
    expect(await fresh.store.counters.all()).toMatchObject({
      'handovers.sent': 1,
      'replies.sent.introduce': 1,
    });
  });

  it('is still the one under way while that is said, and the customer still waits', async () => {
    await begin(H);
    await finish(H, sentAs('6001'));
    expect(await fresh.store.threads.get('x-1001')).toMatchObject({
      state: 'claimed',
      claimedBy: 'UBEN',
      answeredBy: 'USAM',
      activeReplyId: 'r-2',
      handoverBy: null,
    });
  });

  it('goes out without it when X refuses it from everybody', async () => {
    await begin(H);
    await finish(H, { kind: 'next-step', refused: 'direct', reason: 'no' });
    expect(await begin('r-2')).toMatchObject({ kind: 'not-due' });
    await fresh.store.replies.begin(H, DUE);
    await fresh.store.replies.finish(H, 2, { kind: 'refused', reason: 'no' }, DUE);
    expect(await due(DUE)).toContain('send:r-2');
    expect(await begin('r-2')).toMatchObject({ kind: 'go', reply: { part: 'introduction' } });
    expect(await fresh.store.threads.get('x-1001')).toMatchObject({ activeReplyId: 'r-2' });
  });

  it('waits while nobody knows whether that is public, and no longer than anybody looks', async () => {
    await begin(H);
    await finish(H, { kind: 'unknown', reason: 'cut', lookAt: DUE + 9 });
    expect(await begin('r-2')).toMatchObject({ kind: 'not-due' });
    await fresh.store.replies.looked(
      await reply(H),
      { kind: 'send-again', by: null, newWording: false },
      DUE,
    );
    expect(await reply(H)).toMatchObject({ state: 'queued' });
    expect(await fresh.store.threads.get('x-1001')).toMatchObject({ activeReplyId: 'r-2' });
    await fresh.store.replies.begin(H, DUE);
    await fresh.store.replies.finish(H, 2, { kind: 'unknown', reason: 'cut', lookAt: DUE + 9 }, DUE);
    await fresh.store.replies.looked(await reply(H), { kind: 'given-up', reason: 'who knows' }, DUE);
    expect(await begin('r-2')).toMatchObject({ kind: 'go' });
  });

  it('is taken back with it, until the customer may have read it', async () => {
    await twice(fresh.store, () => fresh.store.replies.withdraw('r-2', 'UBEN', NOW));
    expect(await reply(H)).toMatchObject({ state: 'withdrawn' });
    expect(await begin(H)).toMatchObject({ kind: 'nothing' });
    // What the lead wanted still holds for the next try.
    expect((await plan()).handover).toMatchObject({ wish: 'told' });
  });

  it('cannot be taken back once that went out', async () => {
    await begin(H);
    expect(await fresh.store.replies.withdraw('r-2', 'UBEN', NOW)).toMatchObject({ kind: 'too-late' });
    expect(await fresh.store.replies.withdraw(H, 'USAM', NOW)).toMatchObject({ kind: 'too-late' });
    await finish(H, sentAs('6001'));
    expect(await fresh.store.replies.withdraw('r-2', 'UBEN', NOW)).toMatchObject({ kind: 'too-late' });
  });

  it('is deleted without it: that has an author of its own', async () => {
    await begin(H);
    await finish(H, sentAs('6001'));
    await begin('r-2');
    await finish('r-2', sentAs('6002'));
    const { deletions } = fresh.store;
    await deletions.begin('r-2', 'UBEN', DUE);
    expect((await reply('r-2')).deletion).toMatchObject({ keepsIntroduction: true });
    await deletions.begin(H, 'USAM', DUE);
    await deletions.attempt(H);
    await deletions.end(H, { kind: 'deleted', answer: 'deleted' }, DUE);
    expect(await reply(H)).toMatchObject({ deletion: { state: 'deleted' } });
    // Nobody goes under a post that is gone.
    expect(await fresh.store.redis.get('{T0TEST}:introduced:x-1001:702')).toBeNull();
  });

  it('found on X, where nobody knew of it, is no answer by hand', async () => {
    await begin(H);
    await finish(H, { kind: 'unknown', reason: 'cut', lookAt: DUE + 9 });
    const author = { id: '701', handle: 'sam_works', name: 'Sam', avatarUrl: null };
    const post = aPost({ id: '6001', author, text: SENTENCE, inReplyTo: '1009', createdAt: NOW + 20 });
    await fresh.store.mentions.ingest(anIngest({ post, as: { kind: 'own' } }));
    const credit = deps() as unknown as Parameters<typeof creditOwnPost>[0];
    expect(await creditOwnPost(credit)('6001')).toEqual({ done: true });
    expect(await reply(H)).toMatchObject({ state: 'sent', postId: '6001' });
    expect(await reply('r-2')).toMatchObject({ state: 'held', introductionId: '6001' });
  });
});

describe('an answer that waits for a lead', () => {
  const decide = (decision: 'approved' | 'declined') =>
    fresh.store.approvals.decide({
      replyId: 'r-2',
      slackUser: 'ULEA',
      decision,
      comment: '',
      reason: 'A lead said no.',
      notBefore: DUE + 500,
      now: DUE,
    });

  beforeEach(async () => {
    await givenToBen({ names: ['701'] });
    const when = { approval: { firstAnswers: 99, when: [], keywords: [], remindMs: 60_000 } };
    const waiting = { replyId: 'r-2', threadId: 'x-1001', slackUser: 'UBEN', text: 'Your line works again.' };
    await submitReply(deps(when))({ ...waiting, shownStep: 'introduce' });
    expect(await reply('r-2')).toMatchObject({ approval: { state: 'asked' }, after: H });
    expect((await reply(H)).approval).toBeUndefined();
  });

  it('holds its hand-over back, and its time stands still', async () => {
    expect(await due(DUE + 10 * 60_000)).not.toContain(`send:${H}`);
    expect(await begin(H, DUE + 10 * 60_000)).toMatchObject({ kind: 'nothing' });
    expect(await fresh.store.claims.look('x-1001', DUE + 60_000)).toBeNull();
  });

  it('lets it go out first when they agree', async () => {
    await decide('approved');
    expect(await due(DUE + 500)).toContain(`send:${H}`);
    expect(await begin(H, DUE + 500)).toMatchObject({ kind: 'go' });
    expect(await begin('r-2', DUE + 500)).toMatchObject({ kind: 'not-due' });
  });

  it('takes it along when they do not', async () => {
    await decide('declined');
    expect(await reply(H)).toMatchObject({ state: 'withdrawn' });
    expect(await begin(H, DUE + 500)).toMatchObject({ kind: 'nothing' });
  });
});

describe('what a hand-over says', () => {
  const prepared = async (over: Partial<Reply>) => {
    return prepareDelivery(deps(), { ...(await reply(H)), ...over });
  };

  it('is the sentence alone, from either account', async () => {
    await givenToBen({ names: ['701'] });
    await submit();
    expect(await prepared({})).toMatchObject({ text: SENTENCE, poster: { id: '701' } });
    expect(await prepared({ steps: ['brand'] })).toMatchObject({ text: SENTENCE, poster: { id: '900' } });
  });

  it('goes to the brand when the colleague left meanwhile: it waits for nobody', async () => {
    await givenToBen({ names: ['701'] });
    await submit();
    await fresh.store.accounts.unlink(anAccount().owner, NOW);
    expect(await prepared({})).toMatchObject({ kind: 'next-step', refused: 'direct' });
    expect(await prepared({ steps: ['brand'] })).toMatchObject({ text: SENTENCE, poster: { id: '900' } });
  });
});
