import { afterEach, describe, expect, it } from 'vitest';
import type { OutboxMember } from '../../src/domain/work.ts';
import type { SurgeView } from '../../src/surges.ts';
import { placeCard } from '../../src/usecases/place-card.ts';
import { takeGroup } from '../../src/usecases/take-group.ts';
import { tendSurge } from '../../src/usecases/tend-surge.ts';
import { untilCard } from '../../src/usecases/until-card.ts';
import { freshStore, twice } from '../support/fresh-store.ts';
import { aDesk, aJoin, aPost } from '../support/samples.ts';
import { anIngest, MENTION, NOW, type OpenStore, openStore } from '../support/store.ts';

const fresh = freshStore();
const DESK = aDesk();
const { surges: RULES } = DESK;
const CHANNEL = 'C0CARE';
const WORDS = ['my line is dead since this morning', 'the app shows a wrong bill again'];

let next = 20_000;
/** A mention comes in, and its card job runs. */
async function mention(text = WORDS[0] as string, channel = CHANNEL, store: OpenStore = fresh.store) {
  next += 1;
  const id = String(next);
  const author = { id: `9${id}`, handle: `c${id}`, name: 'C', avatarUrl: null };
  const post = aPost({ id, text: `@acme ${text}`, author, createdAt: fresh.clock.now() });
  const as = { ...MENTION, channel } as typeof MENTION;
  await store.mentions.ingest(anIngest({ post, as, now: fresh.clock.now() }));
  return { threadId: `x-${id}`, postId: id, went: await place(`x-${id}`, store) };
}

async function place(threadId: string, store: OpenStore = fresh.store) {
  const thread = await store.threads.get(threadId);
  if (!thread) throw new Error('There is no such thread.');
  return placeCard({ ...store, desk: DESK, clock: fresh.clock }, `card:${threadId}`, thread);
}

const many = async (count: number, text?: string) => {
  const all = [];
  for (let made = 0; made < count; made += 1) all.push(await mention(text));
  return all;
};
const look = (tend = false) => fresh.store.surges.look(CHANNEL, RULES, fresh.clock.now(), tend);
const folded = (threadId: string) =>
  fresh.store.threads.get(threadId).then((thread) => thread?.folded === true);
const due = async (at = fresh.clock.now()) =>
  (await fresh.store.outbox.take(at, 1_000, 60_000)).map(({ member }) => member);
const audit = async (what: string) => {
  const all = await fresh.store.redis.xrange('{T0TEST}:audit', '-', '+');
  return all.filter(([, fields]) => fields[fields.indexOf('what') + 1] === what).length;
};

/** By looking into every channel, which the count spares. */
async function foldedNow(): Promise<number> {
  const keys = (await fresh.store.redis.keys('{T0TEST}:folded:*')) as string[];
  const counts = await Promise.all(keys.map((key) => fresh.store.redis.zcard(key)));
  return counts.reduce((sum, count) => sum + count, 0);
}
const counted = async () => (await fresh.store.reader.desk(fresh.clock.now())).folded;

// Whatever folded, was opened, taken, moved, ignored or removed.
afterEach(async () => expect(await counted()).toBe(await foldedNow()));

it('counts what is folded in all channels', async () => {
  await many(RULES.foldAbove + 3);
  for (let made = 0; made < RULES.foldAbove + 4; made += 1) await mention(WORDS[1], 'C0BILLS');
  expect(await counted()).toBe(5);
  await fresh.store.surges.open({ channel: 'C0BILLS', number: 1 }, 'UADA', 10, fresh.clock.now());
  expect(await counted()).toBe(2);
});

it('forgets a thread that is removed, and what its words said of its group', async () => {
  const [gone, stays] = (
    await many(RULES.foldAbove + 3, 'paula at mill lane has no line since monday')
  ).slice(-2);
  if (!gone || !stays) throw new Error('There are none.');
  expect(await folded(gone.threadId)).toBe(true);
  const left = (await look())?.left ?? 0;
  const stands = async () => JSON.stringify(await fresh.store.dump());
  expect(await stands()).toContain('word:paula');
  await fresh.store.outbox.take(NOW + 60_000, 1_000, 1);
  await fresh.store.keeping.bury(gone.threadId, 1_000);
  expect((await look())?.left).toBe(left - 1);
  expect(await stands()).not.toContain('word:paula');
  expect(await fresh.store.redis.zscore(`{T0TEST}:folded:${CHANNEL}`, gone.threadId)).toBeNull();
  expect(await due(NOW + 120_000)).toContain(`surge:${CHANNEL}`);
  expect(await folded(stays.threadId)).toBe(true);
});

const people = {
  get: async (slackUser: string) => ({ slackUser, name: 'A', firstName: 'A', employee: true }),
  isLead: async () => false,
  isResponder: async () => true,
  leads: async () => [],
  operations: async () => new Set<string>(),
};
const take = (slackUser: string, group = '1', store = fresh.store) =>
  takeGroup({ ...store, people, desk: DESK, clock: fresh.clock })({
    channel: CHANNEL,
    number: 1,
    group,
    slackUser,
  });

describe('a channel that cannot show so many', () => {
  it('gives each its own second up to the threshold, and folds the rest', async () => {
    const all = await many(12);
    const went = all.map((one) => one.went);
    expect(went).toEqual([...Array(6).fill('card'), ...Array(6).fill('folded')]);
    const turns = await Promise.all(
      all.slice(0, 6).map(({ threadId }) => fresh.store.messages.turn(CHANNEL, `card:${threadId}`, NOW)),
    );
    expect(turns).toEqual([0, 1, 2, 3, 4, 5].map((second) => NOW + second * 1_000));
    expect(await look()).toMatchObject({
      state: 'on',
      number: 1,
      total: 6,
      left: 6,
      opened: 0,
      perMinute: 12,
    });
    expect([await audit('surge-began'), await audit('folded')]).toEqual([1, 6]);
    const page = await fresh.store.listing.folded(CHANNEL, 0, 10);
    expect(page.threads.map(({ id }) => id)).toEqual(all.slice(6).map(({ threadId }) => threadId));
    expect((await fresh.store.listing.waiting(0, 20)).total).toBe(12);
  });

  it('answers the same when it is asked again, and other channels are left in peace', async () => {
    const all = await many(8);
    const last = all.at(-1)?.threadId ?? '';
    const before = await fresh.store.dump();
    for (const { threadId, went } of all) expect(await place(threadId)).toBe(went);
    expect(await fresh.store.dump()).toEqual(before);
    expect(await folded(last)).toBe(true);
    expect((await mention(WORDS[0], 'C0BILLS')).went).toBe('card');
  });

  it('does the same steps for each mention, however many came before', async () => {
    const calls = async () => {
      await fresh.store.redis.config('RESETSTAT');
      await mention(`${WORDS[0]} ${next}`);
      const stats = await fresh.store.redis.info('commandstats');
      const counted = [...stats.matchAll(/cmdstat_(?!info|config)[^:]+:calls=(\d+)/gu)];
      return counted.reduce((sum, [, count]) => sum + Number(count), 0);
    };
    await many(10);
    const early = await calls();
    await many(300);
    expect(await calls()).toBeLessThan(early * 1.3);
  });

  it('groups alike texts, says by which words, and keeps the others apart', async () => {
    await many(6);
    await many(4, WORDS[0]);
    await many(3, WORDS[1]);
    await mention('a completely different thing altogether');
    await mention('😡');
    const groups = await fresh.store.surges.groups(CHANNEL, 0, 10);
    expect(groups.map(({ total, left }) => [total, left])).toEqual([
      [4, 4],
      [3, 3],
      [1, 1],
    ]);
    expect(groups[0]?.words.slice(0, 4).map(({ word, texts }) => [word, texts])).toEqual([
      ['morning', 4],
      ['since', 4],
      ['dead', 4],
      ['line', 4],
    ]);
    expect(groups[0]?.examples).toHaveLength(3);
    expect(await look()).toMatchObject({ left: 9, groups: 3 });
  });
});

describe('a folded thread', () => {
  it('stays folded when the customer writes again, which is counted', async () => {
    const all = await many(7);
    const { threadId, postId } = all[6] as (typeof all)[number];
    next += 1;
    const more = aPost({
      id: String(next),
      conversationId: postId,
      inReplyTo: postId,
      text: 'hello?',
      author: { id: `9${postId}`, handle: 'c', name: 'C', avatarUrl: null },
    });
    await fresh.store.mentions.ingest(anIngest({ post: more }));
    expect(await folded(threadId)).toBe(true);
    expect(await look()).toMatchObject({ followups: 1, left: 1 });
  });

  it('has what is to be said under its card wait, and gives it back when the card is written', async () => {
    const all = await many(7);
    const { threadId } = all[6] as (typeof all)[number];
    const member: OutboxMember = `target:${threadId}`;
    const later = fresh.clock.now() + 3_600_000;
    const [work] = (await fresh.store.outbox.take(later, 1_000, 60_000)).filter(
      (one) => one.member === member,
    );
    if (!work) throw new Error('Nothing is to be done.');
    const thread = await fresh.store.threads.get(threadId);
    expect(thread && untilCard(thread, NOW)).toEqual({ card: threadId });
    await twice(fresh.store, () => fresh.store.outbox.awaitCard(work, threadId, NOW));
    expect(await due(later * 2)).not.toContain(member);
    await fresh.store.surges.open({ channel: CHANNEL, number: 1 }, 'UADA', 3, NOW);
    expect(await due(later * 2)).toContain(member);
  });

  it('gets its card when somebody takes it from a list, and leaves the surge card without one when it is over', async () => {
    const all = await many(9);
    const [taken, ignored, moved] = all.slice(6).map(({ threadId }) => threadId) as [string, string, string];
    await fresh.store.threads.claim(taken, 'UADA', NOW);
    expect(await folded(taken)).toBe(false);
    expect(await place(taken)).toBe('card');
    await fresh.store.noise.ignore(ignored, 'UADA', false, { reason: 'spam', why: '' }, NOW);
    expect(await look()).toMatchObject({ left: 1, opened: 1, total: 3 });
    await fresh.store.topics.move({
      threadId: moved,
      slackUser: 'UADA',
      asLead: true,
      how: 'moved',
      why: 'no',
      expected: 0,
      to: { name: 'bills', channel: 'C0BILLS', priority: 'normal' },
      now: NOW,
    } as never);
    expect([await folded(moved), await place(moved)]).toEqual([false, 'card']);
    expect(await look()).toMatchObject({ left: 0, opened: 2 });
  });
});

describe('open next', () => {
  it('writes the cards of who waits longest; a second click changes nothing while they are on their way', async () => {
    const all = await many(11);
    const open = () => fresh.store.surges.open({ channel: CHANNEL, number: 1 }, 'UADA', 3, fresh.clock.now());
    expect(await twice(fresh.store, open)).toEqual({ kind: 'coming', count: 3 });
    const states = await Promise.all(all.slice(6).map(({ threadId }) => folded(threadId)));
    expect(states).toEqual([false, false, false, true, true]);
    expect(await place(all[6]?.threadId ?? '')).toBe('card');
    fresh.clock.advance(4_000);
    expect(await open()).toEqual({ kind: 'coming', count: 2 });
    fresh.clock.advance(4_000);
    expect(await open()).toEqual({ kind: 'none' });
    expect(await audit('unfolded')).toBe(5);
    expect(await fresh.store.surges.open({ channel: CHANNEL, number: 9 }, 'UADA', 3, NOW)).toEqual({
      kind: 'over',
    });
  });
});

describe('taking a group', () => {
  it('gives as many as may be, each with its card; a second click changes nothing; who is next gets others', async () => {
    const all = await many(6 + 5);
    const ids = all.slice(6).map(({ threadId }) => threadId);
    const first = await take('UADA');
    expect(first).toMatchObject({ kind: 'taken', threadIds: ids.slice(0, 3) });
    const before = await fresh.store.dump();
    expect(await take('UADA')).toMatchObject({ kind: 'has', threadIds: ids.slice(0, 3) });
    expect(await fresh.store.dump()).toEqual(before);
    expect(await take('UBEN')).toMatchObject({ kind: 'taken', threadIds: ids.slice(3) });
    expect(await take('UCLEO')).toMatchObject({ kind: 'taken', threadIds: [] });
    const thread = await fresh.store.threads.get(ids[0] ?? '');
    expect(thread).toMatchObject({ state: 'claimed', claimedBy: 'UADA' });
    expect(await due(NOW + 60_000)).toEqual(expect.arrayContaining(ids.map((id) => `card:${id}`)));
    expect(await audit('group-taken')).toBe(2);
  });

  it('stops where a person has as much as they want, and each thread goes to one of those who click at once', async () => {
    const all = await many(6 + 6);
    await fresh.store.responders.join(aJoin({ slackUser: 'UADA', maxOpen: 2 } as never), NOW);
    const stores = [
      fresh.store,
      openStore(fresh.server.url, fresh.clock),
      openStore(fresh.server.url, fresh.clock),
    ];
    const taken = await Promise.all(
      [['UADA'], ['UBEN'], ['UBEN']].map(([user = ''], index) => take(user, '1', stores[index])),
    );
    for (const store of stores.slice(1)) store.redis.disconnect();
    const [ada, ben, again] = taken.map((one) => ('threadIds' in one ? one.threadIds : []));
    expect(ada).toHaveLength(2);
    expect(ben).toEqual(again);
    expect(new Set([...(ada ?? []), ...(ben ?? [])]).size).toBe(5);
    expect(await look()).toMatchObject({ left: all.length - 6 - 5 });
    await expect(take('UADA')).rejects.toMatchObject({ code: 'full' });
  });
});

describe('a surge', () => {
  const shown: { key: string; view: SurgeView; changed: boolean }[] = [];
  const tend = () =>
    tendSurge({
      ...fresh.store,
      desk: DESK,
      clock: fresh.clock,
      notifier: { find: async () => null } as never,
      surgeNotifier: {
        postSurge: async (key, view) => {
          shown.push({ key, view, changed: false });
          return '1.9';
        },
        updateSurge: async (_channel, _ts, view) => void shown.push({ key: '', view, changed: true }),
      },
    })(CHANNEL);

  it('has one card, which calms, keeps what is folded, and says at last that it is over; the next one has another', async () => {
    shown.length = 0;
    const all = await many(8);
    expect(await due()).toContain(`surge:${CHANNEL}`);
    expect(await tend()).toEqual({ again: NOW + 6_000 });
    fresh.clock.advance(6_000);
    await tend();
    expect(shown).toMatchObject([{ key: `surge:${CHANNEL}:1`, view: { surge: { left: 2, state: 'on' } } }]);
    fresh.clock.advance(60_000);
    await tend();
    expect((await mention()).went).toBe('folded');
    fresh.clock.advance(RULES.calmForMs - 60_001);
    await tend();
    expect(await look()).toMatchObject({ state: 'on' });
    fresh.clock.advance(1);
    expect(await tend()).toEqual({ done: true });
    expect(shown.at(-1)).toMatchObject({ changed: true, view: { surge: { state: 'calm', left: 3 } } });
    expect((await mention()).went).toBe('card');
    for (const { threadId } of all.slice(6))
      await fresh.store.threads.claim(threadId, 'UADA', fresh.clock.now());
    expect(await look(true)).toMatchObject({ state: 'calm', left: 1 });
    await fresh.store.surges.open({ channel: CHANNEL, number: 1 }, 'UADA', 3, fresh.clock.now());
    await tend();
    expect(shown.at(-1)?.view.surge).toMatchObject({ state: 'over', total: 3, opened: 3, left: 0 });
    const keys = await fresh.store.redis.keys('*surge-*');
    expect(keys).toEqual([]);
    expect([await audit('surge-calmed'), await audit('surge-over')]).toEqual([1, 1]);
    await many(9);
    await tend();
    fresh.clock.advance(20_000);
    await tend();
    expect(shown.filter(({ changed }) => !changed).map(({ key }) => key)).toEqual([
      `surge:${CHANNEL}:1`,
      `surge:${CHANNEL}:2`,
    ]);
  });

  it('changes its card at most every five seconds, and once more at last', async () => {
    await many(7);
    await fresh.store.redis.del('{T0TEST}:outbox');
    await look(true);
    await many(20);
    expect(await due()).not.toContain(`surge:${CHANNEL}`);
    expect(await due(NOW + 5_000)).toContain(`surge:${CHANNEL}`);
    // Somebody shows it at this moment: what comes now is shown after it.
    await mention();
    expect(await due(NOW + 5_000)).toContain(`surge:${CHANNEL}`);
  });
});

describe('an incident', () => {
  const declare = (over: object = {}) =>
    fresh.store.incidents.declare({
      id: 'V1',
      tag: 'outage-north',
      saved: 's-1',
      like: { group: '1' },
      channel: CHANNEL,
      slackUser: 'ULEA',
      now: fresh.clock.now(),
      until: fresh.clock.now() + 3_600_000,
      ...over,
    });

  it('tags what is folded and like it, and what comes, until it is ended', async () => {
    const all = await many(9);
    await mention(WORDS[1]);
    expect(await twice(fresh.store, declare)).toBe('declared');
    expect(await fresh.store.incidents.tagAlike('V1', 0.5, NOW)).toBe(false);
    const like = await fresh.store.threads.get(all[7]?.threadId ?? '');
    expect(like).toMatchObject({ tags: ['outage-north'], incident: 'V1', folded: true });
    expect((await fresh.store.threads.get(`x-${next}`))?.tags).toEqual([]);
    const later = await mention();
    expect((await fresh.store.threads.get(later.threadId))?.tags).toEqual(['outage-north']);
    expect(await fresh.store.incidents.going(NOW)).toMatchObject([
      { tag: 'outage-north', mentions: 4, by: 'ULEA' },
    ]);
    expect(await fresh.store.incidents.end('V1', 'ULEA', NOW)).toBe(true);
    expect(await fresh.store.incidents.end('V1', 'ULEA', NOW)).toBe(false);
    const after = await mention();
    expect((await fresh.store.threads.get(after.threadId))?.tags).toEqual([]);
    expect([await audit('incident-declared'), await audit('incident-ended')]).toEqual([1, 1]);
  });

  it('of a group that is gone is not declared', async () => {
    expect(await declare({ like: { group: '7' } })).toBe('gone');
  });
});
