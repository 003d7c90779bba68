import { beforeEach, describe, expect, it } from 'vitest';
import type { Notifier, SocialNetwork } from '../../src/ports.ts';
import type { PeopleNotifier } from '../../src/responders.ts';
import { leaveDesk, lookAtLeaving } from '../../src/usecases/leave-desk.ts';
import { tendLeaving } from '../../src/usecases/tend-leaving.ts';
import { TOKENS } from '../support/account.ts';
import { freshStore, twice } from '../support/fresh-store.ts';
import { aJoin, anAccount, aPost, aReply } from '../support/samples.ts';
import { claimedThread, NOW, silentLog } from '../support/store.ts';

const fresh = freshStore();
const IDS = ['1001', '1002', '1003'];
const OWNER = anAccount().owner;
let said: string[] = [];
let revoked: string[] = [];
let confirms = true;

const notifier = {
  find: async () => null,
  async tell(slackUser: string, text: string) {
    said.push(`${slackUser}: ${text}`);
  },
} as Partial<Notifier> as Notifier;
const peopleNotifier = {
  async postLeft(_key, { id }, slackUser) {
    said.push(`${id}: ${slackUser} left`);
    return '2.1';
  },
} as Partial<PeopleNotifier> as PeopleNotifier;
const network = {
  async revoke({ accessToken }: { accessToken: string }) {
    revoked.push(accessToken);
    return confirms;
  },
} as Partial<SocialNetwork> as SocialNetwork;

const deps = () => ({
  ...fresh.store,
  notifier,
  peopleNotifier,
  network,
  clock: fresh.clock,
  log: silentLog,
});
const leave = () => leaveDesk(deps())({ slackUser: 'USAM', windowId: 'V9' });
const tend = () => tendLeaving(deps())('USAM');
const stateOf = async (id: string) => (await fresh.store.threads.get(`x-${id}`)) ?? undefined;
const reply = (id: string, over: object = {}) =>
  fresh.store.replies.submit(
    aReply({ id: `r-${id}`, threadId: `x-${id}`, inReplyTo: id, notBefore: NOW, ...over }),
  );

beforeEach(async () => {
  said = [];
  revoked = [];
  confirms = true;
  await fresh.store.responders.join(aJoin(), NOW);
  await fresh.store.accounts.link(anAccount(), TOKENS, NOW);
  for (const id of IDS) {
    await claimedThread(fresh.store, 'USAM', aPost({ id }));
    await fresh.store.messages.posted(`card:x-${id}`, `1.${id}`);
  }
});

/** Until nothing is left to do, minute by minute. */
async function finish(): Promise<void> {
  for (let round = 0; round < 60; round += 1) {
    const answer = await tend();
    if (!('again' in answer)) return;
    fresh.clock.advance(Math.max(answer.again - fresh.clock.now(), 1_000));
  }
  throw new Error('It never ends.');
}

describe('whoever leaves with three open threads', () => {
  it('hands them back, each with a note, takes back what is not public, and is unlinked and revoked', async () => {
    const { store } = fresh;
    await reply('1001');
    expect(await lookAtLeaving(deps())('USAM')).toMatchObject({ held: 3, account: { id: '701' } });
    expect(await leave()).toMatchObject({ held: 3, staying: 0 });
    await finish();
    for (const id of IDS)
      expect(await stateOf(id)).toMatchObject({ state: 'open', claimedBy: null, activeReplyId: null });
    expect(await store.replies.get('r-1001')).toMatchObject({ state: 'withdrawn' });
    expect(said).toEqual([
      ...IDS.map((id) => `x-${id}: USAM left`),
      expect.stringMatching(/^USAM: You have left.*@sam_works is unlinked.*X confirmed/u),
    ]);
    expect(revoked).toEqual([TOKENS.accessToken]);
    expect(await store.accounts.byOwner(OWNER)).toBeNull();
    expect(await store.responders.get('USAM')).toMatchObject({ state: 'left', leftAt: NOW });
    expect(await store.responders.all()).toEqual([]);
  });

  it('twice by the same window leaves once; a second end says nothing more', async () => {
    const { store } = fresh;
    await leave();
    await finish();
    await twice(store, () => store.responders.leave('USAM', 'V9', NOW + 9));
    const before = said.length;
    await tend();
    expect(said).toHaveLength(before);
  });

  it('keeps what everybody did in the audit', async () => {
    await leave();
    await finish();
    const entries = await fresh.store.redis.xrange('{T0TEST}:audit', '-', '+');
    const lines = entries.map(([, fields]) => `${fields[3]} ${fields[5]} ${fields[7]}`.trim());
    expect(lines).toEqual(
      expect.arrayContaining([
        'USAM responder-joined',
        'USAM claimed x-1001',
        'USAM responder-left',
        ...IDS.map((id) => `USAM released x-${id}`),
        'responder:USAM account-unlinked',
      ]),
    );
  });

  it('waits for an answer that is being sent, and loses nothing of it', async () => {
    const { store } = fresh;
    await reply('1002');
    await store.replies.begin('r-1002', NOW);
    expect(await leave()).toMatchObject({ held: 3, staying: 1 });
    expect(await tend()).toEqual({ again: expect.any(Number) });
    expect(revoked).toEqual([]);
    const sent = { kind: 'sent', postId: '5001', postUrl: 'https://x.com/sam_works/status/5001' } as const;
    await store.replies.finish('r-1002', 1, sent, NOW);
    await finish();
    expect(await stateOf('1002')).toMatchObject({ state: 'answered', claimedBy: null, answeredBy: 'USAM' });
    expect(revoked).toHaveLength(1);
  });

  it('waits for an answer of which nobody knows whether it is public, but not for ever', async () => {
    const { store } = fresh;
    await reply('1003');
    await store.replies.begin('r-1003', NOW);
    await store.replies.finish('r-1003', 1, { kind: 'unknown', reason: 'cut', lookAt: NOW + 60_000 }, NOW);
    expect(await leave()).toMatchObject({ staying: 1 });
    await finish().catch(() => undefined);
    fresh.clock.advance(10 * 60_000);
    await finish();
    expect(await stateOf('1003')).toMatchObject({ state: 'open', claimedBy: null, activeReplyId: null });
    expect(await store.replies.get('r-1003')).toMatchObject({ state: 'unknown' });
    expect(await store.accounts.byOwner(OWNER)).toBeNull();
  });

  it('keeps the promise of an introduction that is public: its answer goes out first', async () => {
    const { store } = fresh;
    await reply('1001');
    await store.replies.begin('r-1001', NOW);
    await store.replies.finish('r-1001', 1, { kind: 'introduced', introductionId: '4001' }, NOW);
    expect(await leave()).toMatchObject({ staying: 1 });
    expect(await store.replies.get('r-1001')).toMatchObject({ state: 'queued' });
  });

  it('leaves no answer behind that waited for a new link', async () => {
    const { store } = fresh;
    await reply('1001');
    await store.replies.begin('r-1001', NOW);
    await store.replies.finish('r-1001', 1, { kind: 'parked', reason: 'link again' }, NOW);
    await store.threads.release('x-1001', 'USAM', false, NOW);
    await leave();
    expect(await store.replies.get('r-1001')).toMatchObject({ state: 'withdrawn', parked: false });
  });

  it('is unlinked here also while X does not confirm, after it was asked for a minute', async () => {
    confirms = false;
    await leave();
    await finish();
    expect(revoked.length).toBeGreaterThan(1);
    expect(said.at(-1)).toMatch(/X did not confirm it; remove the app at/u);
    expect(await fresh.store.accounts.byOwner(OWNER)).toBeNull();
  });

  it('and joined again meanwhile keeps the account', async () => {
    await leave();
    await fresh.store.responders.join(aJoin({ windowId: 'V10' }), NOW);
    expect(await tend()).toEqual({ done: true });
    expect(await fresh.store.accounts.byOwner(OWNER)).not.toBeNull();
  });
});

it('somebody who is not here has nothing to leave', async () => {
  await expect(lookAtLeaving(deps())('UBEN')).rejects.toMatchObject({ code: 'not-here' });
});
