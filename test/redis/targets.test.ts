import { describe, expect, it } from 'vitest';
import { AROUND_THE_CLOCK } from '../../src/domain/business-hours.ts';
import { loggedPost } from '../../src/domain/logged.ts';
import type { Availability } from '../../src/domain/responder.ts';
import type { TimeSettings } from '../../src/domain/sla.ts';
import type { NoteView, Notifier, People } from '../../src/ports.ts';
import { readStats } from '../../src/usecases/read-stats.ts';
import { tendTarget } from '../../src/usecases/tend-target.ts';
import { freshStore, twice } from '../support/fresh-store.ts';
import { aPost } from '../support/samples.ts';
import { anIngest, claimedThread, NOW } from '../support/store.ts';

const fresh = freshStore();
const MIN = 60_000;
const THREAD = 'x-1001';
const times: TimeSettings = {
  calendar: AROUND_THE_CLOCK,
  targets: [
    { topic: null, priority: null, firstAnswerMs: 60 * MIN, nextAnswerMs: 30 * MIN, resolutionMs: null },
  ],
  escalation: [
    { at: 0.5, ring: 'holder', group: null },
    { at: 1, ring: 'channel', group: null },
    { at: 1.5, ring: 'group', group: 'S0ONCALL' },
    { at: 2, ring: 'leads', group: null },
  ],
};
const here: Availability = { kind: 'available', load: { open: 0, answeredToday: 0 } };
const away: Availability = { kind: 'away', why: 'quiet-hours', until: null };

/** What was said in the Slack thread; `there`: who is available. */
function desk(there: string[] = ['USAM']) {
  const said: Extract<NoteView, { kind: 'late' }>[] = [];
  const notifier: Partial<Notifier> = {
    async postNote(_key, _thread, note) {
      if (note.kind === 'late') said.push(note);
      return `17.${said.length}`;
    },
  };
  const people: Partial<People> = {
    leads: async () => ['ULEAD'],
    get: async (slackUser) => ({ slackUser, name: slackUser, firstName: slackUser, employee: true }),
  };
  const availability = async (slackUser: string) => (there.includes(slackUser) ? here : away);
  const deps = {
    ...fresh.store,
    clock: fresh.clock,
    notifier: notifier as Notifier,
    people: people as People,
    desk: { times },
    availability,
    whoAnswers: async () =>
      ['UPAT', 'UKIM'].map((slackUser) => ({
        slackUser,
        availability: there.includes(slackUser) ? here : away,
      })),
  };
  return { said, tend: (thread = THREAD) => tendTarget(deps)(thread), stats: readStats(deps) };
}

const withCard = async () => {
  await claimedThread(fresh.store);
  await fresh.store.messages.begin(`card:${THREAD}`, NOW);
  await fresh.store.messages.posted(`card:${THREAD}`, '17.0');
};

describe('a thread in which the customer waits', () => {
  it('is looked at when the next step comes, and each step rings once', async () => {
    const { said, tend } = desk();
    await withCard();
    expect(await tend()).toEqual({ again: NOW + 30 * MIN, late: false });
    fresh.clock.advance(30 * MIN);
    expect(await tend()).toEqual({ again: NOW + 60 * MIN, late: false });
    await tend();
    expect(said).toMatchObject([{ ring: ['USAM'], late: false, broadcast: false, holder: 'USAM' }]);
    fresh.clock.advance(60 * MIN);
    // Slack takes one message a second: the second note waits for its turn.
    expect(await tend()).toEqual({ again: NOW + 90 * MIN + 1_000 });
    fresh.clock.advance(1_000);
    expect(await tend()).toEqual({ again: NOW + 120 * MIN, late: true });
    fresh.clock.advance(30 * MIN);
    expect(await tend()).toEqual({ done: true, late: true });
    await tend();
    expect(said.map(({ ring, broadcast }) => [ring, broadcast])).toEqual([
      [['USAM'], false],
      [[], true],
      [['S0ONCALL'], false],
      [['ULEAD'], false],
    ]);
  });

  it('rings those who answer for it when its holder is away, or has none', async () => {
    const { said, tend } = desk(['UKIM']);
    await withCard();
    fresh.clock.advance(30 * MIN);
    await tend();
    expect(said[0]?.ring).toEqual(['UKIM']);
  });

  it('waits with its notes for its card', async () => {
    const { said, tend } = desk();
    await claimedThread(fresh.store);
    fresh.clock.advance(30 * MIN);
    expect(await tend()).toEqual({ again: NOW + 30 * MIN + 2_000 });
    expect(said).toEqual([]);
  });

  it('stops the clock with the answer, and starts it again with what the customer writes next', async () => {
    const { said, tend, stats } = desk();
    await withCard();
    fresh.clock.advance(10 * MIN);
    await fresh.store.threads.answeredByHand(
      THREAD,
      '2001',
      { kind: 'responder', slackUser: 'USAM' },
      'by hand',
      fresh.clock.now(),
    );
    expect(await tend()).toEqual({ done: true });
    await twice(fresh.store, tend);
    expect(await fresh.store.times.waitingCount()).toBe(0);
    const again = aPost({ id: '3001', conversationId: '1001', createdAt: NOW + 100 * MIN });
    fresh.clock.advance(90 * MIN);
    await fresh.store.mentions.ingest(anIngest({ post: again, now: fresh.clock.now() }));
    expect(await tend()).toEqual({ again: NOW + 115 * MIN, late: false });
    expect(await fresh.store.times.waiting(0, 10)).toEqual([{ threadId: THREAD, since: NOW + 100 * MIN }]);
    fresh.clock.advance(40 * MIN);
    await fresh.store.threads.resolve(THREAD, 'USAM', false, fresh.clock.now());
    await tend();
    expect(said).toHaveLength(0);
    expect(await stats({ slackUser: 'USAM', days: 7 })).toMatchObject({
      waiting: 0,
      firstAnswer: { count: 1, median: { clockMs: 10 * MIN }, inTime: { kept: 1, promised: 1 } },
      resolution: { count: 1, median: { clockMs: 50 * MIN } },
    });
  });
});

describe('a customer who phoned', () => {
  it('waits with the same targets, and is counted by how they came', async () => {
    const { said, tend, stats } = desk();
    await fresh.store.logged.open({
      threadId: 'log-1',
      post: loggedPost('log-1', { who: 'Ann', what: 'No line', contact: '' }, NOW),
      brand: 'acme',
      channel: 'C0CARE',
      topic: null,
      origin: 'phone',
      priority: 'normal',
      priorityChosen: false,
      slackUser: 'USAM',
      now: NOW,
      forgetAt: NOW + 1_000 * MIN,
    });
    await fresh.store.threads.claim('log-1', 'USAM', NOW);
    await fresh.store.messages.posted('card:log-1', '17.0');
    fresh.clock.advance(30 * MIN);
    await tend('log-1');
    expect(said).toMatchObject([{ ring: ['USAM'], late: false }]);
    const forgetAt = NOW + 2_000 * MIN;
    const note = { id: 'n-1', threadId: 'log-1', by: 'USAM', text: 'Told', at: fresh.clock.now(), forgetAt };
    await fresh.store.logged.noteAnswer(note);
    await tend('log-1');
    expect(await stats({ slackUser: 'USAM', days: 7 })).toMatchObject({
      waiting: 0,
      origins: [{ origin: 'phone', firstAnswer: { count: 1, inTime: { kept: 1, promised: 1 } } }],
    });
  });
});
