import { describe, expect, it } from 'vitest';
import type { IngestInput } from '../../src/stores.ts';
import type { MoveInput } from '../../src/topics.ts';
import { freshStore, twice } from '../support/fresh-store.ts';
import { aPost, aReply } from '../support/samples.ts';
import { anIngest, claimedThread, MENTION, NOW } from '../support/store.ts';

const fresh = freshStore();
const DUE = aReply().notBefore;
const BILLS = { name: 'bills', channel: 'C0BILLS', priority: 'high' } as const;
const NET = { name: 'net', channel: 'C0NET', priority: 'normal' } as const;

const thread = (id = 'x-1001') => fresh.store.threads.get(id);
const mention = (as: Partial<IngestInput['as']> = {}, post = aPost()) =>
  fresh.store.mentions.ingest(anIngest({ post, as: { ...MENTION, ...as } as IngestInput['as'] }));
const move = (over: Partial<MoveInput> = {}) =>
  fresh.store.topics.move({
    threadId: 'x-1001',
    slackUser: 'USAM',
    asLead: false,
    to: BILLS,
    how: 'moved',
    why: 'it is about money',
    expected: 0,
    now: NOW,
    ...over,
  });
const deny = (user = 'USAM') => fresh.store.topics.deny('x-1001', user, NOW);
const prioritise = (user: string, asLead: boolean, priority: 'high' | 'low' | 'normal') =>
  fresh.store.topics.setPriority('x-1001', user, asLead, priority, NOW);
const taught = async () =>
  (await fresh.store.topics.examples(0)).changes.map(({ threadId, taught: what }) => [
    threadId,
    what && [what.topic, what.by],
  ]);
const audited = async () =>
  (await fresh.store.redis.xrange('{T0TEST}:audit', '-', '+')).map(([, fields]) =>
    [fields[3], fields[5], fields[11]].join(' | '),
  );

/** The customer of x-1001 has Sam's answer 5001. */
async function answer(): Promise<void> {
  const { replies } = fresh.store;
  await replies.submit(aReply());
  await replies.begin('r-1', DUE);
  await replies.finish('r-1', 1, { kind: 'sent', postId: '5001', postUrl: 'u' }, DUE);
}

const SUGGESTED = { suggestion: { topic: 'bills', confidence: 0.817 } };

describe('a mention', () => {
  it('is stored with its topic, its priority and why, in the same step', async () => {
    const because = [{ kind: 'keyword', value: 'bill' }] as const;
    await mention({ topic: 'bills', channel: 'C0BILLS', priority: 'high', because });
    expect(await thread()).toMatchObject({
      topic: 'bills',
      channel: 'C0BILLS',
      priority: 'high',
      because,
      suggestion: null,
      reroutes: 0,
      moves: 0,
    });
    expect(await audited()).toContain('auto | topic-given | #bills: keyword "bill"');
    expect(await fresh.store.counters.all()).toMatchObject({ 'topics.by-rule': 1 });
  });

  it('carries what Faccia thinks where no rule fits', async () => {
    await mention(SUGGESTED);
    expect(await thread()).toMatchObject({ topic: null, ...SUGGESTED });
    expect(await audited()).toContain('auto | topic-suggested | #bills: 82 %');
  });

  it('from before topics had reasons has none', async () => {
    await mention();
    await fresh.store.redis.hdel('{T0TEST}:thread:x-1001', 'priority', 'because', 'suggestion');
    expect(await thread()).toMatchObject({ priority: 'normal', because: [], suggestion: null });
    expect(await move()).toMatchObject({ kind: 'done', thread: { topic: 'bills', moves: 1 } });
  });
});

describe('a thread that is not ours', () => {
  it('moves once: to the topic, its channel and its priority, with a new card', async () => {
    await mention();
    await fresh.store.messages.posted('card:x-1001', '17.1');
    expect(await twice(fresh.store, () => move())).toMatchObject({ kind: 'done' });
    expect(await thread()).toMatchObject({
      topic: 'bills',
      channel: 'C0BILLS',
      priority: 'high',
      because: [{ kind: 'person', value: 'USAM' }],
      cardTs: null,
      reroutes: 1,
      moves: 1,
    });
    expect(await fresh.store.topics.reroutes('x-1001')).toEqual([
      {
        nth: 1,
        by: 'USAM',
        how: 'moved',
        why: 'it is about money',
        from: null,
        fromChannel: 'C0CARE',
        to: 'bills',
        toChannel: 'C0BILLS',
        released: null,
        at: NOW,
        card: 0,
      },
    ]);
    expect(await audited()).toContain('USAM | topic-changed | #bills: it is about money');
    expect(await taught()).toEqual([['x-1001', ['bills', 'moved']]]);
  });

  it('keeps its card where the other topic has the same channel', async () => {
    await mention();
    await fresh.store.messages.posted('card:x-1001', '17.1');
    await move({ to: { ...BILLS, channel: 'C0CARE' } });
    expect(await thread()).toMatchObject({ topic: 'bills', cardTs: '17.1', reroutes: 1, moves: 0 });
  });

  it('is released by whoever holds it, or by a lead, and by nobody else', async () => {
    await claimedThread(fresh.store);
    expect(await move({ slackUser: 'UBEN' })).toMatchObject({ kind: 'not-holder', by: 'USAM' });
    expect(await move({ slackUser: 'ULEAD', asLead: true })).toMatchObject({
      kind: 'done',
      thread: { state: 'open', claimedBy: null },
    });
    expect(await fresh.store.threads.heldBy('USAM', 10)).toEqual([]);
    expect(await fresh.store.topics.reroutes('x-1001')).toMatchObject([{ released: 'USAM', by: 'ULEAD' }]);
  });

  it('stays answered when it was', async () => {
    await claimedThread(fresh.store);
    await answer();
    expect(await move()).toMatchObject({ thread: { state: 'answered', claimedBy: null } });
  });

  it('waits for an answer that is under way', async () => {
    await claimedThread(fresh.store);
    await fresh.store.replies.submit(aReply());
    expect(await move()).toMatchObject({ kind: 'reply-active', reply: 'r-1' });
  });

  it('is moved once by two who decided at the same time', async () => {
    await mention();
    expect(await move()).toMatchObject({ kind: 'done' });
    expect(await move({ slackUser: 'UBEN', to: NET })).toEqual({ kind: 'changed' });
    expect(await move({ slackUser: 'UBEN', to: NET, expected: 1 })).toMatchObject({
      kind: 'done',
      thread: { topic: 'net', reroutes: 2, moves: 2 },
    });
    expect(await taught()).toEqual([['x-1001', ['net', 'moved']]]);
  });

  it('is not moved to where it is, nor when it is closed or not known', async () => {
    await claimedThread(fresh.store);
    expect(await move({ to: { name: null, channel: 'C0CARE', priority: 'low' } })).toMatchObject({
      kind: 'already',
    });
    await fresh.store.threads.resolve('x-1001', 'USAM', false, NOW);
    expect(await move()).toMatchObject({ kind: 'closed' });
    expect(await move({ threadId: 'x-9' })).toEqual({ kind: 'missing' });
  });

  it('takes no card that was on its way to the old channel', async () => {
    const { messages } = fresh.store;
    await mention();
    await messages.begin('card:x-1001', NOW, { channel: 'C0CARE', threadTs: null });
    await move();
    expect(await messages.begin('card:x-1001', NOW + 60_000)).toEqual({ kind: 'stale' });
    await messages.posted('card:x-1001', '17.1', { channel: 'C0CARE', threadTs: null });
    expect((await thread())?.cardTs).toBeNull();
    expect(await messages.begin('card:x-1001:1', NOW)).toEqual({ kind: 'new' });
    await messages.posted('card:x-1001:1', '18.1', { channel: 'C0BILLS', threadTs: null });
    expect((await thread())?.cardTs).toBe('18.1');
  });
});

describe('a suggestion', () => {
  it('that is right moves the thread, and leaves it to its holder', async () => {
    await mention(SUGGESTED);
    await fresh.store.threads.claim('x-1001', 'USAM', NOW);
    expect(await move({ how: 'accepted', why: '' })).toMatchObject({
      thread: { topic: 'bills', suggestion: null, state: 'claimed', claimedBy: 'USAM' },
    });
    expect(await taught()).toEqual([['x-1001', ['bills', 'accepted']]]);
    expect(await audited()).toContain('USAM | topic-accepted | #bills');
  });

  it('that is wrong goes away, once, and teaches that it was none', async () => {
    await mention(SUGGESTED);
    expect(await deny()).toMatchObject({ kind: 'done', thread: { suggestion: null, topic: null } });
    expect(await twice(fresh.store, () => deny('UBEN'))).toMatchObject({ kind: 'already' });
    expect(await taught()).toEqual([['x-1001', [null, 'denied']]]);
    expect(await fresh.store.counters.all()).toMatchObject({ 'topics.denied': 1 });
  });
});

describe('a priority', () => {
  it('is changed by the holder or a lead, and stays when the topic changes', async () => {
    await claimedThread(fresh.store);
    expect(await prioritise('UBEN', false, 'low')).toMatchObject({ kind: 'not-holder', by: 'USAM' });
    expect(await prioritise('USAM', false, 'low')).toMatchObject({ thread: { priority: 'low' } });
    expect(await twice(fresh.store, () => prioritise('USAM', false, 'low'))).toMatchObject({
      kind: 'already',
    });
    expect(await prioritise('ULEAD', true, 'normal')).toMatchObject({ thread: { priority: 'normal' } });
    expect(await move()).toMatchObject({ thread: { topic: 'bills', priority: 'normal' } });
    expect(await audited()).toContain('ULEAD | priority-changed | low > normal');
  });
});

describe('an example', () => {
  it('is a thread that was answered where it stood, with the words of its first post', async () => {
    await claimedThread(fresh.store);
    await answer();
    const { changes, place } = await fresh.store.topics.examples(0);
    expect(changes).toEqual([
      { threadId: 'x-1001', taught: { topic: null, by: 'answered', text: aPost().text, at: DUE } },
    ]);
    expect(await fresh.store.topics.examples(place)).toEqual({ changes: [], place, more: false });
  });

  it('of a rule is marked as such, and one of a person stays', async () => {
    await mention({ topic: 'net', because: [{ kind: 'keyword', value: 'router' }] });
    await fresh.store.threads.claim('x-1001', 'USAM', NOW);
    await answer();
    expect(await taught()).toEqual([['x-1001', ['net', 'rule']]]);
    const second = aPost({ id: '2001', author: { ...aPost().author, id: '502' } });
    await mention({}, second);
    await move({ threadId: 'x-2001' });
    await fresh.store.threads.answeredByHand('x-2001', '77', { kind: 'brand', brand: 'acme' }, '', NOW);
    expect(await taught()).toEqual([
      ['x-1001', ['net', 'rule']],
      ['x-2001', ['bills', 'moved']],
    ]);
  });

  it('goes with the post that the customer deletes, and does not come back', async () => {
    await claimedThread(fresh.store);
    await answer();
    const { place } = await fresh.store.topics.examples(0);
    await fresh.store.threads.markGone('x-1001', NOW);
    const after = await fresh.store.topics.examples(place);
    expect(after.changes).toEqual([{ threadId: 'x-1001', taught: null }]);
    await move();
    expect((await fresh.store.topics.examples(0)).changes).toEqual([{ threadId: 'x-1001', taught: null }]);
    const words = Object.entries(await fresh.store.dump()).filter(([key]) => key.includes('examples'));
    expect(JSON.stringify(words)).not.toContain('dead since');
  });

  it('goes with the words of a post that are erased, and not with those of a later one', async () => {
    const { watch, threads, topics } = fresh.store;
    const erase = (id: string) => watch.erase({ id, around: null }, 'deleted', 'It is gone.', NOW);
    await claimedThread(fresh.store);
    const later = aPost({ id: '1002', conversationId: '1001', inReplyTo: '1001' });
    await fresh.store.mentions.ingest(anIngest({ post: later }));
    await answer();
    await erase('1002');
    expect(await taught()).toEqual([['x-1001', [null, 'answered']]]);
    await erase('1001');
    expect(await taught()).toEqual([['x-1001', null]]);
    await threads.answeredByHand('x-1001', '77', { kind: 'brand', brand: 'acme' }, '', NOW);
    expect((await topics.examples(0)).changes).toEqual([{ threadId: 'x-1001', taught: null }]);
  });

  it('is never a customer who phoned', async () => {
    const post = aPost({ id: 'V1', text: 'They were billed twice' });
    const to = { brand: 'acme', channel: 'C0CARE', topic: null };
    const logged = { ...to, threadId: 'log-V1', post, origin: 'phone', slackUser: 'USAM' } as const;
    const urgency = { priority: 'normal', priorityChosen: false } as const;
    await fresh.store.logged.open({ ...logged, ...urgency, now: NOW, forgetAt: NOW + 1_000 });
    expect(await move({ threadId: 'log-V1' })).toMatchObject({ kind: 'done' });
    expect(await taught()).toEqual([]);
  });

  it('is not kept for more than 180 days, nor beside 2,000 newer ones', async () => {
    const { redis } = fresh.store;
    await mention();
    await move({ now: NOW - 181 * 24 * 60 * 60 * 1000 });
    await mention({}, aPost({ id: '2001', author: { ...aPost().author, id: '502' } }));
    await move({ threadId: 'x-2001' });
    expect(await taught()).toEqual([['x-2001', ['bills', 'moved']]]);
    const many = Array.from({ length: 2_000 }, (_, index) => [index / 10_000, `x-${index}`]).flat();
    await redis.zadd('{T0TEST}:examples', ...(many as string[]));
    await mention({}, aPost({ id: '3001', author: { ...aPost().author, id: '503' } }));
    await move({ threadId: 'x-3001' });
    expect(await redis.zcard('{T0TEST}:examples')).toBe(2_000);
  });
});
