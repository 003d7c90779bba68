import { describe, expect, it } from 'vitest';
import type { Reply } from '../../src/domain/glossary.ts';
import type { AwayReason } from '../../src/domain/responder.ts';
import type { SlackFiles } from '../../src/media.ts';
import type { SocialNetwork } from '../../src/ports.ts';
import { cardHint } from '../../src/usecases/card-hint.ts';
import { claimThread } from '../../src/usecases/claim-thread.ts';
import type { FreshTokens } from '../../src/usecases/fresh-tokens.ts';
import { giveThread } from '../../src/usecases/give-thread.ts';
import { listThreads } from '../../src/usecases/list-threads.ts';
import { lookForEcho } from '../../src/usecases/look-for-echo.ts';
import { prepareReply } from '../../src/usecases/prepare-reply.ts';
import { submitReply } from '../../src/usecases/submit-reply.ts';
import { liftShield, takeOff } from '../../src/usecases/take-off.ts';
import { tellFollowup } from '../../src/usecases/tell-followup.ts';
import { TOKENS } from '../support/account.ts';
import { colleagues, rememberingNotifier, whoIsIn } from '../support/colleagues.ts';
import { freshStore } from '../support/fresh-store.ts';
import { measureText } from '../support/measure-text.ts';
import { aBrand, aBrandAccount, aDesk, anAccount, aPost, aReply } from '../support/samples.ts';
import { anIngest, claimedThread, NOW, silentLog } from '../support/store.ts';

const fresh = freshStore();
const DUE = aReply().notBefore;

const deps = (away: Record<string, AwayReason> = {}) => ({
  ...fresh.store,
  ...whoIsIn(away),
  people: colleagues(),
  clock: fresh.clock,
  log: silentLog,
  desk: aDesk(),
  measure: measureText,
  files: {} as SlackFiles,
  tokens: {} as FreshTokens,
  network: { messageUrl: () => 'https://x.com/messages' } as Partial<SocialNetwork> as SocialNetwork,
  lookForEcho: lookForEcho({ ...fresh.store, desk: aDesk(), clock: fresh.clock }),
  ...rememberingNotifier(),
});
const off = (away: Record<string, AwayReason> = {}, slackUser = 'USAM') =>
  takeOff(deps(away))({ threadId: 'x-1001', slackUser });
const thread = (id = 'x-1001') => fresh.store.threads.get(id);

/** The same person writes again, in another conversation. */
async function anotherThread(): Promise<string> {
  await fresh.store.mentions.ingest(
    anIngest({ post: aPost({ id: '2001', mentions: [{ id: '701', handle: 'sam_works' }] }) }),
  );
  return 'x-2001';
}

describe('somebody who wants to be taken off a thread', () => {
  it('is: a lead who is there has it, and only leads may', async () => {
    await claimedThread(fresh.store);
    expect(await off({ ULEA: 'quiet-hours' })).toMatchObject({ claimedBy: 'UMAX', shielded: 'USAM' });
    expect(await fresh.store.threads.heldBy('USAM', 9)).toEqual([]);
    expect(await fresh.store.holders.news('x-1001', 1)).toMatchObject({
      kind: 'taken-off',
      from: 'USAM',
      to: 'UMAX',
    });
    await fresh.store.threads.release('x-1001', 'UMAX', false, NOW);
    const claim = claimThread(deps());
    expect(await claim({ threadId: 'x-1001', slackUser: 'UBEN' })).toMatchObject({
      result: { kind: 'leads-only' },
    });
    expect(await claim({ threadId: 'x-1001', slackUser: 'ULEA' })).toMatchObject({ result: { kind: 'won' } });
  });

  it('leaves it to any lead where none is there: nobody is given what they cannot have', async () => {
    await claimedThread(fresh.store);
    expect(await off({ ULEA: 'not-enrolled', UMAX: 'paused' })).toMatchObject({
      state: 'open',
      claimedBy: null,
      shielded: 'USAM',
    });
  });

  it('must have it, and may say it twice', async () => {
    await claimedThread(fresh.store);
    await expect(off({}, 'UBEN')).rejects.toMatchObject({ code: 'not-holder' });
    await off();
    const before = await fresh.store.dump();
    expect(await off()).toMatchObject({ shielded: 'USAM' });
    expect(await fresh.store.dump()).toEqual(before);
  });

  it('who is a lead hands it to another one', async () => {
    await claimedThread(fresh.store, 'ULEA');
    expect(await off({}, 'ULEA')).toMatchObject({ claimedBy: 'UMAX', shielded: 'ULEA' });
  });

  it('gets an answer back that is not public yet, and waits for one that is being posted', async () => {
    await claimedThread(fresh.store);
    await fresh.store.replies.submit(aReply({ steps: ['direct'], part: 'answer' }));
    await fresh.store.replies.begin('r-1', DUE);
    await expect(off()).rejects.toMatchObject({ code: 'reply-active' });
    await fresh.store.replies.finish('r-1', 1, { kind: 'retry', at: DUE + 9, reason: 'limited' }, DUE);
    await off();
    expect(await fresh.store.replies.get('r-1')).toMatchObject({ state: 'withdrawn' });
    expect(await thread()).toMatchObject({ claimedBy: 'ULEA', activeReplyId: null });
  });
});

describe('whoever is kept from somebody', () => {
  it('is not given their threads, these or later ones', async () => {
    await claimedThread(fresh.store);
    await off();
    const later = await anotherThread();
    for (const threadId of ['x-1001', later]) {
      await fresh.store.threads.release(threadId, 'ULEA', true, NOW);
      expect(await claimThread(deps())({ threadId, slackUser: 'USAM' })).toMatchObject({
        result: { kind: 'shielded' },
      });
      await expect(giveThread(deps())({ threadId, slackUser: 'ULEA', to: 'USAM' })).rejects.toMatchObject({
        code: 'shielded',
      });
    }
    expect(await claimThread(deps())({ threadId: later, slackUser: 'UBEN' })).toMatchObject({
      result: { kind: 'won' },
    });
  });

  it('does not meet them in a list', async () => {
    await claimedThread(fresh.store);
    await off();
    await anotherThread();
    const list = async (slackUser: string) =>
      (await listThreads(deps())({ kind: 'waiting', query: '', from: 0, slackUser })).threads.length;
    expect([await list('USAM'), await list('UBEN')]).toEqual([0, 2]);
  });

  it('is not rung when they address them by their own account', async () => {
    await fresh.store.accounts.link(anAccount(), TOKENS, NOW);
    const later = await anotherThread();
    const found = await thread(later);
    const hint = async () => found && cardHint(deps(), found, aBrand());
    expect(await hint()).toEqual({ kind: 'addressed', slackUsers: ['USAM'] });
    await claimedThread(fresh.store);
    await off();
    expect(await hint()).not.toMatchObject({ kind: 'addressed' });
  });

  it('is not rung when they write again, and does not read it in the thread', async () => {
    await claimedThread(fresh.store);
    await fresh.store.replies.submit(aReply({ steps: ['direct'], part: 'answer' }));
    await fresh.store.replies.begin('r-1', DUE);
    await fresh.store.replies.finish(
      'r-1',
      1,
      { kind: 'sent', postId: '5001', postUrl: 'https://x.com/a' },
      DUE,
    );
    await off({ ULEA: 'paused', UMAX: 'paused' });
    await fresh.store.messages.posted('card:x-1001', '17.1', { channel: 'C0CARE', threadTs: null });
    const post = aPost({ id: '1009', conversationId: '1001', text: 'I know where you live' });
    await fresh.store.mentions.ingest(anIngest({ post }));
    const slack = deps();
    await tellFollowup(slack)('1009');
    expect(slack.said).toMatchObject([{ note: { kind: 'followup', ping: null, hidden: true } }]);
  });
});

describe('a follow-up', () => {
  const answered = async (): Promise<void> => {
    await claimedThread(fresh.store);
    await fresh.store.replies.submit(aReply({ steps: ['direct'], part: 'answer' }));
    await fresh.store.replies.begin('r-1', DUE);
    const sent = { kind: 'sent', postId: '5001', postUrl: 'https://x.com/a' } as const;
    await fresh.store.replies.finish('r-1', 1, sent, DUE);
  };
  const writesAgain = (id: string) =>
    fresh.store.mentions.ingest(
      anIngest({ post: aPost({ id, conversationId: '1001', createdAt: NOW + 9 }) }),
    );

  it('does not come back to whoever is kept from its author, and comes back to others', async () => {
    await answered();
    await fresh.store.threads.release('x-1001', 'USAM', false, NOW);
    await writesAgain('1008');
    await fresh.store.conversations.giveBack('x-1001', 'USAM', null, NOW);
    expect(await thread()).toMatchObject({ claimedBy: 'USAM' });
    await off({ ULEA: 'paused', UMAX: 'paused' });
    await liftShield(deps())({ threadId: 'x-1001', slackUser: 'ULEA' });
    await fresh.store.redis.sadd('{T0TEST}:shields:501', 'USAM');
    await fresh.store.redis.hset('{T0TEST}:thread:x-1001', 'returning', '1');
    await fresh.store.conversations.giveBack('x-1001', 'USAM', null, NOW);
    expect(await thread()).toMatchObject({ state: 'open', claimedBy: null, returning: false });
  });

  it('stays with the lead who answers as the brand, also without an account of their own', async () => {
    await answered();
    await off();
    await writesAgain('1008');
    await fresh.store.conversations.giveBack('x-1001', 'ULEA', 'not-enrolled', NOW);
    expect(await thread()).toMatchObject({ state: 'claimed', claimedBy: 'ULEA' });
  });
});

describe('the lead who goes on', () => {
  const account = anAccount({ id: '801', owner: { kind: 'responder', slackUser: 'ULEA' } });

  async function taken(): Promise<void> {
    await fresh.store.accounts.link(aBrandAccount(), TOKENS, NOW);
    await claimedThread(fresh.store);
    await off();
  }
  const send = (over: Partial<Reply> = {}) =>
    submitReply(deps())({
      replyId: 'r-9',
      threadId: 'x-1001',
      slackUser: 'ULEA',
      text: 'We have read this.',
      shownStep: 'brand',
      ...over,
    });

  it.each([
    ['without an account of their own', false],
    ['with an account of their own', true],
  ])('answers as the brand only, and without a name, %s', async (_what, own) => {
    if (own) await fresh.store.accounts.link(account, TOKENS, NOW);
    await taken();
    const plan = await prepareReply(deps())({ threadId: 'x-1001', slackUser: 'ULEA' });
    expect(plan).toMatchObject({ steps: ['brand'], unsigned: true, handover: null });
    expect(await send()).toMatchObject({
      reply: { steps: ['brand'], unsigned: true, accountId: own ? '801' : '900' },
    });
    expect(await fresh.store.replies.get('r-9')).toMatchObject({ unsigned: true });
  });

  it('may lift it: then anybody may answer, and the colleague is not kept from them', async () => {
    await taken();
    await expect(liftShield(deps())({ threadId: 'x-1001', slackUser: 'UBEN' })).rejects.toMatchObject({
      code: 'not-a-lead',
    });
    await liftShield(deps())({ threadId: 'x-1001', slackUser: 'ULEA' });
    expect(await thread()).toMatchObject({ shielded: null });
    expect([...(await fresh.store.holders.shieldedFrom('501'))]).toEqual([]);
    expect(await giveThread(deps())({ threadId: 'x-1001', slackUser: 'ULEA', to: 'USAM' })).toMatchObject({
      claimedBy: 'USAM',
    });
    const entries = await fresh.store.redis.xrange('{T0TEST}:audit', '-', '+');
    const said = entries.map(([, fields]) => [fields[3], fields[5]]);
    expect(said).toEqual(
      expect.arrayContaining([
        ['USAM', 'taken-off'],
        ['ULEA', 'shield-lifted'],
      ]),
    );
  });
});
