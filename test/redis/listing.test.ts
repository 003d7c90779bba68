import { describe, expect, it } from 'vitest';
import { tokensOf, wantedOf } from '../../src/domain/search-words.ts';
import { readAudit } from '../../src/store/audit-reader.ts';
import { freshStore, twice } from '../support/fresh-store.ts';
import { aPost } from '../support/samples.ts';
import { anIngest, NOW } from '../support/store.ts';

const fresh = freshStore();

async function mention(
  id: string,
  text: string,
  author: { id: string; handle: string } = { id: '501', handle: 'one' },
) {
  const at = NOW + Number(id);
  const post = aPost({
    id,
    text,
    author: { ...aPost().author, ...author },
    conversationId: id,
    createdAt: at,
  });
  await fresh.store.mentions.ingest(anIngest({ post, now: at }));
  await reindex(`x-${id}`);
  return `x-${id}`;
}

async function reindex(threadId: string) {
  const thread = await fresh.store.threads.get(threadId);
  if (thread) await fresh.store.listing.index(thread, tokensOf(thread));
}

const found = async (query: string, offset = 0, limit = 10) => {
  const page = await fresh.store.listing.find(wantedOf(query, 'USAM'), offset, limit);
  return { ids: page.threads.map(({ id }) => id), total: page.total };
};

describe('a thread', () => {
  it('is found by all of its words, the newest first, page by page', async () => {
    await mention('1', 'router red since noon');
    await mention('2', 'red light');
    const third = await mention('3', 'my router shows a red light', { id: '502', handle: 'two' });
    expect(await found('red router')).toEqual({ ids: ['x-3', 'x-1'], total: 2 });
    expect(await found('red', 1, 1)).toEqual({ ids: ['x-2'], total: 3 });
    expect(await found('red @two')).toEqual({ ids: [third], total: 1 });
    expect(await found('red nonsense')).toEqual({ ids: [], total: 0 });
    expect(await found('')).toEqual({ ids: [], total: 0 });
  });

  it('with a frequent word is found by a rare one too, however old it is; the frequent word alone says that there are more', async () => {
    const first = await mention('1', 'router zebra');
    for (let nth = 2; nth <= 502; nth += 1) {
      const thread = { ...(await fresh.store.threads.get(first)), id: `x-${nth}`, openedAt: NOW + nth };
      await fresh.store.redis.hset(`{T0TEST}:thread:x-${nth}`, 'id', `x-${nth}`);
      await fresh.store.listing.index(thread as never, ['router']);
    }
    expect((await found('router zebra')).ids).toEqual([first]);
    const page = await fresh.store.listing.find(wantedOf('router', 'USAM'), 0, 1);
    expect(page).toMatchObject({ total: 500, more: true });
    expect(await fresh.store.redis.zcard('{T0TEST}:token:router')).toBe(501);
  });

  it('is found by who has it and its state, and not by what is so no longer', async () => {
    const id = await mention('1', 'router red');
    await fresh.store.threads.claim(id, 'USAM', NOW + 5);
    await reindex(id);
    expect((await found('by:me is:claimed')).ids).toEqual([id]);
    await fresh.store.threads.release(id, 'USAM', false, NOW + 6);
    await reindex(id);
    expect((await found('by:me')).ids).toEqual([]);
    expect((await found('is:open')).ids).toEqual([id]);
    expect((await found('router is:claimed')).ids).toEqual([]);
  });

  it('stands in the list of its state, and is counted there once', async () => {
    const one = await mention('1', 'one');
    await mention('2', 'two');
    await fresh.store.threads.claim(one, 'USAM', NOW + 5);
    expect(await fresh.store.listing.counts()).toMatchObject({ open: 1, claimed: 1, resolved: 0 });
    await fresh.store.threads.resolve(one, 'USAM', false, NOW + 6);
    expect(await fresh.store.listing.counts()).toMatchObject({ open: 1, claimed: 0, resolved: 1 });
    expect((await fresh.store.listing.waiting(0, 10)).threads.map(({ id }) => id)).toEqual(['x-2']);
  });

  it('knows the other threads of its customer', async () => {
    await mention('1', 'one');
    const id = await mention('2', 'two');
    await mention('3', 'of somebody else', { id: '777', handle: 'else' });
    const thread = await fresh.store.threads.get(id);
    if (!thread) throw new Error('no thread');
    expect(await fresh.store.listing.ofCustomer(thread, 5)).toMatchObject({
      total: 1,
      threads: [{ id: 'x-1' }],
    });
  });

  it('gets tags, which find it', async () => {
    const id = await mention('1', 'one');
    const tag = () => fresh.store.listing.tag(id, ['vip'], 'USAM', NOW + 5);
    expect(await twice(fresh.store, tag)).toBe(true);
    await reindex(id);
    expect((await found('#vip')).ids).toEqual([id]);
    expect(await fresh.store.listing.tag('x-none', ['vip'], 'USAM', NOW)).toBe(false);
  });

  it('tells who did what, the newest first, in pages', async () => {
    const id = await mention('1', 'one');
    await fresh.store.threads.claim(id, 'USAM', NOW + 5);
    await fresh.store.threads.release(id, 'USAM', false, NOW + 6);
    const { entries, total } = await fresh.store.listing.history(id, 0, 2);
    expect(total).toBe(3);
    expect(entries.map(({ actor, what }) => [actor, what])).toEqual([
      ['USAM', 'released'],
      ['USAM', 'claimed'],
    ]);
    expect((await fresh.store.listing.history(id, 2, 2)).entries.map(({ what }) => what)).toEqual([
      'thread-opened',
    ]);
    const all: string[] = [];
    for await (const { what } of readAudit(fresh.store.redis, 0)) all.push(what);
    expect(all).toEqual(['thread-opened', 'claimed', 'released']);
  });
});

describe('thanks', () => {
  it('count once for each post', async () => {
    await mention('1', 'thank you!');
    const thank = () => fresh.store.listing.thanked('USAM', '1', NOW);
    await twice(fresh.store, thank);
    expect(await fresh.store.listing.thanks('USAM', 3)).toMatchObject({ total: 1, posts: [{ id: '1' }] });
    expect(await fresh.store.listing.thanks('UPAT', 3)).toEqual({ posts: [], total: 0 });
  });
});
