import { describe, expect, it } from 'vitest';
import { freshStore, twice } from '../support/fresh-store.ts';
import { aJoin, anAccount, aPost, aReply } from '../support/samples.ts';
import { claimedThread, NOW } from '../support/store.ts';

const fresh = freshStore();
const APPROVE = { kind: 'approve' } as const;
const NO = { kind: 'decline', reason: 'Next month, please.' } as const;

/** Who did what, from the audit, oldest first. */
async function audited(): Promise<string[]> {
  const entries = await fresh.store.redis.xrange('{T0TEST}:audit', '-', '+');
  return entries.map(([, fields]) => `${fields[3]} ${fields[5]} ${fields[11]}`.trim());
}

describe('whoever joins', () => {
  it('is enrolled with the version of the rules and what they said, once', async () => {
    const { store } = fresh;
    const quiet = { from: '22:00', to: '07:00', zone: 'Europe/Rome', daysOff: [7] };
    const wishes = { topics: ['billing'], languages: ['it', 'en'], quiet, maxOpen: 3, maxPerDay: 10 };
    const join = () => store.responders.join(aJoin(wishes), NOW);
    expect(await twice(store, join)).toMatchObject({ kind: 'joined' });
    expect(await store.responders.get('USAM')).toEqual({
      slackUser: 'USAM',
      state: 'enrolled',
      rulesVersion: '1',
      acceptedAt: NOW,
      ...wishes,
      pausedUntil: null,
      approvedBy: null,
      joinedAt: NOW,
      leftAt: null,
      profile: null,
    });
    expect(await audited()).toEqual(['USAM responder-joined 1']);
    expect(await store.responders.get('UBEN')).toBeNull();
    expect((await store.responders.all()).map(({ slackUser }) => slackUser)).toEqual(['USAM']);
  });

  it('changes what they said with the same window, and stays what they are', async () => {
    const { responders } = fresh.store;
    await responders.join(aJoin(), NOW);
    await responders.pause('USAM', null, NOW);
    const again = await responders.join(aJoin({ windowId: 'V2', asks: true, maxOpen: 2 }), NOW + 5);
    expect(again).toMatchObject({
      kind: 'changed',
      responder: { state: 'paused', maxOpen: 2, acceptedAt: NOW, joinedAt: NOW },
    });
  });

  it('accepts a new version of the rules at another moment', async () => {
    const { store } = fresh;
    await store.responders.join(aJoin(), NOW);
    expect(await twice(store, () => store.responders.accept('USAM', '2', NOW + 9))).toBe(true);
    expect(await store.responders.get('USAM')).toMatchObject({ rulesVersion: '2', acceptedAt: NOW + 9 });
    expect(await audited()).toEqual(['USAM responder-joined 1', 'USAM rules-accepted 2']);
    expect(await store.responders.accept('UBEN', '2', NOW)).toBe(false);
  });
});

describe('a wish to join', () => {
  it('is decided by the first lead, and by nobody after them', async () => {
    const { store } = fresh;
    expect(await store.responders.join(aJoin({ asks: true }), NOW)).toMatchObject({
      kind: 'asked',
      responder: { state: 'asked' },
    });
    const leads = Array.from({ length: 20 }, (_, index) => `ULEAD${index}`);
    const results = await Promise.all(
      leads.map((lead, index) => store.responders.decide('USAM', 'V1', lead, index % 2 ? NO : APPROVE, NOW)),
    );
    const done = results.flatMap((result) => (result.kind === 'done' ? [result.request] : []));
    expect(done).toHaveLength(1);
    const winner = done[0]?.by;
    for (const result of results)
      expect(result).toMatchObject({ request: { by: winner, decision: done[0]?.decision } });
    expect((await audited()).filter((line) => /approved|declined/u.test(line))).toHaveLength(1);
  });

  it('that is approved enrols, and the same lead may press twice', async () => {
    const { store } = fresh;
    await store.responders.join(aJoin({ asks: true }), NOW);
    const approve = () => store.responders.decide('USAM', 'V1', 'ULEAD', APPROVE, NOW);
    expect(await twice(store, approve)).toMatchObject({ kind: 'done', request: { by: 'ULEAD' } });
    expect(await store.responders.get('USAM')).toMatchObject({ state: 'enrolled', approvedBy: 'ULEAD' });
  });

  it('that is declined keeps the reason, enrols nobody, and may be made again', async () => {
    const { responders } = fresh.store;
    await responders.join(aJoin({ asks: true }), NOW);
    expect(await responders.decide('USAM', 'V1', 'ULEAD', NO, NOW)).toMatchObject({
      kind: 'done',
      request: { decision: 'declined', reason: NO.reason },
    });
    expect(await responders.get('USAM')).toMatchObject({ state: 'declined', approvedBy: null });
    expect(await responders.all()).toEqual([]);
    expect(await responders.join(aJoin({ asks: true, windowId: 'V2' }), NOW)).toMatchObject({
      kind: 'asked',
    });
    expect(await responders.decide('USAM', 'V1', 'ULEAD', APPROVE, NOW)).toEqual({ kind: 'gone' });
    expect(await responders.get('USAM')).toMatchObject({ state: 'asked' });
  });

  it('ends when its author leaves', async () => {
    const { responders } = fresh.store;
    await responders.join(aJoin({ asks: true }), NOW);
    await responders.leave('USAM', 'V2', NOW);
    expect(await responders.decide('USAM', 'V1', 'ULEAD', APPROVE, NOW)).toEqual({ kind: 'gone' });
    expect(await responders.get('USAM')).toMatchObject({ state: 'left' });
  });
});

describe('a pause', () => {
  it('ends by the clock, or when its author comes back', async () => {
    const { store } = fresh;
    await store.responders.join(aJoin(), NOW);
    await twice(store, () => store.responders.pause('USAM', NOW + 100, NOW));
    expect(await store.responders.get('USAM')).toMatchObject({ state: 'paused', pausedUntil: NOW + 100 });
    expect(await store.responders.back('USAM', true, NOW + 99)).toMatchObject({ kind: 'paused' });
    const due = () => store.responders.back('USAM', true, NOW + 100);
    expect(await twice(store, due)).toMatchObject({ kind: 'back', responder: { state: 'enrolled' } });
    await store.responders.pause('USAM', null, NOW);
    expect(await store.responders.back('USAM', true, NOW + 1_000)).toMatchObject({ kind: 'paused' });
    expect(await store.responders.back('USAM', false, NOW)).toMatchObject({ kind: 'back' });
  });

  it('is nothing for somebody who has not joined', async () => {
    expect(await fresh.store.responders.pause('USAM', null, NOW)).toMatchObject({ kind: 'not-enrolled' });
    expect(await fresh.store.responders.back('USAM', false, NOW)).toMatchObject({ kind: 'not-enrolled' });
  });
});

describe('the load of a person', () => {
  it('is the threads that wait for them, and what they answered today', async () => {
    const { store } = fresh;
    const load = (since: number) => store.responders.loads([{ slackUser: 'USAM', since }]);
    await store.accounts.link(
      anAccount(),
      { accessToken: 'a', refreshToken: null, expiresAt: NOW, scopes: [] },
      NOW,
    );
    for (const id of ['1001', '1002', '1003']) await claimedThread(store, 'USAM', aPost({ id }));
    expect(await load(NOW)).toEqual([{ open: 3, answeredToday: 0 }]);
    await store.replies.submit(aReply({ notBefore: NOW }));
    await store.replies.begin('r-1', NOW);
    const sent = { kind: 'sent', postId: '5001', postUrl: 'https://x.com/sam/status/5001' } as const;
    await store.replies.finish('r-1', 1, sent, NOW);
    expect(await load(NOW)).toEqual([{ open: 2, answeredToday: 1 }]);
    expect(await load(NOW + 1)).toEqual([{ open: 2, answeredToday: 0 }]);
    const byHand = { kind: 'responder', slackUser: 'USAM' } as const;
    await store.threads.answeredByHand('x-1002', '5002', byHand, 'by hand', NOW);
    expect(
      await store.responders.loads([
        { slackUser: 'UBEN', since: 0 },
        { slackUser: 'USAM', since: NOW },
      ]),
    ).toEqual([
      { open: 0, answeredToday: 0 },
      { open: 1, answeredToday: 2 },
    ]);
  });
});
