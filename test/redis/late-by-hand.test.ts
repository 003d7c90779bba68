import { beforeEach, describe, expect, it } from 'vitest';
import { freshStore, twice } from '../support/fresh-store.ts';
import { anAccount, aPost, aReply } from '../support/samples.ts';
import { anIngest, claimedThread, NOW } from '../support/store.ts';

const fresh = freshStore();
const BEN = anAccount({ owner: { kind: 'responder', slackUser: 'UBEN' } }).owner;

const typed = (id: string, createdAt: number, inReplyTo = '1001') =>
  aPost({ id, conversationId: '1001', inReplyTo, createdAt });

/** Ben typed this post on X, and it comes in now. */
async function comesIn(post: ReturnType<typeof aPost>): Promise<void> {
  const { mentions, threads } = fresh.store;
  await mentions.ingest(anIngest({ post, as: { kind: 'own' } }));
  await twice(fresh.store, async () => {
    await threads.answeredByHand('x-1001', post.id, BEN, 'Ben answered by hand.', NOW);
  });
}

const thread = () => fresh.store.threads.get('x-1001');

/** The customer wrote again at this moment. */
beforeEach(async () => {
  await claimedThread(fresh.store);
  const post = aPost({ id: '1002', conversationId: '1001', inReplyTo: '1001', createdAt: NOW + 60_000 });
  await fresh.store.mentions.ingest(anIngest({ post }));
});

describe('a post by hand that comes in after the customer wrote again', () => {
  it('leaves the thread open when it is older', async () => {
    await comesIn(typed('5001', NOW + 30_000));
    expect(await thread()).toMatchObject({ state: 'claimed', answeredBy: 'UBEN' });
    await fresh.store.threads.release('x-1001', 'USAM', false, NOW);
    expect(await thread()).toMatchObject({ state: 'open' });
  });

  it('answers the thread when it is younger, or answers what the customer wrote last', async () => {
    await comesIn(typed('5001', NOW + 30_000, '1002'));
    expect(await thread()).toMatchObject({ state: 'answered' });
    const again = aPost({ id: '1003', conversationId: '1001', inReplyTo: '1001', createdAt: NOW + 70_000 });
    await fresh.store.mentions.ingest(anIngest({ post: again }));
    expect(await thread()).toMatchObject({ state: 'claimed' });
    await comesIn(typed('5002', NOW + 70_001));
    expect(await thread()).toMatchObject({ state: 'answered' });
  });

  it('stops what waits for the same question only', async () => {
    const { replies } = fresh.store;
    await replies.submit(aReply({ inReplyTo: '1002' }));
    await comesIn(typed('5001', NOW + 30_000));
    expect((await replies.get('r-1'))?.state).toBe('held');
    await replies.withdraw('r-1', 'USAM', NOW);
    await replies.submit(aReply({ id: 'r-2', inReplyTo: '1001' }));
    await comesIn(typed('5002', NOW + 31_000));
    expect(await replies.get('r-2')).toMatchObject({ state: 'withdrawn', reason: 'Ben answered by hand.' });
    expect(await thread()).toMatchObject({ state: 'claimed' });
  });
});
