import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { ThreadRecord } from '../keeping.ts';
import { PACKED_WORDS } from './packed-words.ts';
import type { Redis } from './redis.ts';
import { scanKeys } from './scan-keys.ts';
import type { Database } from './scripts.ts';

/** All keys of one thread, as `lua/thread-record.lua` looks at them; the last of a row is the hour until which it lives. */
type Rows = [...row: ThreadRecord['keys'][number], untilHour?: number][];

/** What stands for all keys of a thread; `lua/unpacking.lua` reads it. The benchmark that packs a million of them uses it too. */
export function packed(json: string, words: string): Buffer {
  const rows = JSON.parse(json) as Rows;
  const thread = rows.find(([name]) => name.startsWith('thread:'));
  const fields = new Map((thread?.[2] ?? []) as [string, string][]);
  const tokens = (fields.get('tokens') ?? '').split(' ').filter(Boolean).slice(0, MOST_TOKENS);
  return Buffer.concat([
    Buffer.from(fields.get('state')?.slice(0, 1) ?? '?'),
    Buffer.from([tokens.length]),
    ...tokens.map((token) => createHash('sha1').update(token).digest().subarray(0, TOKEN_BYTES)),
    deflateRawSync(JSON.stringify(rows), { ...DEFLATE, dictionary: Buffer.from(words) }),
  ]);
}

/** What is so small needs little room to be packed in. */
const DEFLATE = { level: 9, memLevel: 5, windowBits: 13 };
/** Their number is one byte; a thread has less than fifty. */
const MOST_TOKENS = 255;
const TOKEN_BYTES = 3;

/** All keys that were packed. */
export function rowsOf(value: Buffer, words: string): Rows {
  const from = 2 + TOKEN_BYTES * (value[1] ?? 0);
  return JSON.parse(
    inflateRawSync(value.subarray(from), { dictionary: Buffer.from(words) }).toString(),
  ) as Rows;
}

export interface PackedThread {
  id: string;
  keys: ThreadRecord['keys'];
}

/** Every packed thread, read where it stands: nothing is unpacked. */
export async function* packedThreads(redis: Redis, prefix: string): AsyncIterable<PackedThread> {
  const words = (await redis.get(`${prefix}packed-words`)) ?? '';
  for await (const [id, value] of packedValues(redis, prefix))
    yield { id, keys: rowsOf(value, words).map(([name, type, parts]) => [name, type, parts]) };
}

export async function* packedIds(redis: Redis, prefix: string): AsyncIterable<string> {
  for await (const [id] of packedValues(redis, prefix)) yield id;
}

/** The key, without prefix, in which this thread stands when it is packed. */
export function bucketOf(id: string): string {
  return `packed:${createHash('sha1').update(id).digest('hex').slice(0, 4)}`;
}

/** What is packed of this thread, as names and values of its hashes; null: it is not packed. Nothing is unpacked. */
export async function packedHashes(
  db: Database,
  id: string,
): Promise<((name: string) => Record<string, string>) | null> {
  const bucket = bucketOf(id);
  const [value, words] = await db.call((redis, prefix) =>
    Promise.all([redis.hgetBuffer(prefix + bucket, id), redis.get(`${prefix}packed-words`)]),
  );
  if (value === null) return null;
  const rows = rowsOf(value, words ?? '');
  return (name) => Object.fromEntries((rows.find(([key]) => key === name)?.[2] ?? []) as [string, string][]);
}

async function* packedValues(redis: Redis, prefix: string): AsyncIterable<[id: string, value: Buffer]> {
  for await (const bucket of scanKeys(redis, `${prefix}packed:*`))
    yield* Object.entries(await redis.hgetallBuffer(bucket));
}

const HOUR_MS = 60 * 60 * 1000;
/** Those that people may still want closed, the frequent one first. */
const STATES = ['resolved', 'answered'] as const;

/**
 * Packs threads that were closed before that moment, at most so many of each state; answers how many, and whether there are
 * more. Each goes in one step, and only as it was read.
 */
export async function packClosed(
  db: Database,
  before: number,
  limit: number,
): Promise<{ packed: number; more: boolean }> {
  const again = await db.call(async (redis, prefix) => {
    // Those that were unpacked, or busy, more than an hour ago, by Redis's own time.
    const [seconds] = await redis.time();
    const until = Number(seconds) * 1000 - HOUR_MS;
    return redis.zrangebyscore(`${prefix}to-pack`, '-inf', until, 'LIMIT', 0, limit);
  });
  let count = await packAll(db, again, before, '', 0);
  let more = false;
  for (const state of STATES) {
    const done = await packState(db, state, before, limit);
    count += done.packed;
    more ||= done.more;
  }
  return { packed: count, more };
}

async function packState(db: Database, state: string, before: number, limit: number) {
  const through = Number(
    (await db.call((redis, prefix) => redis.hget(`${prefix}packed-through`, state))) ?? 0,
  );
  for (let offset = 0, count = 0; ; offset += limit) {
    const flat = await db.call((redis, prefix) =>
      redis.zrangebyscore(
        `${prefix}threads:${state}`,
        through,
        `(${before}`,
        'WITHSCORES',
        'LIMIT',
        offset,
        limit,
      ),
    );
    const ids = flat.filter((_, index) => index % 2 === 0);
    const last = Number(flat.at(-1) ?? through);
    count += await packAll(db, await unpackedOf(db, ids), before, state, last);
    // Where many were closed at one moment it goes on behind them at once: the next round begins with that moment.
    if (ids.length < limit || last > through) return { packed: count, more: ids.length === limit };
  }
}

async function unpackedOf(db: Database, ids: readonly string[]): Promise<string[]> {
  const there = await db.call((redis, prefix) =>
    Promise.all(ids.map((id) => redis.exists(`${prefix}thread:${id}`))),
  );
  return ids.filter((_, index) => there[index] === 1);
}

async function packAll(
  db: Database,
  ids: readonly string[],
  before: number,
  state: string,
  through: number,
): Promise<number> {
  const busy: string[] = [];
  for (const id of ids) if (!(await packThread(db, id, before))) busy.push(id);
  await db.run('pack-on', state, through, ...busy);
  return ids.length - busy.length;
}

/** Unpacking takes Redis a millisecond for a usual thread of 4,000, and everybody waits: so much takes it 150. */
const MOST_LETTERS = 250_000;

/** False: it is not closed that long, something of it is under way, it changed meanwhile, or it is too long. */
export async function packThread(db: Database, id: string, before: number): Promise<boolean> {
  const words = (await db.call((redis, prefix) => redis.get(`${prefix}packed-words`))) ?? PACKED_WORDS;
  const [kind, json = '', sha = ''] = await record(db, 'look', before, '', id, '');
  if (kind !== 'done' || json.length > MOST_LETTERS) return false;
  const [ended] = await record(db, 'pack', before, sha, id, '', packed(json, words), words);
  return ended === 'done';
}

async function record(db: Database, ...args: (string | number | Buffer)[]): Promise<string[]> {
  return (await db.run('thread-record', ...args)) as string[];
}
