import { beforeEach, describe, expect, it } from 'vitest';
import type { Post } from '../../src/domain/glossary.ts';
import type { IngestInput } from '../../src/stores.ts';
import { AGAIN, answered, NOISE, OTHER, ROUTE, writtenAgain } from '../support/conversation-cases.ts';
import { freshStore } from '../support/fresh-store.ts';
import { aPost, aReply } from '../support/samples.ts';
import { anIngest, claimedThread, MENTION, NOW } from '../support/store.ts';

const fresh = freshStore();
const HOUR_MS = 60 * 60 * 1000;
const ingest = (post: Post, over: Partial<IngestInput> = {}) =>
  fresh.store.mentions.ingest(anIngest({ post, ...over }));
const thread = (id = 'x-1001') => fresh.store.threads.get(id);
const due = async (at = NOW) => (await fresh.store.outbox.take(at, 100, 1)).map(({ member }) => member);
const audited = async () => {
  const entries = await fresh.store.redis.xrange('{T0TEST}:audit', '-', '+');
  return entries.map(([, [, , , actor, , what]]) => `${actor} ${what}`);
};

describe('a follow-up to an answered thread', () => {
  beforeEach(() => writtenAgain(fresh.store));

  it('opens it again and waits for the word whose it is', async () => {
    expect(await thread()).toMatchObject({ state: 'open', claimedBy: null, returning: true, missed: null });
    expect(await due()).toContain('followup:1003');
  });

  it('gives it back to whoever answered, by nobody’s hand', async () => {
    await fresh.store.conversations.giveBack('x-1001', 'USAM', null, NOW + 5);
    expect(await thread()).toMatchObject({
      state: 'claimed',
      claimedBy: 'USAM',
      claimedAt: NOW + 5,
      returning: false,
    });
    expect(await fresh.store.threads.heldBy('USAM', 5)).toHaveLength(1);
    expect((await audited()).at(-1)).toBe('auto returned');
  });

  it('stays with the channel, which knows who answered before, when they are away', async () => {
    await fresh.store.conversations.giveBack('x-1001', 'USAM', 'quiet-hours', NOW);
    expect(await thread()).toMatchObject({
      state: 'open',
      claimedBy: null,
      missed: { slackUser: 'USAM', why: 'quiet-hours' },
    });
    expect((await audited()).at(-1)).toBe('auto returned-to-channel');
  });

  it('is theirs who took it meanwhile', async () => {
    await fresh.store.threads.claim('x-1001', 'UADA', NOW);
    await fresh.store.conversations.giveBack('x-1001', 'USAM', null, NOW);
    expect(await thread()).toMatchObject({ claimedBy: 'UADA', returning: false, missed: null });
  });

  it('asks anew each time, and forgets who was missed', async () => {
    await fresh.store.conversations.giveBack('x-1001', 'USAM', 'paused', NOW);
    await fresh.store.threads.claim('x-1001', 'UADA', NOW);
    await fresh.store.threads.resolve('x-1001', 'UADA', false, NOW);
    await ingest(aPost({ ...AGAIN, id: '1009', versions: ['1009'] }));
    expect(await thread()).toMatchObject({ state: 'open', returning: true, missed: null });
  });
});

describe('a follow-up to a thread that its holder still has', () => {
  beforeEach(async () => {
    await claimedThread(fresh.store);
    await answered(fresh.store);
    await ingest(AGAIN);
  });

  it('stays with the holder, or goes to the channel when they are away', async () => {
    expect(await thread()).toMatchObject({ state: 'claimed', claimedBy: 'USAM', returning: true });
    await fresh.store.conversations.giveBack('x-1001', 'USAM', 'away-in-slack', NOW);
    expect(await thread()).toMatchObject({ state: 'open', claimedBy: null });
    expect(await fresh.store.threads.heldBy('USAM', 5)).toEqual([]);
  });

  it('leaves them their answer that is under way', async () => {
    await fresh.store.replies.submit(aReply({ id: 'r-2', inReplyTo: '1003' }));
    await fresh.store.conversations.giveBack('x-1001', 'USAM', 'quiet-hours', NOW);
    expect(await thread()).toMatchObject({ state: 'claimed', claimedBy: 'USAM', activeReplyId: 'r-2' });
  });
});

describe('a third person', () => {
  beforeEach(() => claimedThread(fresh.store));

  it('who answers the customer is shown under their card, opens none, and is not the customer', async () => {
    expect(await ingest(OTHER)).toEqual({ kind: 'other', threadId: 'x-1001' });
    expect(await thread()).toMatchObject({ others: 1, lastCustomerPost: { id: '1001' }, state: 'claimed' });
    expect(await thread('x-1002')).toBeNull();
    expect(await due()).toEqual(expect.arrayContaining(['other:1002', 'card:x-1001']));
    expect(await fresh.store.conversations.other('1002')).toMatchObject({
      host: 'x-1001',
      own: null,
      rings: true,
      post: { id: '1002' },
    });
    expect(await fresh.store.conversations.other('1001')).toBeNull();
  });

  it('who answers our answer is one too, whatever they name', async () => {
    await answered(fresh.store);
    const post = { ...OTHER, inReplyTo: '5001', conversationId: '9', mentions: [] };
    expect(await ingest(post)).toEqual({ kind: 'other', threadId: 'x-1001' });
    expect((await thread())?.state).toBe('answered');
  });

  it('rings once an hour, however many come', async () => {
    const at = async (id: string, now: number) => {
      await ingest({ ...OTHER, id, versions: [id] }, { now });
      return (await fresh.store.conversations.other(id))?.rings;
    };
    expect(await at('1002', NOW)).toBe(true);
    expect(await at('1003', NOW + HOUR_MS - 1)).toBe(false);
    expect(await at('1004', NOW + HOUR_MS)).toBe(true);
    expect((await thread())?.others).toBe(3);
  });

  it('speaks for themselves under a post of ours, or of a stranger', async () => {
    const own = aPost({ id: '800', conversationId: '800', author: { ...aPost().author, id: '900' } });
    await ingest(own, { as: { kind: 'own' } });
    const under = (id: string, author: string, inReplyTo = '800') =>
      aPost({ id, conversationId: '800', inReplyTo, author: { ...aPost().author, id: author } });
    expect(await ingest(under('801', '601'))).toMatchObject({ kind: 'opened' });
    expect(await ingest(under('802', '602'))).toMatchObject({ kind: 'opened' });
    // What we say there later is in the first one's conversation, but is no place of theirs.
    await ingest({ ...own, id: '803', versions: ['803'], inReplyTo: '800' }, { as: { kind: 'own' } });
    expect(await ingest(under('804', '603', '803'))).toMatchObject({ kind: 'opened' });
    expect(await ingest(under('805', '604', '801'))).toEqual({ kind: 'other', threadId: 'x-801' });
  });

  it('gets a thread of their own when somebody says so, and goes on there', async () => {
    await ingest(OTHER);
    const separated = await fresh.store.conversations.separate(OTHER, ROUTE, 'USAM', NOW);
    expect(separated).toMatchObject({
      kind: 'done',
      thread: { id: 'x-1002', state: 'open', brand: 'acme', channel: 'C0CARE', root: { id: '1002' } },
    });
    expect((await thread())?.others).toBe(0);
    expect(await fresh.store.conversations.other('1002')).toMatchObject({ host: 'x-1001', own: 'x-1002' });
    expect(await due()).toEqual(expect.arrayContaining(['card:x-1002', 'other:1002', 'card:x-1001']));
    const next = { ...OTHER, id: '1005', versions: ['1005'], createdAt: OTHER.createdAt + 1 };
    expect(await ingest(next)).toMatchObject({ kind: 'joined', threadId: 'x-1002' });
    expect(await fresh.store.threads.claim('x-1002', 'UADA', NOW)).toMatchObject({ kind: 'won' });
    expect((await audited()).filter((line) => line.endsWith('separated'))).toEqual(['USAM separated']);
  });

  it('who edits their post has the new words in the same note', async () => {
    await ingest(OTHER);
    await due();
    await ingest({ ...OTHER, id: '1004', versions: ['1002', '1004'], text: 'ours is fine now' });
    expect(await due(NOW + 1)).toContain('other:1002');
    expect(await fresh.store.conversations.other('1002')).toMatchObject({
      post: { text: 'ours is fine now' },
      host: 'x-1001',
    });
    expect(await thread()).toMatchObject({ root: { id: '1001' }, others: 1 });
  });

  it('and whoever of us answers them has not answered the customer', async () => {
    await ingest(OTHER);
    const own = aPost({ id: '6001', conversationId: '1001', inReplyTo: '1002' });
    await ingest(own, { as: { kind: 'own' } });
    expect(await due(NOW + 60_000)).not.toContain('own:6001');
  });

  it('who only makes noise is muted, and under an ignored card speaks for themselves', async () => {
    const as = { ...MENTION, noise: NOISE } as IngestInput['as'];
    expect(await ingest(OTHER, { as })).toEqual({ kind: 'muted', threadId: 'x-1002' });
    await fresh.store.noise.ignore('x-1001', 'USAM', false, { reason: 'spam', why: '' }, NOW);
    const next = { ...OTHER, id: '1004', versions: ['1004'], author: { ...OTHER.author, id: '503' } };
    expect(await ingest(next)).toEqual({ kind: 'opened', threadId: 'x-1004' });
  });
});

describe('what stands around a post', () => {
  it('is wanted where a post answers or quotes what we do not have', async () => {
    await ingest(aPost({ inReplyTo: '900', conversationId: '900' }));
    await ingest(aPost({ id: '2001', quotes: { postId: '901', authorId: null } }));
    await ingest(aPost({ id: '3001' }));
    expect((await due()).filter((member) => member.startsWith('context:'))).toEqual([
      'context:1001',
      'context:2001',
    ]);
  });

  it('is not wanted where we have it', async () => {
    await claimedThread(fresh.store);
    await answered(fresh.store);
    await ingest({ ...AGAIN, inReplyTo: '5001' });
    expect((await due(NOW + 60_000)).filter((member) => member.startsWith('context:'))).toEqual([]);
  });
});

describe('the conversation of an answer from a personal account', () => {
  it('is searched from that answer on, never backwards', async () => {
    await claimedThread(fresh.store);
    await answered(fresh.store);
    const { conversations } = fresh.store;
    expect(await due(NOW + 60_000)).toContain('conversation:x-1001');
    expect(await conversations.search('x-1001')).toEqual({ from: aReply().notBefore, since: '5001' });
    await conversations.searched('x-1001', '70001');
    await conversations.searched('x-1001', '6001');
    expect(await conversations.search('x-1001')).toMatchObject({ since: '70001' });
  });

  it('of the brand is not: whoever answers the brand names it', async () => {
    await claimedThread(fresh.store);
    await fresh.store.replies.submit(aReply({ steps: ['brand'], part: 'answer' }));
    await fresh.store.replies.begin('r-1', aReply().notBefore);
    const sent = { kind: 'sent', postId: '5001', postUrl: 'u' } as const;
    await fresh.store.replies.finish('r-1', 1, sent, aReply().notBefore);
    expect(await fresh.store.conversations.search('x-1001')).toBeNull();
  });
});
