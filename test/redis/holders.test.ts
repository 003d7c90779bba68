import { describe, expect, it } from 'vitest';
import { freshStore } from '../support/fresh-store.ts';
import { aPost, aReply } from '../support/samples.ts';
import { anIngest, claimedThread, NOW, openStore } from '../support/store.ts';

const fresh = freshStore();
const DUE = aReply().notBefore;

async function mention(id: string): Promise<string> {
  await fresh.store.mentions.ingest(anIngest({ post: aPost({ id }) }));
  return `x-${id}`;
}

describe('the threads of a person', () => {
  it('are the newest first, as many as asked for, and only theirs', async () => {
    const { threads } = fresh.store;
    for (const [index, id] of ['1', '2', '3'].entries())
      await threads.claim(await mention(id), 'USAM', NOW + index);
    await threads.claim(await mention('4'), 'UBEN', NOW);
    const ids = async (limit: number) => (await threads.heldBy('USAM', limit)).map(({ id }) => id);
    expect(await ids(10)).toEqual(['x-3', 'x-2', 'x-1']);
    expect(await ids(2)).toEqual(['x-3', 'x-2']);
    await threads.resolve('x-2', 'ULEAD', true, NOW);
    expect(await ids(10)).toEqual(['x-3', 'x-1']);
  });
});

describe('whoever comes second', () => {
  it('is told who has the thread and since when', async () => {
    const { threads } = fresh.store;
    await claimedThread(fresh.store);
    expect(await threads.claim('x-1001', 'UBEN', NOW + 60_000)).toMatchObject({
      kind: 'taken',
      by: 'USAM',
      at: NOW,
      thread: { claimedBy: 'USAM', claimedAt: NOW },
    });
  });

  it('of two who release and claim at once never has it together with the first', async () => {
    const { server, store } = fresh;
    await claimedThread(store);
    const other = openStore(server.url);
    const [claim] = await Promise.all([
      other.threads.claim('x-1001', 'UBEN', NOW),
      store.threads.release('x-1001', 'USAM', false, NOW),
    ]);
    const holder = (await store.threads.get('x-1001'))?.claimedBy;
    expect(holder).toBe(claim.kind === 'won' ? 'UBEN' : null);
    expect(await store.threads.heldBy('USAM', 10)).toEqual([]);
    other.redis.disconnect();
  });
});

describe('a thread that was answered by hand', () => {
  it('may be taken by the next, when nobody holds it', async () => {
    const { threads } = fresh.store;
    const id = await mention('1001');
    expect(await threads.answeredByHand(id, '77', { kind: 'brand', brand: 'acme' }, 'by hand', NOW)).toBe(
      true,
    );
    expect(await threads.get(id)).toMatchObject({ state: 'answered', answeredBy: null });
    expect(await threads.claim(id, 'UBEN', NOW)).toMatchObject({ kind: 'won' });
    expect(await threads.release(id, 'UBEN', false, NOW)).toMatchObject({
      kind: 'done',
      thread: { state: 'answered' },
    });
  });

  it('twice, by two posts, is credited twice', async () => {
    const { threads, counters } = fresh.store;
    const id = await mention('1001');
    const owner = { kind: 'responder', slackUser: 'UBEN' } as const;
    expect(await threads.answeredByHand(id, '77', owner, 'by hand', NOW)).toBe(true);
    expect(await threads.answeredByHand(id, '78', owner, 'by hand', NOW)).toBe(true);
    expect(await threads.answeredByHand('x-9', '79', owner, 'by hand', NOW)).toBe(false);
    expect(await counters.all()).toMatchObject({ 'replies.by-hand': 2 });
  });
});

describe('a resolve', () => {
  it('is for the holder or a lead, and ends what can be released', async () => {
    const { threads } = fresh.store;
    await claimedThread(fresh.store);
    expect(await threads.resolve('x-1001', 'UBEN', false, NOW)).toMatchObject({
      kind: 'not-holder',
      by: 'USAM',
    });
    expect(await threads.resolve('x-1001', 'ULEAD', true, NOW)).toMatchObject({ kind: 'done' });
    expect(await threads.release('x-1001', 'USAM', false, NOW)).toMatchObject({
      kind: 'closed',
      state: 'resolved',
    });
    expect(await threads.resolve('x-9', 'ULEAD', true, NOW)).toEqual({ kind: 'missing' });
    expect(await threads.release('x-9', 'ULEAD', true, NOW)).toEqual({ kind: 'missing' });
  });
});

describe('a deleted post', () => {
  it('of a thread that is not known leaves nothing behind', async () => {
    await fresh.store.threads.markGone('x-9', NOW);
    expect(await fresh.store.dump()).toEqual({});
  });
});

describe('a reply that is parked', () => {
  it('can be taken back, and does not go on with the link', async () => {
    const { store } = fresh;
    await claimedThread(store);
    await store.replies.submit(aReply());
    await store.replies.begin('r-1', DUE);
    await store.replies.finish('r-1', 1, { kind: 'parked', reason: 'link again' }, DUE);
    expect(await store.replies.get('r-1')).toMatchObject({ state: 'held', parked: true });
    expect(await store.replies.withdraw('r-1', 'USAM', DUE)).toMatchObject({ kind: 'withdrawn' });
    expect(await store.replies.unpark('701', DUE)).toBe(0);
    expect(await store.replies.get('r-1')).toMatchObject({ state: 'withdrawn' });
  });

  it('waits for its own account only', async () => {
    const { store } = fresh;
    await claimedThread(store);
    await store.replies.submit(aReply());
    await store.replies.begin('r-1', DUE);
    await store.replies.finish('r-1', 1, { kind: 'parked', reason: 'link again' }, DUE);
    expect(await store.replies.unpark('702', DUE)).toBe(0);
    expect(await store.replies.unpark('701', DUE)).toBe(1);
    expect(await store.replies.get('r-1')).toMatchObject({
      state: 'held',
      parked: false,
      reason: 'Your account works again.',
    });
  });
});

describe('a text', () => {
  it('of 25,000 characters goes out as it was written, and is the draft of its writer alone', async () => {
    const { replies } = fresh.store;
    await claimedThread(fresh.store);
    const text = 'Zwölf 😀 <b>&amp; "quotes"\n\\ '.repeat(1_000).slice(0, 25_000);
    await replies.submit(aReply({ text }));
    expect((await replies.get('r-1'))?.text).toBe(text);
    expect(await replies.draft('x-1001', 'USAM')).toBeNull();
    await replies.withdraw('r-1', 'USAM', DUE);
    expect(await replies.draft('x-1001', 'USAM')).toBe(text);
    expect(await replies.draft('x-1001', 'UBEN')).toBeNull();
  });
});
