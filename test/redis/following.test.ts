import { beforeEach, describe, expect, it } from 'vitest';
import type { PostLookup } from '../../src/conversations.ts';
import type { DeskSettings } from '../../src/domain/brand.ts';
import type { Post } from '../../src/domain/glossary.ts';
import { microsOf, nextUtcDay } from '../../src/domain/prices.ts';
import type { Availability } from '../../src/domain/responder.ts';
import { UnavailableError } from '../../src/errors.ts';
import { POSTING_GRACE_MS } from '../../src/outbox.ts';
import type { JobAnswer, NoteView, Notifier, People } from '../../src/ports.ts';
import { receiveMention } from '../../src/usecases/receive-mention.ts';
import { recheckPosts } from '../../src/usecases/recheck-posts.ts';
import { returnThread } from '../../src/usecases/return-thread.ts';
import { searchConversation } from '../../src/usecases/search-conversation.ts';
import { showContext } from '../../src/usecases/show-context.ts';
import { tellFollowup } from '../../src/usecases/tell-followup.ts';
import { tellGone } from '../../src/usecases/tell-gone.ts';
import { tellOther } from '../../src/usecases/tell-other.ts';
import { TOKENS } from '../support/account.ts';
import { AGAIN, answered, OTHER, otherWrote, writtenAgain } from '../support/conversation-cases.ts';
import { freshStore } from '../support/fresh-store.ts';
import { aDesk, anAccount, aPost, aReply } from '../support/samples.ts';
import { anIngest, claimedThread, NOW, silentLog } from '../support/store.ts';

const fresh = freshStore();
const MINUTE_MS = 60_000;
const HERE: Availability = { kind: 'available', load: { open: 0, answeredToday: 0 } };
const away = (why: Extract<Availability, { kind: 'away' }>['why']): Availability => ({
  kind: 'away',
  why,
  until: null,
});

/** What Slack was told, in order. */
let notes: { key: string; view: NoteView }[];
let updates: { ts: string; view: NoteView }[];
/** What X was asked, and what it answers. */
let asked: string[][];
let onX: Map<string, Post | 'hidden'>;
let searched: Parameters<PostLookup['searchConversation']>[0][];
let said: Post[];
let failing: Error | null;
let there: Record<string, Availability>;

beforeEach(() => {
  [notes, updates, asked, searched, said, failing, there] = [[], [], [], [], [], null, {}];
  onX = new Map();
});

const lookups: PostLookup = {
  async lookUp(ids) {
    if (failing) throw failing;
    asked.push([...ids]);
    const found = ids.map((id) => [id, onX.get(id)] as const);
    return {
      posts: found.flatMap(([, post]) => (post && post !== 'hidden' ? [post] : [])),
      missing: found.flatMap(([id, post]) =>
        post === undefined || post === 'hidden'
          ? [{ id, why: post === 'hidden' ? ('hidden' as const) : ('deleted' as const) }]
          : [],
      ),
    };
  },
  async searchConversation(input) {
    if (failing) throw failing;
    searched.push(input);
    return said;
  },
};

const notifier = {
  postNote: async (key, _thread, view) => {
    notes.push({ key, view });
    return `${notes.length}.1`;
  },
  updateNote: async (ts, _thread, view) => void updates.push({ ts, view }),
  find: async () => null,
} as Partial<Notifier> as Notifier;

function deps(desk: Partial<DeskSettings> = {}) {
  const { store, clock } = fresh;
  const given = { ...store, lookups, notifier, clock, log: silentLog, desk: aDesk(desk) };
  return {
    ...given,
    people: {
      get: async (slackUser) => ({ slackUser, name: 'Sam', firstName: 'Sam', employee: true }),
    } as People,
    availability: async (slackUser: string) => there[slackUser] ?? HERE,
    receiveMention: receiveMention({ ...given, suggestTopic: async () => null }),
  };
}

const thread = (id = 'x-1001') => fresh.store.threads.get(id);
const carded = (id = 'x-1001') => fresh.store.messages.posted(`card:${id}`, '1.0');
/** Work is done again until it need not wait for its turn. */
async function done(work: () => Promise<JobAnswer>): Promise<void> {
  for (let answer = await work(); 'again' in answer; answer = await work())
    fresh.clock.advance(Math.max(1, answer.again - fresh.clock.now()));
}

describe('a thread whose customer wrote again', () => {
  const follow = async (): Promise<void> => {
    await carded();
    await done(() => returnThread(deps())('1003'));
    await done(() => tellFollowup(deps())('1003'));
  };

  it('is theirs again who answered, if they are there, and they are told', async () => {
    await writtenAgain(fresh.store);
    await follow();
    expect(await thread()).toMatchObject({ state: 'claimed', claimedBy: 'USAM' });
    expect(notes[0]?.view).toMatchObject({ kind: 'followup', ping: 'USAM', returned: true });
  });

  it.each(['not-enrolled', 'paused', 'quiet-hours', 'full', 'no-account', 'away-in-slack'] as const)(
    'is the channel’s when whoever answered is away: %s; nobody is rung',
    async (why) => {
      there.USAM = away(why);
      await writtenAgain(fresh.store);
      await follow();
      expect(await thread()).toMatchObject({ state: 'open', missed: { slackUser: 'USAM', why } });
      expect(notes[0]?.view).toMatchObject({ ping: null, returned: false, missed: { name: 'Sam', why } });
    },
  );

  it('stays with a holder whose table is full of it', async () => {
    there.USAM = away('full');
    await claimedThread(fresh.store);
    await answered(fresh.store);
    await fresh.store.mentions.ingest(anIngest({ post: AGAIN }));
    await follow();
    expect(await thread()).toMatchObject({ state: 'claimed', claimedBy: 'USAM', missed: null });
  });

  it('that nobody answered is the channel’s, and is asked for once', async () => {
    await claimedThread(fresh.store);
    await fresh.store.threads.resolve('x-1001', 'USAM', false, NOW);
    await fresh.store.mentions.ingest(anIngest({ post: AGAIN }));
    await follow();
    expect(await thread()).toMatchObject({ state: 'open', returning: false, missed: null });
    expect(notes[0]?.view).toMatchObject({ ping: null });
  });
});

describe('another person in a conversation', () => {
  const tell = async (): Promise<void> => {
    await carded();
    await done(() => tellOther(deps())('1002'));
  };

  it('is shown to the holder, who is rung', async () => {
    await otherWrote(fresh.store);
    await tell();
    expect(notes).toMatchObject([{ key: 'other:1002', view: { kind: 'other', ping: 'USAM', own: false } }]);
  });

  it('is shown under an open card without ringing for anybody', async () => {
    await otherWrote(fresh.store);
    await fresh.store.threads.release('x-1001', 'USAM', false, NOW);
    await tell();
    expect(notes).toMatchObject([{ view: { ping: null, own: false } }]);
  });

  it('under a closed card rings for whoever answered; with them away it gets a card of its own', async () => {
    await otherWrote(fresh.store);
    await answered(fresh.store);
    await fresh.store.threads.release('x-1001', 'USAM', false, NOW);
    await tell();
    expect(notes).toMatchObject([{ view: { ping: 'USAM', own: false } }]);
    there.USAM = away('quiet-hours');
    await tell();
    expect(updates.at(-1)?.view).toMatchObject({ kind: 'other', own: true });
    expect(await thread('x-1002')).toMatchObject({ state: 'open', root: { id: '1002' } });
    expect((await thread())?.others).toBe(0);
  });

  it('who does not name the brand stays where they are', async () => {
    there.USAM = away('paused');
    await claimedThread(fresh.store);
    await answered(fresh.store);
    await fresh.store.mentions.ingest(anIngest({ post: { ...OTHER, mentions: [] } }));
    await fresh.store.threads.release('x-1001', 'USAM', false, NOW);
    await tell();
    expect(notes).toMatchObject([{ view: { ping: null, own: false } }]);
    expect(await thread('x-1002')).toBeNull();
  });
});

describe('what stands around a mention', () => {
  const post = aPost({ inReplyTo: '900', conversationId: '800', quotes: { postId: '700', authorId: null } });
  const onXIs = (id: string, inReplyTo: string | null = null) =>
    onX.set(id, aPost({ id, inReplyTo, conversationId: '800', text: `post ${id}` }));
  const shown = async (desk: Partial<DeskSettings> = {}) => {
    await carded();
    await done(() => showContext(deps(desk))('1001'));
    const view = notes.at(-1)?.view;
    return view?.kind === 'context' ? view.items.map(({ id, how, missing }) => [id, how, missing]) : null;
  };
  beforeEach(async () => {
    await fresh.store.mentions.ingest(anIngest({ post, checkAfterMs: MINUTE_MS }));
    for (const [id, parent] of [
      ['900', '850'],
      ['850', '800'],
      ['800', null],
      ['700', null],
    ] as const)
      onXIs(id, parent);
  });

  it('is fetched upwards, up to the bound, and shown with the oldest first', async () => {
    expect(await shown()).toEqual([
      ['850', 'answered', null],
      ['700', 'quoted', null],
      ['900', 'answered', null],
    ]);
    expect(asked).toEqual([['900', '700'], ['850']]);
    expect((await fresh.store.watch.due(NOW + 9 * MINUTE_MS * 60, 9)).length).toBe(4);
  });

  it('is fetched once, and shown anew when something of it went', async () => {
    await shown();
    await fresh.store.watch.erase({ id: '900', around: '1001' }, 'deleted', '', NOW);
    await done(() => showContext(deps())('1001'));
    expect(asked).toHaveLength(2);
    expect(JSON.stringify(updates.at(-1))).not.toContain('post 900');
    expect(notes).toHaveLength(1);
  });

  it('says what is gone or protected', async () => {
    onX.delete('900');
    onX.set('700', 'hidden');
    expect(await shown()).toEqual([
      ['700', 'quoted', 'hidden'],
      ['900', 'answered', 'deleted'],
    ]);
  });

  it('is not read when the money is for answers, and says so', async () => {
    const budget = { perDay: microsOf(1), warnAt: 0.5 };
    await fresh.store.spending.add({ id: 'e', call: 'create', micros: microsOf(0.5), at: NOW }, null);
    expect(await shown({ budget })).toEqual([
      ['700', 'quoted', 'unread'],
      ['900', 'answered', 'unread'],
    ]);
    expect(asked).toEqual([]);
  });

  it('waits while X is away, and is nothing where the configuration wants none', async () => {
    await carded();
    failing = new UnavailableError('x-unavailable', 'X is away.', { retryAfterMs: 7_000 });
    expect(await showContext(deps())('1001')).toEqual({ again: NOW + 7_000 });
    expect(await showContext(deps({ context: { maxPosts: 0 } }))('1001')).toEqual({ done: true });
    expect(notes).toEqual([]);
  });
});

describe('a round of looking for deleted posts', () => {
  const round = (desk: Partial<DeskSettings> = {}) => recheckPosts(deps(desk))();
  const later = () => fresh.clock.advance(2 * MINUTE_MS);
  beforeEach(async () => {
    await fresh.store.mentions.ingest(anIngest({ checkAfterMs: MINUTE_MS }));
    await fresh.store.threads.claim('x-1001', 'USAM', NOW);
    await fresh.store.replies.submit(aReply());
  });

  it('asks X, forgets what is gone, and stops the answer to it', async () => {
    expect(await round()).toEqual({ again: NOW + MINUTE_MS });
    expect(asked).toEqual([]);
    later();
    await round();
    expect(asked).toEqual([['1001']]);
    expect(await thread()).toMatchObject({ root: { erased: 'deleted', text: '' } });
    expect(await fresh.store.replies.get('r-1')).toMatchObject({
      state: 'withdrawn',
      reason: expect.stringContaining('deleted their post'),
    });
  });

  it('asks again an hour after it was there', async () => {
    onX.set('1001', aPost());
    later();
    await round();
    expect((await thread())?.root.erased).toBeUndefined();
    later();
    await round();
    expect(asked).toHaveLength(1);
    fresh.clock.advance(60 * MINUTE_MS);
    await round();
    expect(asked).toHaveLength(2);
  });

  it('takes a hundred in one call, and goes on at once', async () => {
    for (let index = 0; index < 120; index += 1) {
      const id = String(20_000 + index);
      onX.set(id, aPost({ id }));
      await fresh.store.mentions.ingest(anIngest({ post: aPost({ id }), checkAfterMs: MINUTE_MS }));
    }
    onX.set('1001', aPost());
    later();
    expect(await round()).toEqual({ again: fresh.clock.now() });
    await round();
    expect(asked.map((ids) => ids.length)).toEqual([100, 21]);
  });

  it('asks for what is closed only for so long', async () => {
    onX.set('1001', aPost());
    await fresh.store.replies.withdraw('r-1', 'USAM', NOW);
    await fresh.store.threads.resolve('x-1001', 'USAM', false, NOW);
    later();
    await round();
    expect(asked).toHaveLength(1);
    fresh.clock.advance(8 * 24 * 60 * MINUTE_MS);
    await round();
    expect(asked).toHaveLength(1);
    expect(await fresh.store.watch.due(fresh.clock.now() * 2, 9)).toEqual([]);
  });

  it('waits for the next day when the money is for answers, and for X when it is away', async () => {
    later();
    failing = new UnavailableError('x-limited', 'Wait.', { retryAfterMs: 9_000 });
    expect(await round()).toEqual({ again: fresh.clock.now() + 9_000 });
    const budget = { perDay: 10, warnAt: 0.8 };
    await fresh.store.spending.add({ id: 'e', call: 'create', micros: 8, at: NOW }, null);
    expect(await round({ budget })).toEqual({ again: nextUtcDay(NOW) });
    expect((await thread())?.root.erased).toBeUndefined();
  });
});

describe('the search of a conversation', () => {
  const search = (desk: Partial<DeskSettings> = {}) => searchConversation(deps(desk))('x-1001');
  const ANSWERED = aReply().notBefore;
  beforeEach(async () => {
    await fresh.store.accounts.link(anAccount(), TOKENS, NOW);
    await claimedThread(fresh.store);
    await answered(fresh.store);
    fresh.clock.advance(ANSWERED - NOW);
  });

  it('waits a little, then asks ever more seldom, until its time is over', async () => {
    expect(await search()).toEqual({ again: ANSWERED + MINUTE_MS });
    expect(searched).toEqual([]);
    const pauses: number[] = [];
    for (
      let answer: JobAnswer = { again: ANSWERED + MINUTE_MS };
      'again' in answer;
      answer = await search()
    ) {
      pauses.push(answer.again - fresh.clock.now());
      fresh.clock.advance(answer.again - fresh.clock.now());
    }
    expect(pauses).toEqual([...pauses].sort((one, other) => one - other));
    expect(pauses.length).toBeLessThan(50);
    expect(fresh.clock.now() - ANSWERED).toBeLessThanOrEqual(48 * 60 * MINUTE_MS);
  });

  it('asks for this customer and for answers to this account, since the newest that is known', async () => {
    fresh.clock.advance(MINUTE_MS);
    said = [{ ...AGAIN, id: '6001', versions: ['6001'], inReplyTo: '5001', mentions: [], text: 'how long?' }];
    await search();
    expect(searched).toEqual([
      { conversationId: '1001', customer: 'customer_one', answeredBy: ['sam_works'], since: '5001' },
    ]);
    expect(await thread()).toMatchObject({ state: 'claimed', lastCustomerPost: { text: 'how long?' } });
    fresh.clock.advance(MINUTE_MS);
    await search();
    expect(searched[1]?.since).toBe('6001');
    expect(await fresh.store.counters.all()).toMatchObject({ 'mentions.joined': 1, 'mentions.duplicate': 1 });
  });

  it('is not made where nobody wants it, or the thread needs no answer', async () => {
    fresh.clock.advance(MINUTE_MS);
    expect(await search({ followUps: { searchMs: 0, everyMs: 1_000 } })).toEqual({ done: true });
    await fresh.store.noise.ignore('x-1001', 'USAM', false, { reason: 'spam', why: '' }, NOW);
    expect(await search()).toEqual({ done: true });
    expect(searched).toEqual([]);
  });

  it('waits while X is away', async () => {
    fresh.clock.advance(MINUTE_MS);
    failing = new UnavailableError('x-unavailable', 'X is away.');
    expect(await search()).toEqual({ again: fresh.clock.now() + MINUTE_MS });
  });
});

describe('a post that is gone', () => {
  const tell = () => {
    const given = deps();
    return tellGone({ ...given, tellOther: tellOther(given) });
  };
  const erase = (id: string) => fresh.store.watch.erase({ id, around: null }, 'deleted', '', NOW);

  it('loses its words in every note that quoted it, and its holder is told', async () => {
    await claimedThread(fresh.store);
    await carded();
    await fresh.store.mentions.ingest(anIngest({ post: AGAIN }));
    await done(() => tellFollowup(deps())('1003'));
    await erase('1003');
    await done(() => tell()('1003'));
    expect(updates.slice(0, 1)).toMatchObject([
      { ts: '1.1', view: { kind: 'followup', post: { text: '', erased: 'deleted' } } },
    ]);
    expect(notes.at(-1)).toMatchObject({
      key: 'gone:1003',
      view: { kind: 'gone', ping: 'USAM', left: true },
    });
    expect(await tell()('1003')).toMatchObject({ done: true, homes: ['USAM'] });
  });

  it('waits for whoever is just posting its old words', async () => {
    await claimedThread(fresh.store);
    await carded();
    await fresh.store.mentions.ingest(anIngest({ post: AGAIN }));
    await fresh.store.messages.begin('followup:1003', NOW);
    await erase('1003');
    expect(await tell()('1003')).toEqual({ again: NOW + POSTING_GRACE_MS });
  });

  it('of another person only changes their note', async () => {
    await otherWrote(fresh.store);
    await carded();
    await done(() => tellOther(deps())('1002'));
    await erase('1002');
    await done(() => tell()('1002'));
    expect(notes).toHaveLength(1);
    expect(updates.at(-1)?.view).toMatchObject({ kind: 'other', post: { text: '', erased: 'deleted' } });
  });
});
