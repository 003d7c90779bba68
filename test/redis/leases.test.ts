import { describe, expect, it } from 'vitest';
import type { Lease } from '../../src/domain/lease.ts';
import { freshStore } from '../support/fresh-store.ts';
import { aPost, aReply } from '../support/samples.ts';
import { anIngest, claimedThread, NOW } from '../support/store.ts';

const fresh = freshStore();
const HOUR = 3_600_000;
const DUE = aReply().notBefore;

const look = (till = NOW + HOUR) => fresh.store.claims.look('x-1001', till);
const thread = () => fresh.store.threads.get('x-1001');
const due = async (at: number) => (await fresh.store.outbox.take(at, 100, 1)).map(({ member }) => member);

async function leased(): Promise<Lease> {
  await claimedThread(fresh.store);
  const lease = await look();
  if (!lease) throw new Error('It does not run.');
  return lease;
}

/** Sam's answer, after this happened to it. */
async function answer(update?: Parameters<typeof fresh.store.replies.finish>[2]): Promise<void> {
  await fresh.store.replies.submit(aReply({ steps: ['direct'], part: 'answer' }));
  if (update === undefined) return;
  await fresh.store.replies.begin('r-1', DUE);
  await fresh.store.replies.finish('r-1', 1, update, DUE);
}

describe('a lease', () => {
  it('begins with the claim, and is looked after at once', async () => {
    await claimedThread(fresh.store);
    expect(await due(NOW)).toContain('lease:x-1001');
    expect(await look()).toEqual({
      holder: 'USAM',
      until: NOW + HOUR,
      warned: false,
      stretched: false,
      awaits: null,
    });
    // It has begun: its end stays where it is.
    expect(await look(NOW + 9 * HOUR)).toMatchObject({ until: NOW + HOUR });
    expect(await thread()).toMatchObject({ leaseUntil: NOW + HOUR });
  });

  it('is over with the claim, and the next holder gets a whole one', async () => {
    await leased();
    await fresh.store.threads.release('x-1001', 'USAM', false, NOW);
    expect(await look()).toBeNull();
    expect(await thread()).toMatchObject({ leaseUntil: null });
    await fresh.store.threads.claim('x-1001', 'UBEN', NOW);
    expect(await look(NOW + 2 * HOUR)).toMatchObject({ holder: 'UBEN', until: NOW + 2 * HOUR });
  });

  it('is renewed by its holder only, and never shortened', async () => {
    await leased();
    const renew = (user: string, till: number) => fresh.store.claims.renew('x-1001', user, till, false, NOW);
    expect(await renew('UBEN', NOW + 5 * HOUR)).toEqual({ kind: 'not-holder', by: 'USAM' });
    expect(await renew('USAM', NOW + 2 * HOUR)).toEqual({ kind: 'renewed' });
    expect(await renew('USAM', NOW + HOUR)).toEqual({ kind: 'renewed' });
    expect(await look()).toMatchObject({ until: NOW + 2 * HOUR });
    expect(await fresh.store.claims.renew('x-9', 'USAM', NOW, false, NOW)).toEqual({ kind: 'missing' });
  });

  it('that is renewed after its warning is asked about again, and may be stretched again', async () => {
    const lease = await leased();
    await fresh.store.claims.move('x-1001', lease, NOW + HOUR, 'stretched', NOW);
    expect(await look()).toMatchObject({ warned: true, stretched: true });
    await fresh.store.claims.renew('x-1001', 'USAM', NOW + 2 * HOUR, true, NOW);
    expect(await look()).toMatchObject({ warned: false, stretched: false, until: NOW + 2 * HOUR });
  });

  it('stands still while the customer is to write next, and begins anew when they do', async () => {
    await leased();
    await answer({ kind: 'sent', postId: '5001', postUrl: 'https://x.com/sam_works/status/5001' });
    expect(await look()).toBeNull();
    await fresh.store.mentions.ingest(
      anIngest({ post: aPost({ id: '1009', conversationId: '1001', createdAt: NOW + 9 }) }),
    );
    expect(await thread()).toMatchObject({ state: 'claimed', claimedBy: 'USAM' });
    expect(await look(NOW + 3 * HOUR)).toMatchObject({ until: NOW + 3 * HOUR });
  });
});

describe('a lease with an answer under way', () => {
  const unknown = { kind: 'unknown', reason: 'cut', lookAt: DUE + 9 } as const;

  it.each([
    ['waits for its undo window', undefined],
    ['waits for a worker', { kind: 'retry', at: DUE + HOUR, reason: 'limited' } as const],
    ['is searched for on X', unknown],
  ])('stands still while it %s', async (_what, update) => {
    const lease = await leased();
    await answer(update);
    expect(await look()).toBeNull();
    expect(await fresh.store.claims.end('x-1001', lease, 'time', 'over', NOW)).toBe(false);
    expect(await thread()).toMatchObject({ claimedBy: 'USAM' });
  });

  it('stands still while it is being posted', async () => {
    await leased();
    await answer();
    await fresh.store.replies.begin('r-1', DUE);
    expect(await look()).toBeNull();
  });

  it('begins anew when it was refused or taken back', async () => {
    await leased();
    await answer({ kind: 'refused', reason: 'too long' });
    expect(await due(DUE)).toContain('lease:x-1001');
    expect(await look(NOW + 2 * HOUR)).toMatchObject({ until: NOW + 2 * HOUR });
    await fresh.store.replies.submit(aReply({ id: 'r-2' }));
    await fresh.store.replies.withdraw('r-2', 'USAM', NOW);
    expect(await look(NOW + 3 * HOUR)).toMatchObject({ until: NOW + 3 * HOUR });
  });

  it('runs while it waits for a link, and the answer is asked about later', async () => {
    await leased();
    await answer({ kind: 'parked', reason: 'link again' });
    expect(await due(DUE)).toContain('lease:x-1001');
    const lease = (await look()) as Lease;
    expect(await fresh.store.claims.end('x-1001', lease, 'time', 'over', NOW)).toBe(true);
    expect(await thread()).toMatchObject({ state: 'open', claimedBy: null, activeReplyId: null });
    expect(await fresh.store.replies.get('r-1')).toMatchObject({ state: 'held', parked: true });
  });

  it("runs while it waits for the holder's own hand, and takes it back at the end", async () => {
    await leased();
    await answer({ kind: 'awaiting-post', lookAt: DUE + 9 });
    const lease = (await look()) as Lease;
    expect(lease).toMatchObject({ awaits: 'r-1' });
    expect(await fresh.store.claims.end('x-1001', lease, 'time', 'over', NOW)).toBe(true);
    expect(await fresh.store.replies.get('r-1')).toMatchObject({ state: 'withdrawn', reason: 'over' });
    expect(await thread()).toMatchObject({ state: 'open', activeReplyId: null });
  });

  it('runs once nobody searches for it any more, and leaves the doubt to the next one', async () => {
    await leased();
    await answer(unknown);
    const reply = await fresh.store.replies.get('r-1');
    if (reply) await fresh.store.replies.looked(reply, { kind: 'given-up', reason: 'who knows' }, DUE);
    expect(await due(DUE)).toContain('lease:x-1001');
    const lease = (await look()) as Lease;
    expect(await fresh.store.claims.end('x-1001', lease, 'time', 'over', NOW)).toBe(true);
    expect(await thread()).toMatchObject({ state: 'open', activeReplyId: 'r-1' });
  });
});

describe('the end of a lease', () => {
  it('gives the thread back, with the news of who had it, once', async () => {
    const lease = await leased();
    expect(await fresh.store.claims.end('x-1001', lease, 'away-in-slack', 'over', NOW + HOUR)).toBe(true);
    expect(await thread()).toMatchObject({ state: 'open', claimedBy: null, leaseUntil: null });
    expect(await fresh.store.threads.heldBy('USAM', 9)).toEqual([]);
    expect(await fresh.store.holders.news('x-1001', 1)).toMatchObject({
      kind: 'lease-ended',
      from: 'USAM',
      to: null,
      by: null,
      why: 'away-in-slack',
      since: NOW,
    });
    expect(await due(NOW + HOUR)).toContain('news:x-1001/1');
    expect(await fresh.store.claims.end('x-1001', lease, 'time', 'over', NOW + HOUR)).toBe(true);
    expect(await fresh.store.holders.news('x-1001', 2)).toBeNull();
    expect(await fresh.store.counters.all()).toMatchObject({ 'leases.ended.away-in-slack': 1 });
  });

  it('of an answered thread that somebody took again leaves it answered', async () => {
    await fresh.store.mentions.ingest(anIngest());
    const owner = { kind: 'responder', slackUser: 'UBEN' } as const;
    await fresh.store.threads.answeredByHand('x-1001', '77', owner, 'by hand', NOW);
    await fresh.store.threads.claim('x-1001', 'USAM', NOW);
    const lease = (await look()) as Lease;
    await fresh.store.claims.end('x-1001', lease, 'time', 'over', NOW);
    expect(await thread()).toMatchObject({ state: 'answered', claimedBy: null });
  });

  it('does not come when its holder did something in the last moment', async () => {
    const lease = await leased();
    await fresh.store.claims.renew('x-1001', 'USAM', NOW + 2 * HOUR, false, NOW);
    expect(await fresh.store.claims.end('x-1001', lease, 'time', 'over', NOW)).toBe(false);
    expect(await fresh.store.claims.move('x-1001', lease, NOW + HOUR, 'warned', NOW)).toBe(false);
    expect(await thread()).toMatchObject({ claimedBy: 'USAM' });
  });

  it('against an answer that is sent at the same moment: one of them wins, whole', async () => {
    for (let round = 0; round < 20; round += 1) {
      await fresh.store.redis.flushall();
      const lease = await leased();
      const [ended, submitted] = await Promise.all([
        round % 2 === 0 ? fresh.store.claims.end('x-1001', lease, 'time', 'over', NOW) : null,
        fresh.store.replies.submit(aReply()),
        round % 2 === 1 ? fresh.store.claims.end('x-1001', lease, 'time', 'over', NOW) : null,
      ]).then(([first, sent, last]) => [first ?? last, sent] as const);
      expect(ended).toBe(submitted.kind !== 'accepted');
      expect(await thread()).toMatchObject(
        ended ? { state: 'open', activeReplyId: null } : { state: 'claimed', activeReplyId: 'r-1' },
      );
    }
  });
});
