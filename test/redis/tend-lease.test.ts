import { beforeEach, describe, expect, it } from 'vitest';
import type { Responder } from '../../src/domain/responder.ts';
import { UnavailableError } from '../../src/errors.ts';
import { claimThread } from '../../src/usecases/claim-thread.ts';
import {
  keepThread,
  type NoteActivityDeps,
  noteActivity,
  noteInternalNote,
  noteWriting,
  stopWriting,
} from '../../src/usecases/note-activity.ts';
import { prepareReply } from '../../src/usecases/prepare-reply.ts';
import { tellNews } from '../../src/usecases/tell-news.ts';
import { type TendLeaseDeps, tendLease } from '../../src/usecases/tend-lease.ts';
import { TOKENS } from '../support/account.ts';
import { colleagues, rememberingNotifier, type Said } from '../support/colleagues.ts';
import { freshStore } from '../support/fresh-store.ts';
import { aDesk, anAccount, aPost, aReply, aResponder } from '../support/samples.ts';
import { claimedThread, NOW, silentLog } from '../support/store.ts';

const fresh = freshStore();
const MINUTE = 60_000;
const DUE = aReply().notBefore;
const QUIET = { from: '00:00', to: '23:59', zone: 'UTC', daysOff: [] };

let said: Said[];
let slack: ReturnType<typeof rememberingNotifier>['notifier'];
/** What is known of Sam. */
let sam: Responder | null;
let away: boolean;
/** What X shows of Sam's posts; throws what stands there. */
let onX: ReturnType<typeof aPost>[] | Error;

beforeEach(async () => {
  ({ notifier: slack, said } = rememberingNotifier());
  sam = null;
  away = false;
  onX = [];
  await fresh.store.accounts.link(anAccount(), TOKENS, NOW);
  await claimedThread(fresh.store);
  await fresh.store.messages.posted('card:x-1001', '17.1', { channel: 'C0CARE', threadTs: null });
});

function deps(over: Parameters<typeof aDesk>[0] = {}): TendLeaseDeps & NoteActivityDeps {
  const network = {
    postUrl: (handle: string, id: string) => `https://x.com/${handle}/status/${id}`,
    async recentPosts() {
      if (onX instanceof Error) throw onX;
      return { posts: onX, complete: true };
    },
  };
  return {
    ...fresh.store,
    responders: { ...fresh.store.responders, get: async (id: string) => (id === 'USAM' ? sam : null) },
    presence: { away: async () => away },
    people: colleagues(),
    notifier: slack,
    network,
    tokens: { get: async () => TOKENS },
    clock: fresh.clock,
    log: silentLog,
    desk: aDesk(over),
  } as unknown as TendLeaseDeps & NoteActivityDeps;
}

const tend = (over: Parameters<typeof aDesk>[0] = {}) => tendLease(deps(over))('x-1001');
const thread = () => fresh.store.threads.get('x-1001');
const warnings = () => said.filter(({ note }) => note.kind === 'lease-warning');
const at = (minute: number) => fresh.clock.advance(NOW + minute * MINUTE - fresh.clock.now());

/** Looks after it as often as the work asks for it, up to this minute. */
async function until(minute: number, over: Parameters<typeof aDesk>[0] = {}): Promise<void> {
  for (;;) {
    const answer = await tend(over);
    if (!('again' in answer) || answer.again > NOW + minute * MINUTE) break;
    fresh.clock.advance(answer.again - fresh.clock.now());
  }
  at(minute);
}

describe('the end of a lease', () => {
  it('comes with one question before, where a phone shows it', async () => {
    await until(49);
    expect(said).toEqual([]);
    await until(55);
    expect(warnings()).toMatchObject([
      { to: 'USAM', note: { until: NOW + 60 * MINUTE, thread: { id: 'x-1001' } } },
    ]);
    await until(59);
    expect(warnings()).toHaveLength(1);
    expect(await thread()).toMatchObject({ claimedBy: 'USAM' });
  });

  it('of somebody who is away in Slack gives the thread back, and the thread says who had it', async () => {
    away = true;
    await until(61);
    expect(await thread()).toMatchObject({ state: 'open', claimedBy: null });
    await tellNews(deps() as unknown as Parameters<typeof tellNews>[0])('x-1001/1');
    expect(said.at(-1)).toMatchObject({
      to: 'C0CARE',
      note: {
        kind: 'news',
        news: { kind: 'lease-ended', from: 'USAM', why: 'away-in-slack', since: NOW },
        people: { USAM: { name: 'Sam', rings: true } },
      },
    });
  });

  it('of somebody who is there comes half a lease later, without another word', async () => {
    await until(89);
    expect(await thread()).toMatchObject({ claimedBy: 'USAM' });
    await until(91);
    expect(warnings()).toHaveLength(1);
    expect(await thread()).toMatchObject({ state: 'open', claimedBy: null });
    expect(await fresh.store.counters.all()).toMatchObject({ 'leases.stretched': 1, 'leases.ended.time': 1 });
  });

  it('after a night without workers comes with the question first, and the time to answer', async () => {
    await tend();
    at(600);
    away = true;
    await tend();
    expect(warnings()).toMatchObject([{ note: { until: NOW + 610 * MINUTE } }]);
    expect(await thread()).toMatchObject({ claimedBy: 'USAM' });
    await until(611);
    expect(await thread()).toMatchObject({ claimedBy: null });
  });

  it('is done once when the work is done again from the start', async () => {
    away = true;
    await until(61);
    const before = await fresh.store.dump();
    expect(await tend()).toEqual({ done: true });
    expect(await fresh.store.dump()).toEqual(before);
  });

  it('is asked about again when Slack could not be reached', async () => {
    await until(49);
    const tellNote = slack.tellNote;
    slack.tellNote = async () => {
      throw new UnavailableError('slack-unavailable', 'away', { retryAfterMs: 3_000 });
    };
    await until(51);
    expect(warnings()).toEqual([]);
    slack.tellNote = tellNote;
    await until(52);
    expect(warnings()).toHaveLength(1);
  });
});

describe('a holder who is off', () => {
  it.each([
    ['has quiet hours', 'quiet-hours', () => aResponder({ quiet: QUIET })],
    ['paused', 'paused', () => aResponder({ state: 'paused' })],
    ['left', 'left', () => aResponder({ state: 'left' })],
  ])('%s: the thread goes back at once, and nobody is rung', async (_what, why, who) => {
    await tend();
    sam = who();
    await tend();
    expect(await thread()).toMatchObject({ state: 'open', claimedBy: null });
    await tellNews(deps() as unknown as Parameters<typeof tellNews>[0])('x-1001/1');
    expect(said).toMatchObject([
      { to: 'C0CARE', note: { news: { why }, people: { USAM: { rings: false } } } },
    ]);
  });

  it('is found within five minutes when the quiet hours begin', async () => {
    const answer = await tend();
    expect(answer).toEqual({ again: NOW + 5 * MINUTE });
  });

  it('keeps it until the end, without a ring, where the YAML says so', async () => {
    const { lease } = aDesk();
    const settings = { lease: { ...lease, returnWhenOff: false } };
    sam = aResponder({ quiet: QUIET });
    await until(59, settings);
    expect(await thread()).toMatchObject({ claimedBy: 'USAM' });
    await until(61, settings);
    expect(await thread()).toMatchObject({ claimedBy: null });
    expect(said).toEqual([]);
  });
});

describe('an answer that the holder posts in X itself', () => {
  beforeEach(async () => {
    await fresh.store.replies.submit(aReply({ steps: ['native'], part: 'answer' }));
    await fresh.store.replies.begin('r-1', DUE);
    await fresh.store.replies.finish('r-1', 1, { kind: 'awaiting-post', lookAt: DUE + 9 }, DUE);
    away = true;
  });

  it('is looked for on X before anybody else goes on, and counts', async () => {
    await until(55);
    const author = { id: '701', handle: 'sam_works', name: 'Sam', avatarUrl: null };
    onX = [aPost({ id: '6001', author, inReplyTo: '1001', createdAt: NOW + 20 })];
    await until(61);
    expect(await fresh.store.replies.get('r-1')).toMatchObject({ state: 'sent', postId: '6001' });
    expect(await thread()).toMatchObject({ state: 'answered', claimedBy: 'USAM' });
  });

  it('is taken back where X does not have it', async () => {
    await until(61);
    expect(await fresh.store.replies.get('r-1')).toMatchObject({ state: 'withdrawn' });
    expect(await thread()).toMatchObject({ state: 'open', claimedBy: null });
  });

  it('holds the thread while X cannot be asked', async () => {
    onX = new UnavailableError('x-unavailable', 'away');
    await until(65);
    expect(await thread()).toMatchObject({ claimedBy: 'USAM', activeReplyId: 'r-1' });
    onX = [];
    await until(68);
    expect(await thread()).toMatchObject({ claimedBy: null });
  });
});

describe('what the holder does', () => {
  const about = (id: string) => noteActivity(deps())({ about: id, slackUser: 'USAM' });
  const lasts = async () => (await thread())?.leaseUntil;

  it.each<[string, () => Promise<unknown>]>([
    ['a button on the card', () => about('x-1001')],
    ['an open reply window', () => noteWriting(deps())({ threadId: 'x-1001', slackUser: 'USAM' })],
    [
      'a note under the card',
      () => noteInternalNote(deps())({ channel: 'C0CARE', cardTs: '17.1', slackUser: 'USAM' }),
    ],
    ['Keep it', () => keepThread(deps())({ threadId: 'x-1001', slackUser: 'USAM' })],
  ])('%s begins the time anew', async (_what, act) => {
    await tend();
    at(30);
    await act();
    expect(await lasts()).toBe(NOW + 90 * MINUTE);
  });

  it('with an answer of theirs counts too', async () => {
    await fresh.store.replies.submit(aReply());
    await fresh.store.replies.withdraw('r-1', 'USAM', NOW);
    await tend();
    at(30);
    await about('r-1');
    expect(await lasts()).toBe(NOW + 90 * MINUTE);
  });

  it('is nothing to others, and other buttons are nothing to it', async () => {
    await tend();
    at(30);
    await noteActivity(deps())({ about: 'x-1001', slackUser: 'UBEN' });
    await noteInternalNote(deps())({ channel: 'C0CARE', cardTs: '17.1', slackUser: 'UBEN' });
    await noteInternalNote(deps())({ channel: 'C0CARE', cardTs: '99.9', slackUser: 'USAM' });
    await about('responder:USAM');
    await about('');
    expect(await lasts()).toBe(NOW + 60 * MINUTE);
  });

  it('too late is refused in words', async () => {
    const keep = () => keepThread(deps())({ threadId: 'x-1001', slackUser: 'USAM' });
    expect(await keep()).toBe('You keep it for another 1 h.');
    await fresh.store.threads.release('x-1001', 'USAM', false, NOW);
    await expect(keep()).rejects.toMatchObject({
      sentence: expect.stringContaining('went back to its channel'),
    });
    await fresh.store.threads.claim('x-1001', 'UBEN', NOW);
    await expect(keep()).rejects.toMatchObject({ sentence: expect.stringContaining('<@UBEN> has it now') });
  });
});

describe('an open reply window', () => {
  const writes = (slackUser = 'USAM') => noteWriting(deps())({ threadId: 'x-1001', slackUser });
  const writers = () => fresh.store.writers.writers('x-1001', fresh.clock.now());

  it('is seen by others from its beginning, until it is closed', async () => {
    await writes();
    at(2);
    await writes();
    expect(await writers()).toEqual([{ slackUser: 'USAM', since: NOW }]);
    await stopWriting(deps())({ threadId: 'x-1001', slackUser: 'USAM' });
    expect(await writers()).toEqual([]);
  });

  it('that nobody closed is forgotten in three minutes', async () => {
    await writes();
    at(4);
    expect(await writers()).toEqual([]);
    await writes();
    expect(await writers()).toEqual([{ slackUser: 'USAM', since: NOW + 4 * MINUTE }]);
  });

  it('is told to whoever wants to take or answer the thread', async () => {
    await writes();
    at(2);
    const all = deps() as unknown as Parameters<typeof claimThread>[0] & Parameters<typeof prepareReply>[0];
    expect(await claimThread(all)({ threadId: 'x-1001', slackUser: 'UBEN' })).toMatchObject({
      result: { kind: 'taken', by: 'USAM', writingSince: NOW },
    });
    await expect(prepareReply(all)({ threadId: 'x-1001', slackUser: 'UBEN' })).rejects.toMatchObject({
      sentence: expect.stringContaining('<@USAM> has this thread now, and is writing an answer since 2 min.'),
    });
  });
});

describe('news of a thread', () => {
  const tell = (number = 1) =>
    tellNews(deps() as unknown as Parameters<typeof tellNews>[0])(`x-1001/${number}`);
  const gift = { threadId: 'x-1001', by: 'ULEA', from: 'USAM', toLead: false, inPublic: false, word: 'Hi' };

  it('ring the one who had it and tell the one who has it, once', async () => {
    await fresh.store.holders.give({ ...gift, to: 'UBEN', what: 'reassigned' }, 'gone', NOW);
    for (let round = 0; round < 2; round += 1) {
      await tell();
      fresh.clock.advance(MINUTE);
    }
    expect(said).toMatchObject([
      {
        to: 'C0CARE',
        note: {
          kind: 'news',
          people: { ULEA: { rings: false }, USAM: { rings: true }, UBEN: { rings: true } },
        },
      },
      { to: 'UBEN', note: { kind: 'given', thread: { id: 'x-1001' }, news: { word: 'Hi' } } },
    ]);
  });

  it('tell nobody in private who took it themselves', async () => {
    await fresh.store.holders.give({ ...gift, to: 'ULEA', what: 'taken-over', toLead: true }, 'gone', NOW);
    await tell();
    expect(said.map(({ to }) => to)).toEqual(['C0CARE']);
  });

  it('tell every lead when somebody was taken off and no lead was there', async () => {
    await fresh.store.holders.takeOff('x-1001', 'USAM', null, 'off', NOW);
    await tell();
    expect(said.map(({ to }) => to)).toEqual(['C0CARE', 'ULEA', 'UMAX']);
  });

  it('wait for the card, and are nothing when they are not known', async () => {
    await fresh.store.redis.hset('{T0TEST}:thread:x-1001', 'cardTs', '');
    await fresh.store.holders.takeOff('x-1001', 'USAM', null, 'off', NOW);
    expect(await tell()).toEqual({ again: NOW + 2_000 });
    expect(await tell(7)).toEqual({ done: true });
    expect(said).toEqual([]);
  });
});
