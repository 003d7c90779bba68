import { beforeEach, describe, expect, it } from 'vitest';
import type { DeskSettings } from '../../src/domain/brand.ts';
import { UnavailableError } from '../../src/errors.ts';
import type { JobAnswer } from '../../src/ports.ts';
import { returnThread } from '../../src/usecases/return-thread.ts';
import { searchConversation } from '../../src/usecases/search-conversation.ts';
import { tellFollowup } from '../../src/usecases/tell-followup.ts';
import { tellOther } from '../../src/usecases/tell-other.ts';
import { TOKENS } from '../support/account.ts';
import { AGAIN, answered, OTHER, otherWrote, writtenAgain } from '../support/conversation-cases.ts';
import { away, followingDesk } from '../support/following-desk.ts';
import { anAccount, aReply } from '../support/samples.ts';
import { anIngest, claimedThread, NOW } from '../support/store.ts';

const on = followingDesk();
const MINUTE_MS = 60_000;

describe('a thread whose customer wrote again', () => {
  const follow = async (): Promise<void> => {
    await on.carded();
    await on.done(() => returnThread(on.deps())('1003'));
    await on.done(() => tellFollowup(on.deps())('1003'));
  };

  it('is theirs again who answered, if they are there, and they are told', async () => {
    await writtenAgain(on.fresh.store);
    await follow();
    expect(await on.thread()).toMatchObject({ state: 'claimed', claimedBy: 'USAM' });
    expect(on.notes[0]?.view).toMatchObject({ kind: 'followup', ping: 'USAM', returned: true });
  });

  it.each(['not-enrolled', 'paused', 'quiet-hours', 'full', 'no-account', 'away-in-slack'] as const)(
    'is the channel’s when whoever answered is away: %s; nobody is rung',
    async (why) => {
      on.there.USAM = away(why);
      await writtenAgain(on.fresh.store);
      await follow();
      expect(await on.thread()).toMatchObject({ state: 'open', missed: { slackUser: 'USAM', why } });
      expect(on.notes[0]?.view).toMatchObject({ ping: null, returned: false, missed: { name: 'Sam', why } });
    },
  );

  it('stays with a holder whose table is full of it', async () => {
    on.there.USAM = away('full');
    await claimedThread(on.fresh.store);
    await answered(on.fresh.store);
    await on.fresh.store.mentions.ingest(anIngest({ post: AGAIN }));
    await follow();
    expect(await on.thread()).toMatchObject({ state: 'claimed', claimedBy: 'USAM', missed: null });
  });

  it('that nobody answered is the channel’s, and is asked for once', async () => {
    await claimedThread(on.fresh.store);
    await on.fresh.store.threads.resolve('x-1001', 'USAM', false, NOW);
    await on.fresh.store.mentions.ingest(anIngest({ post: AGAIN }));
    await follow();
    expect(await on.thread()).toMatchObject({ state: 'open', returning: false, missed: null });
    expect(on.notes[0]?.view).toMatchObject({ ping: null });
  });
});

describe('another person in a conversation', () => {
  const tell = async (): Promise<void> => {
    await on.carded();
    await on.done(() => tellOther(on.deps())('1002'));
  };

  it('is shown to the holder, who is rung', async () => {
    await otherWrote(on.fresh.store);
    await tell();
    expect(on.notes).toMatchObject([
      { key: 'other:1002', view: { kind: 'other', ping: 'USAM', own: false } },
    ]);
  });

  it('is shown under an open card without ringing for anybody', async () => {
    await otherWrote(on.fresh.store);
    await on.fresh.store.threads.release('x-1001', 'USAM', false, NOW);
    await tell();
    expect(on.notes).toMatchObject([{ view: { ping: null, own: false } }]);
  });

  it('under a closed card rings for whoever answered; with them away it gets a card of its own', async () => {
    await otherWrote(on.fresh.store);
    await answered(on.fresh.store);
    await on.fresh.store.threads.release('x-1001', 'USAM', false, NOW);
    await tell();
    expect(on.notes).toMatchObject([{ view: { ping: 'USAM', own: false } }]);
    on.there.USAM = away('quiet-hours');
    await tell();
    expect(on.updates.at(-1)?.view).toMatchObject({ kind: 'other', own: true });
    expect(await on.thread('x-1002')).toMatchObject({ state: 'open', root: { id: '1002' } });
    expect((await on.thread())?.others).toBe(0);
  });

  it('who does not name the brand stays where they are', async () => {
    on.there.USAM = away('paused');
    await claimedThread(on.fresh.store);
    await answered(on.fresh.store);
    await on.fresh.store.mentions.ingest(anIngest({ post: { ...OTHER, mentions: [] } }));
    await on.fresh.store.threads.release('x-1001', 'USAM', false, NOW);
    await tell();
    expect(on.notes).toMatchObject([{ view: { ping: null, own: false } }]);
    expect(await on.thread('x-1002')).toBeNull();
  });
});

describe('the search of a conversation', () => {
  const search = (desk: Partial<DeskSettings> = {}) => searchConversation(on.deps(desk))('x-1001');
  const ANSWERED = aReply().notBefore;
  beforeEach(async () => {
    await on.fresh.store.accounts.link(anAccount(), TOKENS, NOW);
    await claimedThread(on.fresh.store);
    await answered(on.fresh.store);
    on.fresh.clock.advance(ANSWERED - NOW);
  });

  it('waits a little, then asks ever more seldom, until its time is over', async () => {
    expect(await search()).toEqual({ again: ANSWERED + MINUTE_MS });
    expect(on.searched).toEqual([]);
    const pauses: number[] = [];
    for (
      let answer: JobAnswer = { again: ANSWERED + MINUTE_MS };
      'again' in answer;
      answer = await search()
    ) {
      pauses.push(answer.again - on.fresh.clock.now());
      on.fresh.clock.advance(answer.again - on.fresh.clock.now());
    }
    expect(pauses).toEqual([...pauses].sort((one, other) => one - other));
    expect(pauses.length).toBeLessThan(50);
    expect(on.fresh.clock.now() - ANSWERED).toBeLessThanOrEqual(48 * 60 * MINUTE_MS);
  });

  it('asks for this customer and for answers to this account, since the newest that is known', async () => {
    on.fresh.clock.advance(MINUTE_MS);
    on.said = [
      { ...AGAIN, id: '6001', versions: ['6001'], inReplyTo: '5001', mentions: [], text: 'how long?' },
    ];
    await search();
    expect(on.searched).toEqual([
      { conversationId: '1001', customer: 'customer_one', answeredBy: ['sam_works'], since: '5001' },
    ]);
    expect(await on.thread()).toMatchObject({ state: 'claimed', lastCustomerPost: { text: 'how long?' } });
    on.fresh.clock.advance(MINUTE_MS);
    await search();
    expect(on.searched[1]?.since).toBe('6001');
    expect(await on.fresh.store.counters.all()).toMatchObject({
      'mentions.joined': 1,
      'mentions.duplicate': 1,
    });
  });

  it('is not made where nobody wants it, or the thread needs no answer', async () => {
    on.fresh.clock.advance(MINUTE_MS);
    expect(await search({ followUps: { searchMs: 0, everyMs: 1_000 } })).toEqual({ done: true });
    await on.fresh.store.noise.ignore('x-1001', 'USAM', false, { reason: 'spam', why: '' }, NOW);
    expect(await search()).toEqual({ done: true });
    expect(on.searched).toEqual([]);
  });

  it('waits while X is away', async () => {
    on.fresh.clock.advance(MINUTE_MS);
    on.failing = new UnavailableError('x-unavailable', 'X is away.');
    expect(await search()).toEqual({ again: on.fresh.clock.now() + MINUTE_MS });
  });
});
