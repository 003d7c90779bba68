import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { ThreadRecord } from '../src/keeping.ts';
import { closeThreads, DIFFERENT, namesOf, threadIdOf } from './closed-threads.ts';
import type { OpenedStore } from './store-room.ts';

/** So many copies of one thread in one step: Redis is not kept for long, and what is read once serves many. */
const AT_ONCE = 50;
const UNDER_WAY = 4;
/** As the product has them. */
const WORD_KEEPS = 501;
const EXAMPLES = 2_000;
const SAMPLES = 10;
const WEIGHED = 200;
/** A longer number makes a longer key. */
const MOST_HEAVIER = 0.03;

export interface Filled extends OpenedStore {
  workspace: string;
}

/**
 * Threads `DIFFERENT` to `threads`, as {@link closeThreads} would write them but much faster: the first ones stand there, and
 * Redis itself writes each of them down again with other names.
 */
export async function copyThreads(filled: Filled, threads: number, now: number): Promise<void> {
  const copy = copier(filled);
  const times = await timesOf(filled);
  if (threads < 2 * DIFFERENT) throw new Error(`Copies are made of ${2 * DIFFERENT} threads or more.`);
  if ((await filled.redis.zcard(`{${filled.workspace}}:examples`)) !== EXAMPLES)
    throw new Error('Examples are copied only where there are as many as there may be.');
  await inTurns(DIFFERENT, async (nth) => {
    const record = await recordOf(filled, nth, now);
    const places = record.places.filter(([name]) => !name.startsWith('examples'));
    const whole = JSON.stringify({ ...record, places: [...places, ...(times.get(record.thread) ?? [])] });
    const before = namesOf(nth, now);
    for (let first = nth + DIFFERENT; first < threads; first += AT_ONCE * DIFFERENT) {
      const nths = Array.from({ length: AT_ONCE }, (_, index) => first + index * DIFFERENT);
      const after = nths.filter((other) => other < threads).flatMap((other) => namesOf(other, now));
      await copy(whole, WORD_KEEPS, before.length, ...before, ...after);
    }
  });
}

type Copy = (...args: (string | number)[]) => Promise<unknown>;

function copier({ redis, workspace }: Filled): Copy {
  const lua = readFileSync(new URL('./copy-thread.lua', import.meta.url), 'utf8');
  redis.defineCommand('copyThread', { numberOfKeys: 1, lua });
  const { copyThread } = redis as unknown as { copyThread: Copy };
  // The last word is for whoever asks for the mark of the store, as with every script.
  return (...args) => copyThread.call(redis, `{${workspace}}:`, ...args, '');
}

async function inTurns(count: number, one: (nth: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < count) {
      const nth = next;
      next += 1;
      await one(nth);
    }
  };
  await Promise.all(Array.from({ length: UNDER_WAY }, lane));
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

async function recordOf({ store }: OpenedStore, nth: number, now: number): Promise<ThreadRecord> {
  const id = threadIdOf(nth, now);
  const read = await store.keeping.record(id, null);
  if (read === null) throw new Error(`${id} is not there.`);
  return read.record;
}

/**
 * Throws unless what was copied is what the product writes and reads. `beside`: an empty store, in which the product makes the
 * same threads by its own steps.
 */
export async function checkCopies(
  filled: Filled,
  beside: OpenedStore,
  threads: number,
  now: number,
): Promise<void> {
  const copies = threads - DIFFERENT;
  const written = (nth: number) => recordOf(filled, nth, now).then(({ audit }) => audit.length > 0);
  const samples = Array.from(
    { length: SAMPLES },
    (_, index) => lastCopy(threads) - index * Math.floor((copies - DIFFERENT) / SAMPLES),
  );
  for (const nth of samples) {
    await closeThreads(beside.store, nth, 1, now);
    const audited = await written(nth);
    if (nth === samples[0] && !audited) throw new Error('Nothing is written of the copy that was made last.');
    same(
      `the record of ${nth}`,
      ...(await both(filled, beside, (each) => bareRecord(each, nth, now, audited))),
    );
    same(
      `what is read of ${nth}`,
      ...(await both(filled, beside, (each) => readOf(each, nth, now, audited))),
    );
  }
  const few = Math.min(WEIGHED, copies);
  const originals = await weight(filled, DIFFERENT - few, now, few);
  const weighed = await weight(filled, threads - few, now, few);
  if (Math.abs(weighed / originals - 1) > MOST_HEAVIER)
    throw new Error(
      `A copy takes ${weighed / few} bytes in keys of its own, an original ${originals / few}.`,
    );
}

function both<T>(
  one: OpenedStore,
  other: OpenedStore,
  work: (each: OpenedStore) => Promise<T>,
): Promise<[T, T]> {
  return Promise.all([work(one), work(other)]);
}

function same(what: string, copied: unknown, made: unknown): void {
  if (isDeepStrictEqual(copied, made)) return;
  const [one, other] = [JSON.stringify(copied), JSON.stringify(made)];
  const from = [...one].findIndex((sign, index) => sign !== other[index]);
  const seen = (text: string) => text.slice(Math.max(0, from - 60), from + 60);
  throw new Error(`In a copy ${what} differs: …${seen(one)}… is …${seen(other)}….`);
}

/**
 * What differs by chance is left out: the stamp of an attempt, numbers of entries; and lists that only know the newest, as the
 * audit does too.
 */
async function bareRecord(each: OpenedStore, nth: number, now: number, audited: boolean): Promise<object> {
  const { keys, places, audit } = await recordOf(each, nth, now);
  const bare = keys.filter(([name]) => !name.startsWith('history:'));
  return {
    keys: bare.map(([name, type, value]) => [name, type, name.startsWith('reply:') ? noNonce(value) : value]),
    places: places.filter(([name]) => !/^(?:examples|token:)/u.test(name)),
    audit: audited && audit.map(([, fields]) => fields),
  };
}

function noNonce(pairs: unknown): unknown {
  return (pairs as [string, string][]).filter(([name]) => name !== 'nonce');
}

async function readOf({ store }: OpenedStore, nth: number, now: number, audited: boolean): Promise<object> {
  const id = threadIdOf(nth, now);
  const thread = await store.threads.get(id);
  if (thread === null) throw new Error(`${id} is not read.`);
  const wanted = { tokens: [`@${thread.root.author.handle}`, 'acme'], state: 'resolved' } as const;
  const [found, history, customers, turns] = await Promise.all([
    store.listing.find(wanted, 0, 8),
    store.listing.history(id, 0, 50),
    store.listing.ofCustomer(thread, 8),
    store.times.turns(id),
  ]);
  if (found.threads.length !== 1) throw new Error(`${id} is not found.`);
  return { thread, found, history: audited && history, customers, turns };
}

/** The last one of the thread that is copied last. */
const lastCopy = (threads: number) => Math.floor(threads / DIFFERENT) * DIFFERENT - 1;

/** Of the keys that stand there for one thread alone. */
async function weight(filled: Filled, first: number, now: number, count: number): Promise<number> {
  let bytes = 0;
  for (let nth = first; nth < first + count; nth += 1)
    for (const [name] of (await recordOf(filled, nth, now)).keys)
      bytes += Number(await filled.redis.memory('USAGE', `{${filled.workspace}}:${name}`, 'SAMPLES', 0));
  return bytes;
}
