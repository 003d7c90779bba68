import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reply, ReplyState, Thread, ThreadState } from '../../src/domain/glossary.ts';
import { SENDING_GRACE_MS } from '../../src/stores.ts';
import { freshStore } from '../support/fresh-store.ts';
import { SEED } from '../support/properties.ts';
import { aPost, aReply } from '../support/samples.ts';
import { anIngest, NOW, type OpenStore } from '../support/store.ts';

const RUNS = { seed: SEED, numRuns: 40 } as const;
const THREAD = 'x-1001';
const PEOPLE = ['UADA', 'UBEN', 'ULEAD'] as const;
type Person = (typeof PEOPLE)[number];
const isLead = (person: Person) => person === 'ULEAD';

/** What X has, by reply: the only place where a post can stand twice. */
type Public = Map<string, number>;

/** How an attempt went: at X, and for us. */
type Ending =
  | 'sent'
  | 'sent, but the answer was lost'
  | 'lost on the way'
  | 'refused'
  | 'later'
  | 'we died after it'
  | 'we died before it';

type Step =
  | { do: 'claim' | 'release' | 'resolve' | 'ignore' | 'bring-back' | 'write-again'; by: Person }
  | { do: 'submit'; by: Person }
  | { do: 'undo'; by: Person }
  | { do: 'attempt'; ending: Ending }
  | { do: 'look' }
  | { do: 'wait'; ms: number };

const by = fc.constantFrom(...PEOPLE);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('claim', 'release', 'resolve', 'ignore', 'bring-back', 'write-again'),
      by,
    }) as fc.Arbitrary<Step>,
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('submit' as const), by }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('undo' as const), by }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('attempt' as const),
      ending: fc.constantFrom<Ending>(
        'sent',
        'sent, but the answer was lost',
        'lost on the way',
        'refused',
        'later',
        'we died after it',
        'we died before it',
      ),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ do: 'look' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.constantFrom(1, 15_000, SENDING_GRACE_MS + 1),
    }),
  },
);

/** A path without luck: so that every run gets further than the first click. */
const steps = fc
  .tuple(by, fc.array(step, { minLength: 4, maxLength: 14 }))
  .map(([person, more]): Step[] => [
    { do: 'claim', by: person },
    { do: 'submit', by: person },
    { do: 'wait', ms: 15_000 },
    ...more,
  ]);

const NEXT_THREAD: Record<ThreadState, ThreadState[]> = {
  open: ['claimed', 'answered', 'resolved', 'ignored'],
  claimed: ['open', 'answered', 'resolved', 'ignored'],
  answered: ['open', 'claimed', 'resolved', 'ignored'],
  resolved: ['open'],
  ignored: ['open'],
};
const NEXT_REPLY: Record<ReplyState, ReplyState[]> = {
  held: ['queued', 'sending', 'withdrawn'],
  queued: ['sending', 'withdrawn'],
  sending: ['sent', 'refused', 'unknown', 'queued', 'held'],
  unknown: ['sent', 'queued', 'refused'],
  sent: [],
  refused: [],
  withdrawn: [],
};

/** One desk: a thread, its people, X, and a clock. */
class Desk {
  now = NOW;
  posts: Public = new Map();
  replies: string[] = [];
  customerPosts = 1;
  readonly store: OpenStore;
  /** Called after each change. */
  look: (what: string) => Promise<void> = async () => undefined;

  constructor(store: OpenStore) {
    this.store = store;
  }

  /** One step, as a worker or a person does it: any of it may be done twice. */
  work(given: Step): (() => Promise<unknown>) | null {
    const { store, now } = this;
    switch (given.do) {
      case 'claim':
        return () => store.threads.claim(THREAD, given.by, now, isLead(given.by));
      case 'release':
        return () => store.threads.release(THREAD, given.by, isLead(given.by), now);
      case 'resolve':
        return () => store.threads.resolve(THREAD, given.by, isLead(given.by), now);
      case 'ignore':
        return () => store.noise.ignore(THREAD, given.by, isLead(given.by), { reason: 'spam', why: '' }, now);
      case 'bring-back':
        return () => store.noise.bringBack(THREAD, given.by, now);
      case 'write-again': {
        const id = String(1001 + this.customerPosts);
        this.customerPosts += 1;
        const post = aPost({ id, conversationId: '1001', inReplyTo: '1001' });
        return () => store.mentions.ingest(anIngest({ post, now }));
      }
      case 'submit': {
        const id = `r-${this.replies.length + 1}`;
        this.replies.push(id);
        const over = {
          id,
          responder: given.by,
          text: `Answer ${id}`,
          steps: ['direct'] as const,
          part: 'answer' as const,
        };
        return () =>
          store.replies.submit(aReply({ ...over, notBefore: now + 10_000, createdAt: now, updatedAt: now }));
      }
      case 'undo': {
        const id = this.replies.at(-1);
        return id === undefined ? null : () => store.replies.withdraw(id, given.by, now);
      }
      default:
        return null;
    }
  }

  /** Begins twice at once; who may call X calls it once. */
  async attempt(replyId: string, ending: Ending): Promise<void> {
    const { store, now } = this;
    const begun = await Promise.all([store.replies.begin(replyId, now), store.replies.begin(replyId, now)]);
    const goes = begun.filter(({ kind }) => kind === 'go');
    expect(goes.length).toBeLessThanOrEqual(1);
    await this.look('begin');
    const [go] = goes;
    if (go?.kind !== 'go') return;
    const reached =
      ending === 'sent' || ending === 'sent, but the answer was lost' || ending === 'we died after it';
    if (reached) this.posts.set(replyId, (this.posts.get(replyId) ?? 0) + 1);
    const postId = `9${replyId.slice(2)}`;
    const unknown = { kind: 'unknown', reason: 'cut', lookAt: now } as const;
    const updates = {
      sent: { kind: 'sent', postId, postUrl: `https://x.com/a/status/${postId}` },
      'sent, but the answer was lost': unknown,
      'lost on the way': unknown,
      refused: { kind: 'refused', reason: 'no' },
      later: { kind: 'retry', at: now + 1_000, reason: 'busy' },
    } as const;
    if (ending === 'we died after it' || ending === 'we died before it') return;
    await this.doTwice(() => store.replies.finish(replyId, go.reply.attempt, updates[ending], now));
  }

  /** Searches X for it, as the product does before it ever sends again. */
  async search(replyId: string): Promise<void> {
    const { store, now } = this;
    const found = await store.replies.begin(replyId, now);
    await this.look('begin');
    if (found.kind !== 'look') return;
    const postId = `9${replyId.slice(2)}`;
    if (this.posts.has(replyId)) {
      await this.doTwice(() => store.replies.adopt(replyId, postId, `https://x.com/a/status/${postId}`, now));
    } else {
      const again = { kind: 'send-again', newWording: false, by: null } as const;
      await this.doTwice(() => store.replies.looked(found.reply, again, now));
    }
  }

  /** Two at once, and a third: only the first changes anything. */
  async doTwice(work: () => Promise<unknown>): Promise<void> {
    await Promise.all([work(), work()]);
    const before = await this.remembered();
    await work();
    expect(await this.remembered()).toEqual(before);
    await this.look(work.toString().slice(6, 40));
  }

  /** Duplicates are dropped, and counted. */
  async remembered(): Promise<Record<string, string>> {
    const { '{T0TEST}:counters': _counted, ...rest } = await this.store.dump();
    return rest;
  }

  async take(given: Step): Promise<void> {
    if (given.do === 'wait') {
      this.now += given.ms;
      return;
    }
    this.now += 1;
    const last = (await this.all()).at(-1)?.id;
    if (given.do === 'attempt' && last !== undefined) await this.attempt(last, given.ending);
    if (given.do === 'look' && last !== undefined) await this.search(last);
    const work = this.work(given);
    if (work !== null) await this.doTwice(work);
  }

  async all(): Promise<Reply[]> {
    const found = await Promise.all(this.replies.map((id) => this.store.replies.get(id)));
    return found.filter((reply) => reply !== null);
  }
}

/** Its states follow the glossary; it is in hand where somebody has it, or waits for the customer. */
function checkThread(before: Thread, now: Thread, what: string): void {
  if (now.state !== before.state) expect(NEXT_THREAD[before.state], what).toContain(now.state);
  expect(now.version).toBeGreaterThanOrEqual(before.version);
  if (now.state !== 'answered') expect(now.claimedBy !== null, now.state).toBe(now.state === 'claimed');
}

async function checkHolder(store: OpenStore, now: Thread): Promise<void> {
  const held = await Promise.all(PEOPLE.map((person) => store.threads.heldBy(person, 10)));
  expect(held.flat().map(({ claimedBy }) => claimedBy)).toEqual(
    now.claimedBy === null ? [] : [now.claimedBy],
  );
}

/** What is public is public once, and nobody is told otherwise. */
function checkReply(before: Reply | undefined, now: Reply, posts: number, what: string): void {
  if (before !== undefined && before.state !== now.state)
    expect(NEXT_REPLY[before.state], what).toContain(now.state);
  expect(posts, `${now.id} is ${now.state}`).toBeLessThanOrEqual(1);
  if (now.state === 'sent') expect(posts).toBe(1);
  if (['held', 'queued', 'refused', 'withdrawn'].includes(now.state)) expect(posts, now.state).toBe(0);
}

describe('a thread and its replies', () => {
  const fresh = freshStore();

  it('keep their promises through any order of clicks, attempts, losses and deaths, each of them done again', {
    timeout: 120_000,
  }, async () => {
    const seen = { threads: new Set<string>(), replies: new Set<string>() };
    await fc.assert(
      fc.asyncProperty(steps, async (path) => {
        await fresh.store.redis.flushall();
        await fresh.store.mentions.ingest(anIngest());
        const desk = new Desk(fresh.store);
        let thread = await fresh.store.threads.get(THREAD);
        let replies = new Map<string, Reply>();
        desk.look = async (what) => {
          const now = await fresh.store.threads.get(THREAD);
          const current = await desk.all();
          if (now === null || thread === null) throw new Error('the thread is gone');
          if (now.state !== thread.state) seen.threads.add(`${thread.state} > ${now.state}`);
          for (const reply of current) {
            const before = replies.get(reply.id);
            if (before !== undefined && before.state !== reply.state)
              seen.replies.add(`${before.state} > ${reply.state}`);
          }
          checkThread(thread, now, what);
          await checkHolder(fresh.store, now);
          for (const reply of current)
            checkReply(replies.get(reply.id), reply, desk.posts.get(reply.id) ?? 0, what);
          // One answer at a time.
          const busy = current.filter(({ state }) => ['held', 'queued', 'sending'].includes(state));
          expect(busy.length, what).toBeLessThanOrEqual(1);
          thread = now;
          replies = new Map(current.map((reply) => [reply.id, reply]));
        };
        for (const given of path) await desk.take(given);
      }),
      RUNS,
    );
    // The paths were no walk on the spot.
    expect([...seen.threads].sort()).toEqual(
      expect.arrayContaining([
        'claimed > answered',
        'claimed > open',
        'claimed > resolved',
        'open > claimed',
        'resolved > open',
      ]),
    );
    expect([...seen.replies].sort()).toEqual(
      expect.arrayContaining([
        'held > sending',
        'held > withdrawn',
        'sending > refused',
        'sending > sent',
        'sending > unknown',
        'unknown > sent',
        'unknown > queued',
      ]),
    );
  });
});
