import { beforeEach, describe, expect, it } from 'vitest';
import type { Post } from '../../src/domain/glossary.ts';
import { MUTED_MS } from '../../src/store/keys.ts';
import type { IngestInput } from '../../src/stores.ts';
import { A_RULE, AGAIN, answered, MUTED, NOISE } from '../support/conversation-cases.ts';
import { freshStore } from '../support/fresh-store.ts';
import { aPost, aReply } from '../support/samples.ts';
import { anIngest, claimedThread, MENTION, NOW } from '../support/store.ts';

const fresh = freshStore();
const ingest = (post: Post, over: Partial<IngestInput> = {}) =>
  fresh.store.mentions.ingest(anIngest({ post, ...over }));
const thread = (id = 'x-1001') => fresh.store.threads.get(id);
const due = async () => (await fresh.store.outbox.take(NOW, 100, 1)).map(({ member }) => member);
const muted = async () => {
  const { threads, total } = await fresh.store.noise.muted(0, 10);
  return { ids: threads.map(({ id }) => id), total };
};
const ttl = (key: string) => fresh.store.redis.pttl(`{T0TEST}:${key}`);
const because = (reason: string, why = '') => ({ reason, why });

describe('a mention that a rule mutes', () => {
  beforeEach(() => ingest(aPost(), { as: MUTED }));

  it('has no card, is counted by its reason, can be looked through, and is forgotten after 30 days', async () => {
    expect(await thread()).toMatchObject({
      state: 'ignored',
      ignored: { by: null, reason: 'giveaway', why: 'says "giveaway"', at: NOW, since: 0 },
    });
    expect(await due()).toEqual([]);
    expect(await fresh.store.counters.all()).toMatchObject({ 'muted.giveaway': 1, 'mentions.received': 1 });
    expect(await muted()).toEqual({ ids: ['x-1001'], total: 1 });
    for (const key of ['thread:x-1001', 'post:1001', 'posts:x-1001', 'join:acme:1001:501']) {
      expect(await ttl(key)).toBeGreaterThan(MUTED_MS - 60_000);
      expect(await ttl(key)).toBeLessThanOrEqual(MUTED_MS);
    }
  });

  it('is a thread like any other once it is brought back, for ever, by whom the audit says', async () => {
    expect(await fresh.store.noise.bringBack('x-1001', 'USAM', NOW)).toMatchObject({
      kind: 'done',
      thread: { state: 'open', ignored: null },
    });
    expect(await due()).toContain('card:x-1001');
    expect(await muted()).toEqual({ ids: [], total: 0 });
    for (const key of ['thread:x-1001', 'post:1001', 'posts:x-1001', 'join:acme:1001:501'])
      expect(await ttl(key)).toBe(-1);
    const audit = JSON.stringify(await fresh.store.redis.xrange('{T0TEST}:audit', '-', '+'));
    expect(audit).toContain('"USAM","what","brought-back"');
    expect(await fresh.store.watch.due(NOW, 9)).toEqual([{ id: '1001', around: null }]);
    expect(await ingest(AGAIN)).toMatchObject({ kind: 'joined', threadId: 'x-1001' });
  });

  it('opens when its author says something that is no noise, and stays when they make more of it', async () => {
    await ingest({ ...AGAIN, id: '1002', versions: ['1002'] }, { as: MUTED });
    expect(await thread()).toMatchObject({ state: 'ignored', ignored: { since: 1 } });
    expect(await ttl('post:1002')).toBeGreaterThan(0);
    await ingest(AGAIN);
    expect(await thread()).toMatchObject({ state: 'open', lastCustomerPost: { id: '1003' } });
    expect(await due()).toEqual(expect.arrayContaining(['card:x-1001', 'followup:1003']));
    expect(await ttl('post:1002')).toBe(-1);
  });

  it('opens when it is edited into something that is no noise', async () => {
    const edit = aPost({ id: '1010', versions: ['1001', '1010'], conversationId: '1001' });
    await ingest(edit, { as: MUTED });
    expect((await thread())?.state).toBe('ignored');
    await ingest({ ...edit, id: '1011', versions: ['1001', '1010', '1011'] });
    expect(await thread()).toMatchObject({ state: 'open', root: { id: '1011' } });
  });
});

describe('noise', () => {
  it('that a rule drops is only counted', async () => {
    const as = { ...MENTION, noise: { ...NOISE, action: 'drop' } } as IngestInput['as'];
    expect(await ingest(aPost(), { as })).toEqual({ kind: 'dropped' });
    expect(await thread()).toBeNull();
    expect(await fresh.store.counters.all()).toMatchObject({ 'dropped.giveaway': 1 });
  });

  it('by a customer who has a thread belongs to it all the same', async () => {
    await claimedThread(fresh.store);
    for (const action of ['drop', 'mute'] as const) {
      const id = action === 'drop' ? '1002' : '1004';
      const as = { ...MENTION, noise: { ...NOISE, action } } as IngestInput['as'];
      expect(await ingest({ ...AGAIN, id, versions: [id] }, { as })).toMatchObject({ kind: 'joined' });
    }
    expect(await due()).toEqual(expect.arrayContaining(['followup:1002', 'followup:1004']));
  });
});

describe('an ignored thread', () => {
  it('says by whom and why, is nobody’s, and can be brought back', async () => {
    await claimedThread(fresh.store);
    await fresh.store.noise.ignore('x-1001', 'USAM', false, because('other', 'a test of ours'), NOW);
    expect(await thread()).toMatchObject({
      state: 'ignored',
      claimedBy: null,
      ignored: { by: 'USAM', reason: 'other', why: 'a test of ours', at: NOW },
    });
    expect(await fresh.store.threads.heldBy('USAM', 5)).toEqual([]);
    expect(await fresh.store.threads.claim('x-1001', 'UADA', NOW)).toMatchObject({ kind: 'closed' });
    await fresh.store.noise.bringBack('x-1001', 'UADA', NOW);
    expect(await thread()).toMatchObject({ state: 'open', ignored: null });
    expect(await fresh.store.counters.all()).toMatchObject({ 'threads.ignored.other': 1 });
  });

  it.each([
    ['nobody has it', (): Promise<unknown> => Promise.resolve(), 'UADA', false, 'done'],
    [
      'somebody else has it',
      () => fresh.store.threads.claim('x-1001', 'USAM', NOW),
      'UADA',
      false,
      'not-holder',
    ],
    ['a lead does it', () => fresh.store.threads.claim('x-1001', 'USAM', NOW), 'ULEAD', true, 'done'],
    ['an answer is on its way', answerHeld, 'USAM', false, 'reply-active'],
    [
      'it is resolved',
      () => fresh.store.threads.resolve('x-1001', 'ULEAD', true, NOW),
      'UADA',
      false,
      'closed',
    ],
  ] as const)('is one only where it may be: %s', async (_what, given, user, lead, kind) => {
    await ingest(aPost());
    await given();
    const done = await fresh.store.noise.ignore('x-1001', user, lead, because('spam'), NOW);
    expect(done.kind).toBe(kind);
    expect((await thread())?.state === 'ignored').toBe(kind === 'done');
  });

  it.each([
    ['thanks', 'open'],
    ['other', 'open'],
    ['spam', 'ignored'],
    ['abusive', 'ignored'],
    ['not-us', 'ignored'],
  ])('for %s is %s when its customer writes again', async (reason, state) => {
    await claimedThread(fresh.store);
    await fresh.store.noise.ignore('x-1001', 'USAM', false, because(reason), NOW);
    await due();
    await ingest(AGAIN);
    expect((await thread())?.state).toBe(state);
    expect((await due()).includes('followup:1003')).toBe(state === 'open');
    if (state === 'ignored') expect((await thread())?.ignored?.since).toBe(1);
  });

  it('that was answered before goes back to whoever answered', async () => {
    await claimedThread(fresh.store);
    await answered(fresh.store);
    await fresh.store.noise.ignore('x-1001', 'USAM', false, because('thanks'), NOW);
    await ingest(AGAIN);
    expect(await thread()).toMatchObject({ state: 'open', returning: true, answeredBy: 'USAM' });
  });
});

describe('a rule made from a card', () => {
  it('holds until its time is over, or until it is removed', async () => {
    const { noise } = fresh.store;
    const words = { ...A_RULE, id: 'n-2', match: { kind: 'words', words: ['crypto'] }, until: null } as const;
    await noise.add(A_RULE);
    await noise.add({ ...words, at: NOW + 1 });
    expect((await noise.rules(NOW)).map(({ id }) => id)).toEqual(['n-2', 'n-1']);
    expect((await noise.rules(NOW + 1_000)).map(({ id }) => id)).toEqual(['n-2']);
    expect(await noise.remove('n-2', 'ULEAD', NOW)).toBe(true);
    expect(await noise.remove('n-2', 'ULEAD', NOW)).toBe(false);
    expect(await noise.rules(NOW + 1_000)).toEqual([]);
  });
});

describe('the muted list', () => {
  it('has pages, the newest first', async () => {
    for (let index = 1; index <= 5; index += 1)
      await ingest(aPost({ id: `200${index}` }), { as: MUTED, now: NOW + index });
    const page = await fresh.store.noise.muted(2, 2);
    expect(page.total).toBe(5);
    expect(page.threads.map(({ id }) => id)).toEqual(['x-2003', 'x-2002']);
  });
});

async function answerHeld(): Promise<void> {
  await fresh.store.threads.claim('x-1001', 'USAM', NOW);
  await fresh.store.replies.submit(aReply());
}
