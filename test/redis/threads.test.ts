import { describe, expect, it } from 'vitest';
import { freshStore, twice } from '../support/fresh-store.ts';
import { aReply } from '../support/samples.ts';
import { anIngest, claimedThread, NOW, openStore } from '../support/store.ts';

const fresh = freshStore();

describe('a claim', () => {
  it('is won by one of 200 callers on ten connections', async () => {
    const { store, server } = fresh;
    await store.mentions.ingest(anIngest());
    const stores = Array.from({ length: 10 }, () => openStore(server.url));
    const results = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        stores[index % 10]?.threads.claim('x-1001', `U${index}`, NOW + index),
      ),
    );
    for (const { redis } of stores) redis.disconnect();
    const won = results.filter((result) => result?.kind === 'won');
    expect(won).toHaveLength(1);
    const holder = (await store.threads.get('x-1001'))?.claimedBy;
    const lost = results.filter((result) => result?.kind === 'taken');
    expect(lost).toHaveLength(199);
    for (const result of lost) expect(result).toMatchObject({ by: holder });
  });

  it('sent twice is won twice, and changes nothing the second time', async () => {
    const { store } = fresh;
    await store.mentions.ingest(anIngest());
    expect(await twice(store, () => store.threads.claim('x-1001', 'USAM', NOW))).toMatchObject({
      kind: 'won',
    });
    expect(await store.threads.heldBy('USAM', 10)).toMatchObject([{ id: 'x-1001' }]);
  });

  it('of a thread that is resolved or not known is refused', async () => {
    const { store } = fresh;
    await claimedThread(store);
    await store.threads.resolve('x-1001', 'USAM', false, NOW);
    expect(await store.threads.claim('x-1001', 'UBEN', NOW)).toMatchObject({
      kind: 'closed',
      state: 'resolved',
    });
    expect(await store.threads.claim('x-9', 'UBEN', NOW)).toEqual({ kind: 'missing' });
  });
});

describe('a release', () => {
  it('gives the thread back, once', async () => {
    const { store } = fresh;
    await claimedThread(store);
    expect(await store.threads.release('x-1001', 'UBEN', false, NOW)).toMatchObject({
      kind: 'not-holder',
      by: 'USAM',
    });
    expect(await store.threads.release('x-1001', 'USAM', false, NOW)).toMatchObject({ kind: 'done' });
    expect(await twice(store, () => store.threads.release('x-1001', 'USAM', false, NOW))).toMatchObject({
      kind: 'already',
    });
    expect(await store.threads.get('x-1001')).toMatchObject({ state: 'open', claimedBy: null });
    expect(await store.threads.heldBy('USAM', 10)).toEqual([]);
  });

  it('by a lead works for somebody else', async () => {
    const { store } = fresh;
    await claimedThread(store);
    expect(await store.threads.release('x-1001', 'ULEAD', true, NOW)).toMatchObject({ kind: 'done' });
  });

  it('and a resolve wait for an answer that is under way', async () => {
    const { store } = fresh;
    await claimedThread(store);
    await store.replies.submit(aReply());
    for (const change of [store.threads.release, store.threads.resolve])
      expect(await change('x-1001', 'USAM', true, NOW)).toMatchObject({ kind: 'reply-active', reply: 'r-1' });
  });
});

describe('a resolve', () => {
  it('sent twice ends the thread once', async () => {
    const { store } = fresh;
    await claimedThread(store);
    expect(await store.threads.resolve('x-1001', 'USAM', false, NOW)).toMatchObject({ kind: 'done' });
    expect(await twice(store, () => store.threads.resolve('x-1001', 'USAM', false, NOW))).toMatchObject({
      kind: 'already',
      thread: { state: 'resolved', claimedBy: null },
    });
  });

  it('frees the thread of an answer whose fate nobody knows', async () => {
    const { store } = fresh;
    await claimedThread(store);
    const { reply } = await sending(aReply());
    await store.replies.finish(reply, 1, { kind: 'unknown', reason: 'cut', lookAt: NOW }, NOW);
    expect((await store.threads.get('x-1001'))?.activeReplyId).toBe('r-1');
    await store.threads.resolve('x-1001', 'USAM', false, NOW);
    expect((await store.threads.get('x-1001'))?.activeReplyId).toBeNull();
  });
});

describe('a customer', () => {
  it('who deletes the post is marked once', async () => {
    const { store } = fresh;
    await store.mentions.ingest(anIngest());
    await store.threads.markGone('x-1001', NOW);
    await twice(store, () => store.threads.markGone('x-1001', NOW));
    expect((await store.threads.get('x-1001'))?.rootGone).toBe(true);
  });

  it('who was answered by hand is answered, credited once', async () => {
    const { store } = fresh;
    await store.mentions.ingest(anIngest());
    const owner = { kind: 'responder', slackUser: 'UBEN' } as const;
    expect(await store.threads.answeredByHand('x-1001', '77', owner, 'by hand', NOW)).toBe(true);
    const before = await store.dump();
    expect(await store.threads.answeredByHand('x-1001', '77', owner, 'by hand', NOW)).toBe(false);
    expect(await store.dump()).toEqual(before);
    expect(await store.threads.get('x-1001')).toMatchObject({ state: 'answered', answeredBy: 'UBEN' });
  });
});

describe('the audit', () => {
  it('says who did what, in order', async () => {
    const { store } = fresh;
    await claimedThread(store);
    await store.threads.release('x-1001', 'ULEAD', true, NOW + 5);
    const entries = await store.redis.xrange('{T0TEST}:audit', '-', '+');
    const said = entries.map(([, fields]) => [fields[3], fields[5], fields[7]]);
    expect(said.slice(-2)).toEqual([
      ['USAM', 'claimed', 'x-1001'],
      ['ULEAD', 'released', 'x-1001'],
    ]);
  });
});

async function sending(given: ReturnType<typeof aReply>): Promise<{ reply: string }> {
  await fresh.store.replies.submit(given);
  expect(await fresh.store.replies.begin(given.id, given.notBefore)).toMatchObject({ kind: 'go' });
  return { reply: given.id };
}
