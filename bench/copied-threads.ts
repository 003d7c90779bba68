import { readFileSync } from 'node:fs';
import type { ThreadRecord } from '../src/keeping.ts';
import { bucketOf, packed, rowsOf } from '../src/store/packing.ts';
import { DIFFERENT, namesOf, threadIdOf } from './closed-threads.ts';
import type { OpenedStore } from './store-room.ts';

/** So many copies of one thread in one step: Redis is not kept for long, and what is read once serves many. */
const AT_ONCE = 50;
const UNDER_WAY = 4;
/** As the product has them. */
const WORD_KEEPS = 501;
const EXAMPLES = 2_000;
const PACK_AFTER_MS = 14 * 24 * 60 * 60 * 1000;
const PACKED_AT_ONCE = 100;

export interface Filled extends OpenedStore {
  workspace: string;
}

/**
 * Threads `DIFFERENT` to `threads`, as the product would leave them but much faster: the first ones stand there and are packed
 * here by its own steps. Each of the others is packed from the same words with other names, and Redis itself puts it where
 * threads stand.
 */
export async function packAndCopy(filled: Filled, threads: number, now: number): Promise<void> {
  if (threads < 2 * DIFFERENT) throw new Error(`Copies are made of ${2 * DIFFERENT} threads or more.`);
  if ((await filled.redis.zcard(`{${filled.workspace}}:examples`)) !== EXAMPLES)
    throw new Error('Examples are copied only where there are as many as there may be.');
  const records = await recordsOf(filled, now);
  await packAll(filled);
  const { redis, workspace } = filled;
  const words = (await redis.get(`{${workspace}}:packed-words`)) ?? '';
  const copy = copier(filled);
  const entryId = entryIds(await lastEntry(filled));
  await inTurns(DIFFERENT, async (nth) => {
    const record = records[nth];
    const value = await packedValue(filled, nth, now);
    if (!record || value === null) throw new Error(`Thread ${nth} was not packed.`);
    const before = namesOf(nth, now);
    const written = writer(JSON.stringify(rowsOf(value, words)), [
      ...before,
      ...record.audit.map(([id]) => id),
    ]);
    const whole = JSON.stringify(record);
    for (let first = nth + DIFFERENT; first < threads; first += AT_ONCE * DIFFERENT) {
      const nths = Array.from({ length: AT_ONCE }, (_, index) => first + index * DIFFERENT);
      const after = nths
        .filter((other) => other < threads)
        .flatMap((other) => {
          const names = [...namesOf(other, now), ...record.audit.map(entryId)];
          return [...names, packed(written(names), words)];
        });
      await copy(whole, WORD_KEEPS, before.length, ...before, ...after);
    }
  });
}

/** What the product packs of what stands there. */
export async function packAll({ store }: OpenedStore): Promise<void> {
  const before = Date.now() - PACK_AFTER_MS;
  while ((await store.keeping.pack(before, PACKED_AT_ONCE)).more);
}

/** The same text with other names in the place of those. */
function writer(text: string, names: readonly string[]): (names: readonly string[]) => string {
  const places = new Map(names.map((name, index) => [name, index]));
  const pieces: (string | number)[] = [];
  let from = 0;
  for (const { 0: run, index } of text.matchAll(/\d{13}-\d+|\w+/gu)) {
    const place = places.get(run);
    if (place === undefined) continue;
    pieces.push(text.slice(from, index), place);
    from = index + run.length;
  }
  pieces.push(text.slice(from));
  return (others) => pieces.map((piece) => (typeof piece === 'number' ? others[piece] : piece)).join('');
}

/** Ids of the audit, one after the other behind this one. */
function entryIds(last: string): () => string {
  const moment = Number(last.split('-')[0]) + 1;
  let number = 0;
  return () => {
    number += 1;
    return `${moment + Math.floor(number / 20)}-${number % 20}`;
  };
}

async function lastEntry({ redis, workspace }: Filled): Promise<string> {
  const [last] = await redis.xrevrange(`{${workspace}}:audit`, '+', '-', 'COUNT', 1);
  return last?.[0] ?? '0-0';
}

type Copy = (...args: (string | number | Buffer)[]) => Promise<unknown>;

function copier({ redis, workspace }: Filled): Copy {
  const source = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
  const lua = ['../src/store/lua/head.lua', '../src/store/lua/unpacking.lua', './copy-thread.lua'].map(
    source,
  );
  redis.defineCommand('copyThread', { numberOfKeys: 1, lua: lua.join('\n') });
  const { copyThread } = redis as unknown as { copyThread: Copy };
  // No trace, and no mark that is asked for.
  return (...args) => copyThread.call(redis, `{${workspace}}:`, ...args, '', '');
}

/** One after the other, a few of them under way. */
async function inTurns(count: number, one: (nth: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < count) {
      next += 1;
      await one(next - 1);
    }
  };
  await Promise.all(Array.from({ length: UNDER_WAY }, lane));
}

async function recordsOf(filled: Filled, now: number): Promise<ThreadRecord[]> {
  const times = await timesOf(filled);
  const records: ThreadRecord[] = [];
  for (let nth = 0; nth < DIFFERENT; nth += 1) {
    const record = await recordOf(filled, nth, now);
    const places = record.places.filter(([name]) => !name.startsWith('examples'));
    records.push({ ...record, places: [...places, ...(times.get(record.thread) ?? [])] });
  }
  return records;
}

export function packedValue({ redis, workspace }: Filled, nth: number, now: number): Promise<Buffer | null> {
  const id = threadIdOf(nth, now);
  return redis.hgetBuffer(`{${workspace}}:${bucketOf(id)}`, id);
}

/** The times that were taken stand in one list, each with the thread that it is of. */
async function timesOf({ redis, workspace }: Filled): Promise<Map<string, ThreadRecord['places']>> {
  const flat = await redis.zrange(`{${workspace}}:times`, '0', '-1', 'WITHSCORES');
  const found = new Map<string, ThreadRecord['places']>();
  for (let index = 0; index < flat.length; index += 2) {
    const [member = '', score = ''] = flat.slice(index, index + 2);
    const threadId = /x-\d+/u.exec(member)?.[0] ?? '';
    found.set(threadId, [...(found.get(threadId) ?? []), ['times', 'zset', member, score]]);
  }
  return found;
}

export async function recordOf({ store }: OpenedStore, nth: number, now: number): Promise<ThreadRecord> {
  const id = threadIdOf(nth, now);
  const read = await store.keeping.record(id, null);
  if (read === null) throw new Error(`${id} is not there.`);
  return read.record;
}
