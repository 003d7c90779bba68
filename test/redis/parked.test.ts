import { beforeEach, describe, expect, it } from 'vitest';
import { RESUME_SPACING_MS, RESUME_UNASKED_MS } from '../../src/store/keys.ts';
import { die, pairOf, TOKENS } from '../support/account.ts';
import { freshStore, twice } from '../support/fresh-store.ts';
import { anAccount, aPost, aReply } from '../support/samples.ts';
import { claimedThread, NOW } from '../support/store.ts';

const fresh = freshStore();
const DUE = aReply().notBefore;

/** A reply in a thread of its own that waits for the account 701. */
async function parked(number: number): Promise<string> {
  const { store } = fresh;
  const id = `r-${number}`;
  const threadId = await claimedThread(store, 'USAM', aPost({ id: `10${number}` }));
  await store.replies.submit(aReply({ id, threadId, createdAt: NOW + number, notBefore: DUE }));
  await store.replies.begin(id, DUE);
  await store.replies.finish(id, 1, { kind: 'parked', reason: 'link again' }, DUE);
  return id;
}

const members = async (now: number) =>
  (await fresh.store.outbox.take(now, 500, 1_000)).map(({ member }) => member);

describe('replies that wait for an account', () => {
  beforeEach(() => fresh.store.accounts.link(anAccount(), TOKENS, NOW));

  it('go on in the order in which they were written, a little apart', async () => {
    for (const number of [3, 1, 12, 2]) await parked(number);
    expect(await fresh.store.replies.unpark('701', DUE)).toBe(4);
    for (const [index, id] of ['r-1', 'r-2', 'r-3', 'r-12'].entries())
      expect(await fresh.store.replies.get(id)).toMatchObject({
        parked: false,
        notBefore: DUE + index * RESUME_SPACING_MS,
        reason: 'Your account works again.',
      });
    const due = await members(DUE);
    expect(due.filter((member) => member.startsWith('send:'))).toEqual(['send:r-1']);
    expect(due.filter((member) => member.startsWith('note:'))).toHaveLength(4);
  });

  it('go nowhere while it is dead', async () => {
    await parked(1);
    await die(fresh.store.accounts);
    expect(await fresh.store.replies.unpark('701', DUE)).toBe(0);
    expect(await fresh.store.replies.get('r-1')).toMatchObject({ state: 'held', parked: true });
  });

  it('have it looked after when they are parked, when it is linked, and when it is revived', async () => {
    const { accounts } = fresh.store;
    await parked(1);
    expect(await members(DUE)).toContain('account:701');
    fresh.clock.advance(1);
    await accounts.link(anAccount(), TOKENS, DUE + 2_000);
    expect(await members(DUE + 2_000)).toContain('account:701');
    await die(accounts);
    const death = (await accounts.byId('701'))?.death?.id ?? '';
    expect(await accounts.revive('701', 'another', 'USAM', DUE)).toBe(false);
    expect(await accounts.revive('701', death, 'USAM', DUE + 4_000)).toBe(true);
    expect(await accounts.byId('701')).toEqual(anAccount());
    expect(await members(DUE + 4_000)).toContain('account:701');
  });
});

describe('replies that wait for the link of the brand', () => {
  const BRAND = anAccount({ id: '900', handle: 'acme', owner: { kind: 'brand', brand: 'acme' } });
  beforeEach(async () => {
    await fresh.store.accounts.link(anAccount(), TOKENS, NOW);
    await fresh.store.accounts.link(BRAND, TOKENS, NOW);
  });

  async function parkedForBrand(): Promise<void> {
    const threadId = await claimedThread(fresh.store, 'USAM', aPost({ id: '101' }));
    await fresh.store.replies.submit(aReply({ id: 'r-1', threadId, notBefore: DUE }));
    await fresh.store.replies.begin('r-1', DUE);
    const update = { kind: 'parked', reason: 'link again', brandAccountId: '900' } as const;
    await fresh.store.replies.finish('r-1', 1, update, DUE);
  }

  it('go on when it is linked again, and not by a link of their author', async () => {
    await parkedForBrand();
    expect(await members(DUE)).toContain('account:900');
    expect(await fresh.store.replies.unpark('701', DUE)).toBe(0);
    expect(await fresh.store.replies.get('r-1')).toMatchObject({ parked: true, parkedForBrand: true });
    expect(await fresh.store.replies.unpark('900', DUE)).toBe(1);
    const reply = await fresh.store.replies.get('r-1');
    expect(reply).toMatchObject({ parked: false, reason: "The brand's account works again." });
    expect(reply?.parkedForBrand).toBeUndefined();
  });

  it('may be taken back meanwhile', async () => {
    await parkedForBrand();
    await fresh.store.replies.withdraw('r-1', 'USAM', DUE);
    expect(await fresh.store.replies.get('r-1')).toMatchObject({ state: 'withdrawn', parked: false });
    expect(await fresh.store.replies.unpark('900', DUE)).toBe(0);
  });

  it('are taken back when their author is not linked any more', async () => {
    await parkedForBrand();
    await fresh.store.accounts.unlink(anAccount().owner, DUE);
    expect(await fresh.store.replies.unpark('900', DUE)).toBe(0);
    const reply = await fresh.store.replies.get('r-1');
    expect(reply).toMatchObject({
      state: 'withdrawn',
      reason: expect.stringMatching(/not linked the account/u),
    });
  });
});

describe('a death', () => {
  it('is not written over tokens that somebody renewed since', async () => {
    const { accounts } = fresh.store;
    await accounts.link(anAccount(), TOKENS, NOW);
    const old = await pairOf(accounts);
    expect(await accounts.saveTokens('701', TOKENS, old, NOW)).toBe('saved');
    expect(await accounts.saveTokens('701', TOKENS, old, NOW)).toBe('stale');
    expect(await accounts.markDead('701', old, { kind: 'revoked', words: '' }, NOW)).toBe('renewed');
    expect(await accounts.byId('701')).toEqual(anAccount());
    await accounts.unlink(anAccount().owner, NOW);
    expect(await accounts.saveTokens('701', TOKENS, old, NOW)).toBe('gone');
  });
});

describe('a reply past which the thread went while it waited', () => {
  beforeEach(() => fresh.store.accounts.link(anAccount(), TOKENS, NOW));
  const LATE = DUE + RESUME_UNASKED_MS + 1;
  const { threads, replies } = {
    threads: () => fresh.store.threads,
    replies: () => fresh.store.replies,
  };

  it.each<[string, RegExp, () => Promise<unknown>]>([
    ['resolved it', /resolved/u, () => threads().resolve('x-101', 'USAM', false, DUE)],
    ['gave it back', /went on without it/u, () => threads().release('x-101', 'USAM', false, DUE)],
    [
      'answered by hand',
      /answered the customer/u,
      () => threads().answeredByHand('x-101', '77', { kind: 'brand', brand: 'acme' }, 'by hand', DUE),
    ],
  ])('because somebody %s is asked of its author, and goes out only then', async (_what, reason, change) => {
    await parked(1);
    await change();
    expect(await replies().unpark('701', DUE)).toBe(0);
    expect(await replies().get('r-1')).toMatchObject({
      state: 'held',
      parked: true,
      asked: true,
      reason: expect.stringMatching(reason),
    });
    expect(await replies().begin('r-1', LATE)).toMatchObject({ kind: 'nothing' });
    expect(await replies().sendAsked('r-1', 'UBEN', LATE)).toMatchObject({ kind: 'not-yours' });
    await twice(fresh.store, () => replies().sendAsked('r-1', 'USAM', LATE));
    expect(await replies().begin('r-1', LATE)).toMatchObject({ kind: 'go', reply: { parked: false } });
  });

  it('because a day went by is asked too', async () => {
    await parked(1);
    expect(await replies().unpark('701', LATE)).toBe(0);
    const reply = await replies().get('r-1');
    expect(reply).toMatchObject({ asked: true, reason: expect.stringContaining('more than a day') });
    expect(await replies().withdraw('r-1', 'USAM', LATE)).toMatchObject({ kind: 'withdrawn' });
    expect((await threads().get('x-101'))?.activeReplyId).toBeNull();
    expect(await replies().sendAsked('r-1', 'USAM', LATE)).toMatchObject({ kind: 'settled' });
  });

  it('is not sent beside the answer of whoever has it now, and taking it back leaves that alone', async () => {
    await parked(1);
    await threads().release('x-101', 'ULEAD', true, DUE);
    await threads().claim('x-101', 'UBEN', DUE);
    await replies().unpark('701', DUE);
    expect(await replies().sendAsked('r-1', 'USAM', DUE)).toMatchObject({ kind: 'not-holder', by: 'UBEN' });
    await replies().submit(aReply({ id: 'r-9', threadId: 'x-101', responder: 'UBEN', accountId: '702' }));
    expect(await replies().sendAsked('r-1', 'USAM', DUE)).toMatchObject({ kind: 'busy' });
    await replies().withdraw('r-1', 'USAM', DUE);
    expect((await threads().get('x-101'))?.activeReplyId).toBe('r-9');
  });

  it('was answered before it was written is not asked', async () => {
    const { store } = fresh;
    const threadId = await claimedThread(store, 'USAM', aPost({ id: '101' }));
    await store.threads.answeredByHand(threadId, '77', { kind: 'brand', brand: 'acme' }, 'by hand', NOW);
    await store.replies.submit(aReply({ threadId }));
    await store.replies.begin('r-1', DUE);
    await store.replies.finish('r-1', 1, { kind: 'parked', reason: 'link again' }, DUE);
    expect(await store.replies.unpark('701', DUE)).toBe(1);
  });
});
