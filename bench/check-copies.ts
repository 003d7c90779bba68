import { isDeepStrictEqual } from 'node:util';
import { closeThreads, DIFFERENT, threadIdOf } from './closed-threads.ts';
import { type Filled, packAll, packedValue, recordOf } from './copied-threads.ts';
import type { OpenedStore } from './store-room.ts';

const SAMPLES = 10;
const WEIGHED = 200;
/** A longer number takes more room. */
const MOST_HEAVIER = 0.03;

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
    await packAll(beside);
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
  const originals = await weight(filled, 0, now, WEIGHED);
  const weighed = await weight(filled, threads - WEIGHED, now, WEIGHED);
  if (!(Math.abs(weighed / originals - 1) < MOST_HEAVIER))
    throw new Error(`What is packed of a copy is ${weighed} bytes, of an original ${originals}.`);
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

/** Of what is packed of them. */
async function weight(filled: Filled, first: number, now: number, count: number): Promise<number> {
  let bytes = 0;
  for (let nth = first; nth < first + count; nth += 1)
    bytes += (await packedValue(filled, nth, now))?.length ?? Number.NaN;
  return bytes / count;
}
