import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createArchive } from '../../src/archive/archive-files.ts';
import type { Archive } from '../../src/keeping.ts';
import { restoreArchived } from '../../src/usecases/restore-archived.ts';
import { retain } from '../../src/usecases/retain.ts';
import { freshStore } from '../support/fresh-store.ts';
import { aLongThread, settleAll } from '../support/long-thread.ts';
import { aDesk, aPost } from '../support/samples.ts';
import { anIngest, claimedThread, MENTION, NOW, silentLog } from '../support/store.ts';

const fresh = freshStore();
const DAY_MS = 24 * 60 * 60 * 1000;
let dir: string;
let archive: Archive;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'faccia-archive-'));
  archive = createArchive(join(dir, 'archive'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const round = (over: Partial<Archive> = {}, retention = aDesk().retention) =>
  retain({
    keeping: fresh.store.keeping,
    archive: { ...archive, ...over },
    desk: aDesk({ retention }),
    clock: fresh.clock,
    log: silentLog,
  })();

async function archived(): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  for (const file of await archive.files('threads'))
    for await (const line of archive.read(file)) found.push(line);
  return found;
}

/** Without what counts, and what remembers for ever what happened. */
async function content(): Promise<Record<string, string>> {
  const dump = await fresh.store.dump();
  const apart =
    /:(?:audit|counters|outbox|outbox:receipts|outbox:sequence|packed-through|packed-words|sent-by|thanked|took|heard:.*)$/u;
  return Object.fromEntries(Object.entries(dump).filter(([key]) => !apart.test(key)));
}

describe('retention', () => {
  it('takes everything of a closed thread out of Redis after its time, and nothing else', async () => {
    await claimedThread(
      fresh.store,
      'UADA',
      aPost({ id: '4004', conversationId: '4004', author: OTHER_CUSTOMER }),
    );
    await settleAll(fresh.store);
    const before = await content();
    await aLongThread(fresh.store);
    fresh.clock.advance(179 * DAY_MS);
    await round();
    expect(await archived()).toEqual([]);
    fresh.clock.advance(DAY_MS + 1_000);
    await round();
    const after = await content();
    for (const key of Object.keys(after).filter((name) =>
      /:learned|:responders|answered:|said$|examples:place/u.test(name),
    ))
      delete after[key];
    for (const [key, value] of Object.entries(after)) expect([key, value]).toEqual([key, before[key]]);
    expect(await archived()).toMatchObject([{ id: 'x-1001', thread: 'x-1001' }]);
    const [file = ''] = readdirSync(join(dir, 'archive'));
    expect(statSync(join(dir, 'archive', file)).mode & 0o777).toBe(0o600);
  });

  it('brings a thread back as it was', async () => {
    await aLongThread(fresh.store);
    const before = await content();
    fresh.clock.advance(181 * DAY_MS);
    await round();
    const restore = () =>
      restoreArchived({ keeping: fresh.store.keeping, clock: fresh.clock })(
        archive.read(`threads-${day()}.ndjson.gz`),
        null,
      );
    expect(await restore()).toEqual({ restored: 1, present: 0 });
    expect(await restore()).toEqual({ restored: 0, present: 1 });
    const after = await content();
    const changed = Object.keys({ ...before, ...after }).filter((key) => before[key] !== after[key]);
    expect(changed.map((key) => key.replace(/^.*?:/u, '')).sort()).toEqual([
      'history:x-1001',
      'said',
      'thread:x-1001',
      'threads:resolved',
      'watched',
    ]);
    const thread = await fresh.store.threads.get('x-1001');
    expect(thread).toMatchObject({ state: 'resolved', answeredBy: 'USAM', cardTs: '17.1' });
    expect((await fresh.store.listing.history('x-1001', 0, 100)).entries.length).toBeGreaterThan(5);
    expect(await fresh.store.keeping.closedBefore(fresh.clock.now(), 0, 10)).toEqual([]);
  });

  it('does not lose or double a thread when it is stopped between the two steps', async () => {
    await aLongThread(fresh.store);
    fresh.clock.advance(181 * DAY_MS);
    const crash = {
      async append(...args: Parameters<Archive['append']>) {
        await archive.append(...args);
        throw new Error('crashed');
      },
    };
    await expect(round(crash)).rejects.toThrow('crashed');
    expect(await fresh.store.threads.get('x-1001')).not.toBeNull();
    expect(await archived()).toHaveLength(1);
    await round();
    expect(await fresh.store.threads.get('x-1001')).toBeNull();
    expect(await archived()).toHaveLength(2);
    const restored = await restoreArchived({ keeping: fresh.store.keeping, clock: fresh.clock })(
      archive.read(`threads-${day()}.ndjson.gz`),
      null,
    );
    expect(restored).toEqual({ restored: 1, present: 0 });
  });

  it('leaves a thread alone that changed meanwhile', async () => {
    await aLongThread(fresh.store);
    fresh.clock.advance(181 * DAY_MS);
    await round({
      async append(...args) {
        await archive.append(...args);
        await fresh.store.listing.tag('x-1001', ['again'], 'USAM', fresh.clock.now());
      },
    });
    expect(await fresh.store.threads.get('x-1001')).toMatchObject({ tags: ['again'] });
  });

  it('leaves what somebody works with, and what waits to be done', async () => {
    const { store, clock } = fresh;
    await claimedThread(store);
    await store.mentions.ingest(anIngest({ post: aPost({ id: '2002' }), as: MENTION }));
    await claimedThread(store, 'UADA', aPost({ id: '3003', conversationId: '3003', author: OTHER_CUSTOMER }));
    await store.threads.resolve('x-3003', 'UADA', false, NOW);
    clock.advance(200 * DAY_MS);
    await round();
    expect(await archived()).toEqual([]);
    await settleAll(store);
    await round();
    expect((await archived()).map(({ id }) => id)).toEqual(['x-3003']);
  });

  it('is done by one process at a time', async () => {
    await aLongThread(fresh.store);
    fresh.clock.advance(181 * DAY_MS);
    let inside = 0;
    await round({
      async append(...args) {
        inside += 1;
        await round();
        await archive.append(...args);
      },
    });
    expect(inside).toBe(1);
    expect(await archived()).toHaveLength(1);
  });

  it('throws archives away in the end, and what the audit says', async () => {
    await aLongThread(fresh.store);
    fresh.clock.advance(181 * DAY_MS);
    await round();
    expect(await archive.files('threads')).toHaveLength(1);
    expect(await fresh.store.redis.xlen('{T0TEST}:audit')).toBeGreaterThan(0);
    fresh.clock.advance(732 * DAY_MS);
    await round();
    expect(await archive.files('threads')).toEqual([]);
    expect(await fresh.store.redis.xlen('{T0TEST}:audit')).toBe(0);
  });

  it('moves what is too much of the audit to an archive, each entry once', async () => {
    await aLongThread(fresh.store);
    const { redis } = fresh.store;
    const before = await redis.xrange('{T0TEST}:audit', '-', '+');
    await round({}, { ...aDesk().retention, auditKept: 3 });
    expect((await redis.xrange('{T0TEST}:audit', '-', '+')).map(([id]) => id)).toEqual(
      before.slice(-3).map(([id]) => id),
    );
    const lines: unknown[] = [];
    for (const file of await archive.files('audit'))
      for await (const { id } of archive.read(file)) lines.push(id);
    expect(lines).toEqual(before.slice(0, -3).map(([id]) => id));
  });

  it('keeps everything in Redis while the folder cannot be written', async () => {
    await aLongThread(fresh.store);
    fresh.clock.advance(181 * DAY_MS);
    writeFileSync(join(dir, 'archive'), 'a file where the folder should be');
    expect(await round()).toEqual({ again: fresh.clock.now() + 10 * 60_000 });
    expect(await fresh.store.threads.get('x-1001')).not.toBeNull();
  });

  it('says which archive is damaged', async () => {
    await aLongThread(fresh.store);
    fresh.clock.advance(181 * DAY_MS);
    await round();
    writeFileSync(join(dir, 'archive', `threads-${day()}.ndjson.gz`), 'no gzip');
    await expect(archived()).rejects.toMatchObject({ code: 'archive' });
  });
});

describe('an archive', () => {
  it('is rewritten where a line changes, and stays where none does', async () => {
    await archive.append('threads', '2026-01-01', [
      { id: 'a', n: 1 },
      { id: 'b', n: 2 },
    ]);
    await archive.append('threads', '2026-01-01', [{ id: 'c', n: 3 }]);
    const file = 'threads-2026-01-01.ndjson.gz';
    expect(await archive.rewrite(file, (line) => line)).toBe(0);
    expect(
      await archive.rewrite(file, (line) =>
        line.id === 'a' ? null : line.id === 'b' ? { ...line, n: 9 } : line,
      ),
    ).toBe(2);
    expect(await archived()).toEqual([
      { id: 'b', n: 9 },
      { id: 'c', n: 3 },
    ]);
    expect(await archive.rewrite(file, () => null)).toBe(2);
    expect(await archive.files('threads')).toEqual([]);
  });
});

const OTHER_CUSTOMER = { id: '599', handle: 'somebody_else', name: 'Somebody', avatarUrl: null };
const day = () => new Date(fresh.clock.now()).toISOString().slice(0, 10);
