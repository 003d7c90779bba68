import { beforeEach, describe, expect, it } from 'vitest';
import type { DeletionUpdate } from '../../src/domain/deletion.ts';
import type { Reply } from '../../src/domain/glossary.ts';
import { freshStore, twice } from '../support/fresh-store.ts';
import { anAccount, aPost, aReply } from '../support/samples.ts';
import { anIngest, claimedThread, NOW } from '../support/store.ts';

const fresh = freshStore();
const DUE = aReply().notBefore;
const GONE: DeletionUpdate = { kind: 'deleted', answer: 'deleted' };
const SAM = anAccount().owner;

/** Sam's answer is public under this id. */
async function sent(postId = '5001', over: Partial<Reply> = {}): Promise<void> {
  const { replies } = fresh.store;
  const reply = aReply({ steps: ['direct'], part: 'answer', ...over });
  await replies.submit(reply);
  await replies.begin(reply.id, DUE);
  await replies.finish(
    reply.id,
    1,
    { kind: 'sent', postId, postUrl: `https://x.com/a/status/${postId}` },
    DUE,
  );
}

beforeEach(() => claimedThread(fresh.store));

const thread = () => fresh.store.threads.get('x-1001');
const deletion = async (id = 'r-1') => (await fresh.store.replies.get(id))?.deletion;
const due = async (at: number) => (await fresh.store.outbox.take(at, 100, 1)).map(({ member }) => member);
const audited = async (what: string) => {
  const entries = await fresh.store.redis.xrange('{T0TEST}:audit', '-', '+');
  return entries.filter(([, fields]) => fields[fields.indexOf('what') + 1] === what).length;
};
const remove = async (id = 'r-1', update: DeletionUpdate = GONE) => {
  await fresh.store.deletions.begin(id, 'USAM', NOW);
  await fresh.store.deletions.attempt(id);
  await fresh.store.deletions.end(id, update, NOW + 5);
};

describe('a wish to delete', () => {
  it('is for what is public only', async () => {
    const { deletions, replies } = fresh.store;
    expect(await deletions.begin('r-9', 'USAM', NOW)).toEqual({ kind: 'missing' });
    expect(await deletions.ask('r-9', 'ULEAD', NOW)).toEqual({ kind: 'missing' });
    await replies.submit(aReply());
    expect(await deletions.begin('r-1', 'USAM', NOW)).toMatchObject({ kind: 'not-sent' });
    expect(await deletions.ask('r-1', 'ULEAD', NOW)).toMatchObject({ kind: 'not-sent' });
    expect(await deletion()).toBeNull();
  });

  it('is written down as work, once, however often it is said', async () => {
    await sent();
    const { deletions } = fresh.store;
    expect(await deletions.begin('r-1', 'USAM', NOW)).toMatchObject({ kind: 'deleting' });
    await twice(fresh.store, () => deletions.begin('r-1', 'ULEAD', NOW + 9));
    expect(await deletion()).toMatchObject({ state: 'deleting', by: 'USAM', at: NOW });
    expect(await due(DUE)).toContain('delete:r-1');
    expect(await audited('deletion-begun')).toBe(1);
  });

  it('of a lead waits for the author, and is asked once', async () => {
    await sent();
    const { deletions } = fresh.store;
    expect(await deletions.ask('r-1', 'ULEAD', NOW)).toMatchObject({ kind: 'asked' });
    const again = await twice(fresh.store, () => deletions.ask('r-1', 'UOTHER', NOW + 9));
    expect(again).toMatchObject({ kind: 'asked', reply: { deletion: { askedBy: 'ULEAD', by: null } } });
    const work = await due(DUE);
    expect(work).toContain('asked:r-1');
    expect(work).not.toContain('delete:r-1');
    await deletions.begin('r-1', 'USAM', NOW);
    expect(await deletions.ask('r-1', 'ULEAD', NOW)).toMatchObject({ kind: 'deleting' });
    expect(await deletion()).toMatchObject({ state: 'deleting', askedBy: 'ULEAD', by: 'USAM' });
  });

  it('that could not be brought to the author may be said again', async () => {
    await sent();
    const { deletions } = fresh.store;
    await deletions.ask('r-1', 'ULEAD', NOW);
    await deletions.notAsked('r-1', 'They left.', NOW);
    expect(await deletion()).toMatchObject({ state: 'failed', by: null, reason: 'They left.' });
    expect(await deletions.ask('r-1', 'ULEAD', NOW + 1)).toMatchObject({ kind: 'asked' });
    await deletions.begin('r-1', 'USAM', NOW);
    await deletions.notAsked('r-1', 'Too late.', NOW);
    expect((await deletion())?.state).toBe('deleting');
  });
});

describe('a try', () => {
  it('is counted, and is for what is under way only', async () => {
    await sent();
    const { deletions } = fresh.store;
    expect(await deletions.attempt('r-1')).toBeNull();
    await deletions.begin('r-1', 'USAM', NOW);
    expect(await deletions.attempt('r-1')).toMatchObject({ deletion: { tries: 1 } });
    expect(await deletions.attempt('r-1')).toMatchObject({ deletion: { tries: 2 } });
    await deletions.end('r-1', GONE, NOW);
    expect(await deletions.attempt('r-1')).toBeNull();
  });

  it('that must wait comes back then, and says one reason once', async () => {
    await sent();
    const { deletions, replies } = fresh.store;
    await deletions.begin('r-1', 'USAM', NOW);
    await deletions.end('r-1', { kind: 'retry', at: NOW + 60_000, reason: 'X is away.' }, NOW);
    expect(await due(NOW + 59_999)).not.toContain('delete:r-1');
    const { version } = (await replies.get('r-1')) ?? {};
    await deletions.end('r-1', { kind: 'retry', at: NOW + 90_000, reason: 'X is away.' }, NOW + 60_000);
    expect((await replies.get('r-1'))?.version).toBe(version);
    expect(await due(NOW + 89_999)).not.toContain('delete:r-1');
    expect(await due(NOW + 90_000)).toContain('delete:r-1');
  });

  it('that failed may be begun again, and is late when the deletion is over', async () => {
    await sent();
    const { deletions } = fresh.store;
    await remove('r-1', { kind: 'failed', reason: 'Suspended.' });
    expect(await deletion()).toMatchObject({ state: 'failed', reason: 'Suspended.' });
    expect(await thread()).toMatchObject({ state: 'answered' });
    await remove();
    const before = await fresh.store.dump();
    await deletions.end('r-1', { kind: 'failed', reason: 'late' }, NOW);
    await deletions.end('r-1', { kind: 'retry', at: NOW, reason: 'late' }, NOW);
    expect(await fresh.store.dump()).toEqual(before);
  });

  it('without a link waits for it, and goes on when it is there', async () => {
    await sent();
    const { deletions } = fresh.store;
    await remove('r-1', { kind: 'parked', owner: SAM, reason: 'Dead.' });
    expect(await deletion()).toMatchObject({ state: 'deleting', parked: 'responder', reason: 'Dead.' });
    expect(await deletions.attempt('r-1')).toBeNull();
    expect(await due(NOW * 2)).not.toContain('delete:r-1');
    expect(await deletions.unpark({ kind: 'brand', brand: 'acme' }, NOW)).toBe(0);
    expect(await deletions.unpark(SAM, NOW + 9)).toBe(1);
    expect(await deletions.unpark(SAM, NOW + 9)).toBe(0);
    expect(await deletion()).toMatchObject({ parked: null, reason: null, at: NOW + 9 });
    expect(await due(NOW + 9)).toContain('delete:r-1');
  });

  it('that waits for a link goes on at once when it is begun again', async () => {
    await sent();
    const { deletions } = fresh.store;
    await remove('r-1', { kind: 'parked', owner: SAM, reason: 'Dead.' });
    await deletions.begin('r-1', 'USAM', NOW);
    expect(await deletions.attempt('r-1')).toMatchObject({ deletion: { parked: null } });
    expect(await deletions.unpark(SAM, NOW)).toBe(0);
  });
});

describe('the end', () => {
  it('is audited once, and makes the customer wait again', async () => {
    await sent();
    expect(await thread()).toMatchObject({ state: 'answered', claimedBy: 'USAM', answerDeleted: false });
    await remove();
    await fresh.store.deletions.end('r-1', GONE, NOW + 9);
    expect(await deletion()).toMatchObject({ state: 'deleted', by: 'USAM', at: NOW + 5, answer: 'deleted' });
    expect(await thread()).toMatchObject({ state: 'claimed', claimedBy: 'USAM', answerDeleted: true });
    expect(await audited('reply-deleted')).toBe(1);
    expect(await fresh.store.counters.all()).toMatchObject({ 'replies.deleted': 1 });
    expect(await fresh.store.replies.draft('x-1001', 'USAM')).toBe('We are on it');
  });

  it('of a released thread opens it to everybody; the next answer ends it', async () => {
    await sent();
    await fresh.store.threads.release('x-1001', 'USAM', false, DUE);
    await remove();
    expect(await thread()).toMatchObject({ state: 'open', answerDeleted: true });
    await fresh.store.threads.claim('x-1001', 'USAM', NOW);
    await sent('5002', { id: 'r-2' });
    expect(await thread()).toMatchObject({ state: 'answered', answerDeleted: false });
  });

  it('of the answer comes before that of its introduction', async () => {
    await sent('5001', { introductionId: '4001' });
    await remove('r-1', { kind: 'answer-gone', answer: 'gone' });
    expect(await deletion()).toMatchObject({ state: 'deleting', answer: 'gone' });
    expect(await thread()).toMatchObject({ state: 'claimed' });
    await fresh.store.deletions.end('r-1', GONE, NOW + 9);
    expect(await deletion()).toMatchObject({ state: 'deleted', answer: 'gone' });
    expect([await audited('reply-deleted'), await audited('introduction-deleted')]).toEqual([1, 1]);
  });

  it('leaves a thread answered that has another answer, also one by hand', async () => {
    await sent();
    const own = aPost({ id: '6001', conversationId: '1001', inReplyTo: '1001' });
    await fresh.store.mentions.ingest(anIngest({ post: own, as: { kind: 'own' } }));
    await fresh.store.threads.answeredByHand('x-1001', '6001', SAM, 'by hand', NOW);
    await remove();
    expect(await thread()).toMatchObject({ state: 'answered', answerDeleted: false });
  });

  it('of an answer to an earlier question changes nothing; that of the newest does', async () => {
    await sent();
    const next = aPost({ id: '1002', conversationId: '1001', inReplyTo: '1001', createdAt: NOW + 1 });
    await fresh.store.mentions.ingest(anIngest({ post: next }));
    await sent('5002', { id: 'r-2', inReplyTo: '1002' });
    await remove('r-1');
    expect(await thread()).toMatchObject({ state: 'answered' });
    await remove('r-2');
    expect(await thread()).toMatchObject({ state: 'claimed', answerDeleted: true });
  });

  it('leaves a resolved thread closed', async () => {
    await sent();
    await fresh.store.threads.resolve('x-1001', 'USAM', false, DUE);
    await remove();
    expect(await thread()).toMatchObject({ state: 'resolved', answerDeleted: false });
    expect(await deletion()).toMatchObject({ state: 'deleted' });
  });
});
