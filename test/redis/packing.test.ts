import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBackup } from '../../src/store/backup-file.ts';
import { everything } from '../../src/store/everything.ts';
import { packedIds, packedThreads } from '../../src/store/packing.ts';
import { restoreBackup } from '../../src/store/restore-backup.ts';
import { takeBackup } from '../../src/store/take-backup.ts';
import { exportThreads } from '../../src/usecases/export-threads.ts';
import { restoreArchived } from '../../src/usecases/restore-archived.ts';
import { answered, OTHER } from '../support/conversation-cases.ts';
import { freshStore } from '../support/fresh-store.ts';
import { openKeepingDesk } from '../support/keeping-desk.ts';
import { aLongThread, CUSTOMER_WORDS, packedThread, settleAll } from '../support/long-thread.ts';
import { aDesk, aPost } from '../support/samples.ts';
import { anIngest, BACKUP_HEADER, claimedThread, NOW, WORKSPACE } from '../support/store.ts';

const fresh = freshStore();
const DAY_MS = 24 * 60 * 60 * 1000;
const LATER = NOW + 400 * DAY_MS;
/** What packing leaves behind: how far it is, with which words, and what it does not compare or count any more. */
const TRACES = /:(?:counters|said|packed-through|packed-words|to-pack)$/u;
let desk: Awaited<ReturnType<typeof openKeepingDesk>>;

beforeEach(async () => {
  desk = await openKeepingDesk(fresh);
});
afterEach(() => desk.close());

const pack = () => fresh.store.keeping.pack(LATER, 100);

async function packed(): Promise<string[]> {
  const ids: string[] = [];
  for await (const id of packedIds(fresh.store.redis, `{${WORKSPACE}}:`)) ids.push(id);
  return ids;
}

async function content(): Promise<Record<string, string>> {
  return Object.fromEntries(Object.entries(await fresh.store.dump()).filter(([key]) => !TRACES.test(key)));
}

describe('packing a thread', () => {
  it('leaves none of its keys, and makes all of them again as they were', async () => {
    await aLongThread(fresh.store);
    const before = await content();
    expect(await pack()).toEqual({ packed: 1, more: false });
    expect(
      Object.keys(await content()).filter((key) => /:(?:thread|post|reply|history):/u.test(key)),
    ).toEqual([]);
    await fresh.store.redis.pexpire(`{${WORKSPACE}}:message:note:r-1`, DAY_MS);
    await fresh.store.replies.get('r-1');
    expect(await content()).toEqual(before);
    expect(await fresh.store.redis.pttl(`{${WORKSPACE}}:message:note:r-1`)).toBeGreaterThan(100 * DAY_MS);
  });

  it.each([
    ['with nothing to say', ''],
    ['of one sign, many times', 'a'.repeat(25_000)],
    [
      'of many signs',
      Array.from({ length: 4_000 }, (_, at) => String.fromCodePoint(0x4e00 + ((at * 7_919) % 20_000))).join(
        '',
      ),
    ],
    [
      'of letters by chance',
      Array.from({ length: 25_000 }, (_, at) => ((at * at * 48_271 + at * 11) % 2_147_483).toString(36)).join(
        '',
      ),
    ],
    ['with signs of its own format', '"\\/[]{}\n\t 😀 \u2028 </script>'],
  ])('brings back a text %s', async (_name, text) => {
    const id = await claimedThread(fresh.store, 'USAM', aPost({ text }));
    await fresh.store.threads.resolve(id, 'USAM', false, NOW);
    await settleAll(fresh.store);
    const before = await content();
    expect(await pack()).toMatchObject({ packed: 1 });
    expect((await fresh.store.threads.get(id))?.root.text).toBe(text);
    expect(await packed()).toEqual([id]);
    await fresh.store.threads.seenAt('1001');
    expect(await content()).toEqual(before);
  });

  it('passes over what somebody holds, what is ignored, what waits to be done and what was closed lately', async () => {
    const { store } = fresh;
    await claimedThread(store);
    await answered(store);
    await settleAll(store);
    await claimedThread(store, 'UADA', aPost({ id: '2002', conversationId: '2002' }));
    await store.noise.ignore('x-2002', 'UADA', false, { reason: 'spam', why: '' }, NOW);
    await settleAll(store);
    await claimedThread(store, 'UADA', aPost({ id: '3003', conversationId: '3003' }));
    await store.threads.resolve('x-3003', 'UADA', false, NOW);
    expect(await pack()).toMatchObject({ packed: 0 });
    await settleAll(store);
    expect(await store.keeping.pack(NOW, 100)).toMatchObject({ packed: 0 });
    expect(await packed()).toEqual([]);
  });

  it('leaves alone what is so long that all would wait for it to be unpacked', async () => {
    const { store } = fresh;
    const text = `@acme ${'z'.repeat(24_000)}`;
    const posts = Array.from({ length: 12 }, (_, nth) =>
      aPost({ id: `${1_001 + nth}`, conversationId: '1001', text }),
    );
    const [root] = posts;
    await claimedThread(store, 'USAM', root);
    for (const post of posts.slice(1)) await store.mentions.ingest(anIngest({ post }));
    await store.threads.resolve('x-1001', 'USAM', false, NOW);
    await settleAll(store);
    expect(await pack()).toMatchObject({ packed: 0 });
    expect(await store.threads.get('x-1001')).toMatchObject({ state: 'resolved' });
  });

  it('comes back to a thread that was under way, and to one that somebody read, after an hour', async () => {
    const { store } = fresh;
    await packedThread(store);
    await store.threads.seenAt('1001');
    expect(await pack()).toMatchObject({ packed: 0 });
    await store.redis.zadd(`{${WORKSPACE}}:to-pack`, 'XX', 1, 'x-1001');
    expect(await pack()).toMatchObject({ packed: 1 });
    expect(await packed()).toEqual(['x-1001']);
  });

  it('is done by the round that keeps things, when its days are over', async () => {
    await aLongThread(fresh.store);
    const { packMs } = aDesk().retention;
    fresh.clock.advance(Number(packMs) - DAY_MS);
    await desk.retain();
    expect(await packed()).toEqual([]);
    fresh.clock.advance(2 * DAY_MS);
    await desk.retain({ packMs: null });
    expect(await packed()).toEqual([]);
    await desk.retain();
    expect(await packed()).toEqual(['x-1001']);
  });
});

describe('a packed thread', () => {
  it('is reopened by its customer', async () => {
    const { store } = fresh;
    await packedThread(store);
    const again = aPost({ id: '1009', conversationId: '1001', inReplyTo: '5001', createdAt: NOW + 9_000 });
    expect(await store.mentions.ingest(anIngest({ post: again }))).toMatchObject({
      kind: 'joined',
      threadId: 'x-1001',
    });
    expect(await store.threads.get('x-1001')).toMatchObject({
      state: 'open',
      returning: true,
      answeredBy: 'USAM',
      lastCustomerPost: { id: '1009' },
    });
    expect(await packed()).toEqual([]);
  });

  it('takes an answer that its customer edits, and what others write under it', async () => {
    const { store } = fresh;
    await packedThread(store);
    const edited = aPost({
      id: '1010',
      versions: ['1001', '1010'],
      conversationId: '1001',
      text: '@acme edited',
    });
    expect(await store.mentions.ingest(anIngest({ post: edited }))).toMatchObject({ kind: 'edited' });
    expect((await store.threads.get('x-1001'))?.root.text).toBe('@acme edited');
    const other = aPost({ ...OTHER, id: '1011', versions: ['1011'] });
    expect(await store.mentions.ingest(anIngest({ post: other }))).toMatchObject({
      kind: 'other',
      threadId: 'x-1001',
    });
  });

  it('is not opened anew by a post that it has', async () => {
    const { store } = fresh;
    await packedThread(store);
    expect(await store.mentions.ingest(anIngest())).toMatchObject({ kind: 'duplicate' });
  });

  it('answers clicks on its old card as before', async () => {
    const { store } = fresh;
    await packedThread(store);
    expect(await store.threads.byCard('C0CARE', '17.1')).toBe('x-1001');
    expect(await store.threads.claim('x-1001', 'UADA', NOW)).toMatchObject({
      kind: 'closed',
      state: 'resolved',
    });
    expect(await store.messages.known('card:x-1001')).toMatchObject({ kind: 'posted', ts: '17.1' });
    expect(await store.deletions.begin('r-1', 'USAM', NOW)).toMatchObject({
      kind: 'deleting',
      reply: { postId: '5001' },
    });
  });

  it('is found and shown by whatever finds it, and stays packed', async () => {
    const { store } = fresh;
    await packedThread(store);
    const find = (tokens: string[], state: 'resolved' | 'open' | null = null) =>
      store.listing.find({ tokens, state }, 0, 8);
    for (const tokens of [['line'], ['line', 'rome'], ['@customer_one', 'dead', 'line']])
      expect(await find(tokens, 'resolved')).toMatchObject({
        total: 1,
        threads: [{ id: 'x-1001', tags: ['vip-customer_one'] }],
      });
    expect(await find(['line', 'rome'], 'open')).toMatchObject({ total: 0 });
    expect(await find([], 'resolved')).toMatchObject({ total: 1 });
    const thread = await store.threads.get('x-1001');
    expect(thread).toMatchObject({ state: 'resolved', answeredBy: 'USAM', cardTs: '17.1' });
    expect(await store.threads.threadOf('5001')).toBe('x-1001');
    await store.watch.seen([{ id: '1001', around: null }], NOW + 9, NOW);
    expect(await packed()).toEqual(['x-1001']);
  });

  it('of frequent words is found by those that stand in itself', async () => {
    const { store } = fresh;
    await packedThread(store);
    // Newer threads have driven it out of the lists of these words, where there are as many as there may be.
    for (const word of ['line', 'dead']) {
      const newer = Array.from({ length: 501 }, (_, nth) => [NOW + 1 + nth, `x-9${nth}`]).flat();
      await store.redis.del(`{${WORKSPACE}}:token:${word}`);
      await store.redis.zadd(`{${WORKSPACE}}:token:${word}`, ...newer);
    }
    const find = (...tokens: string[]) => store.listing.find({ tokens, state: null }, 0, 8);
    expect(await find('rome', 'line', 'dead')).toMatchObject({ total: 1, threads: [{ id: 'x-1001' }] });
    await store.redis.zadd(
      `{${WORKSPACE}}:token:blue`,
      ...Array.from({ length: 501 }, (_, nth) => [NOW + 1 + nth, `x-9${nth}`]).flat(),
    );
    expect(await find('rome', 'blue')).toMatchObject({ total: 0 });
    expect(await packed()).toEqual(['x-1001']);
  });

  it('shows its history, its turns and its answers, whoever asks at the same time', async () => {
    const { store } = fresh;
    const ask = () =>
      Promise.all([
        store.listing.history('x-1001', 0, 100),
        store.times.turns('x-1001'),
        store.replies.byPost('5001'),
        store.replies.get('r-2'),
        store.conversations.context('1001'),
        store.threads.get('x-1001'),
        store.reader.threadOf('note:r-1'),
      ]);
    await aLongThread(store);
    const before = await ask();
    await pack();
    expect(await ask()).toEqual(before);
  });

  it('is exported and archived as it was, and comes back from the archive', async () => {
    const { store, clock } = fresh;
    const rows = async () => {
      const found = [];
      for await (const row of exportThreads({ keeping: store.keeping, archive: desk.archive })(0))
        found.push(row);
      return found;
    };
    await aLongThread(store);
    const [before, record] = [await rows(), await store.keeping.record('x-1001', null)];
    await pack();
    expect(await rows()).toEqual(before);
    expect(await store.keeping.record('x-1001', null)).toEqual(record);
    expect(await packed()).toEqual(['x-1001']);
    clock.advance(181 * DAY_MS);
    await desk.retain();
    expect(await store.threads.get('x-1001')).toBeNull();
    expect(Object.keys(await content()).filter((key) => /:packed/u.test(key))).toEqual([]);
    const [file = ''] = await desk.archive.files('threads');
    const restored = restoreArchived({ keeping: store.keeping, clock })(desk.archive.read(file), null);
    expect(await restored).toEqual({ restored: 1, present: 0 });
    expect(await store.threads.get('x-1001')).toMatchObject({ state: 'resolved', answeredBy: 'USAM' });
  });

  it('loses what its author deleted', async () => {
    const { store } = fresh;
    await packedThread(store);
    await store.watch.erase({ id: '1001', around: null }, 'deleted', 'gone', NOW);
    expect((await store.threads.get('x-1001'))?.root).toMatchObject({ erased: 'deleted', text: '' });
  });

  it('stands in a backup, and works where that is restored', async () => {
    const { redis } = fresh.store;
    await aLongThread(fresh.store);
    await redis.set(`{${WORKSPACE}}:mark`, 'the-mark');
    const history = await fresh.store.listing.history('x-1001', 0, 100);
    await pack();
    const dir = mkdtempSync(join(tmpdir(), 'faccia-packed-'));
    try {
      const file = join(dir, 'desk.backup.gz');
      const writer = await createBackup(file, BACKUP_HEADER);
      await takeBackup({ redis, workspace: WORKSPACE, offline: true, write: writer.write });
      await writer.finish();
      await redis.flushall();
      await restoreBackup(redis, file, false, NOW);
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
    expect(await packed()).toEqual(['x-1001']);
    expect(await fresh.store.listing.history('x-1001', 0, 100)).toEqual(history);
  });

  it('is told whole to whoever goes through everything while it is packed', async () => {
    const { store } = fresh;
    await aLongThread(store);
    const told = new Set<string>();
    for await (const { key, parts } of everything(store.redis, `{${WORKSPACE}}:`)) {
      if ((await packed()).length === 0) await pack();
      if (parts.length > 0) told.add(key);
    }
    const missed: string[] = [];
    for await (const { keys } of packedThreads(store.redis, `{${WORKSPACE}}:`))
      missed.push(...keys.map(([key]) => key).filter((key) => !told.has(key)));
    expect(missed).toEqual([]);
    expect(told).toContain('post:1001');
  });

  it('is forgotten with its customer', async () => {
    const { store } = fresh;
    await packedThread(store);
    expect(await store.threads.get('x-1001')).not.toBeNull();
    await desk.forgetCustomer('customer_one', false);
    expect(await desk.search(CUSTOMER_WORDS)).toEqual([]);
    expect(await packed()).toEqual([]);
  });

  it('keeps nothing of the colleague who is forgotten', async () => {
    const { store } = fresh;
    await packedThread(store);
    await desk.forgetResponder('USAM', false);
    const left: string[] = [];
    for await (const thread of packedThreads(store.redis, `{${WORKSPACE}}:`))
      if (JSON.stringify(thread).includes('USAM')) left.push(thread.id);
    expect(left).toEqual([]);
    expect(await desk.search(['USAM'])).toEqual([]);
    expect((await store.threads.get('x-1001'))?.answeredBy).toBe('UFORGOTTEN');
  });
});
