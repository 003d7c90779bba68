import { performance } from 'node:perf_hooks';
import type { Redis } from '../src/store/redis.ts';
import type { Store } from '../src/store/store.ts';
import { checkCopies } from './check-copies.ts';
import { closeThreads, DIFFERENT } from './closed-threads.ts';
import { type Filled, packAll, packAndCopy } from './copied-threads.ts';
import type { Report } from './figures.ts';
import type { BenchOptions } from './main.ts';
import { median, medianRatio } from './numbers.ts';
import { benchPost } from './posts.ts';
import { onRedis, openStore } from './store-room.ts';

const SMALL = 1_000;
const BATCH = 100;
const ROUNDS = 40;
/** Of each kind of work in one round. */
const EACH = 25;
/** As the embedded server is set, without a file: what is measured is the memory. */
const SETTINGS = { appendonly: 'no', 'hash-max-listpack-value': '1024' };

const KINDS = ['ingest', 'claim', 'list', 'search'] as const;
type Costs = Record<(typeof KINDS)[number], number[]>;

/** What the daily work costs with a thousand closed threads in the store and with a million, in turns, and their memory. */
export async function growth(report: Report, { threads }: BenchOptions): Promise<void> {
  await onRedis(async (small) => {
    await onRedis(async (large) => {
      const [few, many] = [await openStore(small.url, 'T0FEW'), await openStore(large.url, 'T0MANY')];
      const now = Date.now() - 30 * 24 * 60 * 60 * 1000;
      await fill({ ...few, workspace: 'T0FEW' }, SMALL, now);
      const before = await usedMemory(many.redis);
      const filled = { ...many, workspace: 'T0MANY' };
      const start = performance.now();
      await fill(filled, threads, now);
      const bytes = ((await usedMemory(many.redis)) - before) / threads;
      report.say(`${threads} threads stand there after ${((performance.now() - start) / 1000).toFixed(0)} s`);
      if (threads > DIFFERENT) {
        const beside = await openStore(small.url, 'T0BESIDE');
        await checkCopies(filled, beside, threads, now);
        beside.redis.disconnect();
      }
      const costs = { few: noCosts(), many: noCosts() };
      for (let round = 0; round < ROUNDS + 2; round += 1) {
        const order = round % 2 === 0 ? (['few', 'many'] as const) : (['many', 'few'] as const);
        for (const name of order) {
          const took = await work(name === 'few' ? few.store : many.store, 10_000_000 + round * EACH);
          if (round >= 2) for (const kind of KINDS) costs[name][kind].push(took[kind]);
        }
      }
      const ratios = KINDS.map((kind) => medianRatio(costs.many[kind], costs.few[kind]));
      for (const [index, kind] of KINDS.entries())
        report.say(
          `${kind}: ${median(costs.few[kind]).toFixed(2)} ms with ${SMALL} threads, ${median(costs.many[kind]).toFixed(2)} ms with ` +
            `${threads}, ratio ${(ratios[index] ?? Number.NaN).toFixed(2)}`,
        );
      report.figure('growth_cost_ratio', Math.max(...ratios));
      report.figure('bytes_per_closed_thread', bytes, 0);
      for (const { redis } of [few, many]) redis.disconnect();
    }, SETTINGS);
  }, SETTINGS);
}

/**
 * The first ones by the product's own steps, the others as copies of them, all packed as what was closed so long ago is. What a
 * worker would have done of the outbox is taken as done, and what nobody keeps for thirty days is over.
 */
async function fill(filled: Filled, threads: number, now: number): Promise<void> {
  const { store, redis, workspace } = filled;
  const made = Math.min(threads, DIFFERENT);
  for (let first = 0; first < made; first += BATCH)
    await closeThreads(store, first, Math.min(BATCH, made - first), now);
  await redis.del(`{${workspace}}:outbox`, `{${workspace}}:outbox:receipts`, `{${workspace}}:said`);
  for (const key of await redis.keys(`{${workspace}}:answered:*`)) await redis.del(key);
  await (threads > made ? packAndCopy(filled, threads, now) : packAll(filled));
}

const noCosts = (): Costs => ({ ingest: [], claim: [], list: [], search: [] });

/** Milliseconds for `EACH` of every kind, one after the other. */
async function work(store: Store, first: number): Promise<Record<keyof Costs, number>> {
  const now = Date.now();
  const nths = Array.from({ length: EACH }, (_, index) => first + index);
  const as = { kind: 'mention', brand: 'acme', channel: 'C0BENCH0', topic: null } as const;
  const threadOf = (nth: number) => `x-${benchPost(nth, now).id}`;
  return {
    ingest: await timed(nths, (nth) =>
      store.mentions.ingest({ source: 's', token: 1, cursor: '1', post: benchPost(nth, now), as, now }),
    ),
    claim: await timed(nths, (nth) => store.threads.claim(threadOf(nth), `U0PERSON${nth % 200}`, now)),
    list: await timed(nths, (nth) =>
      nth % 2 === 0
        ? store.listing.find({ tokens: [], state: 'resolved' }, 0, 8)
        : store.listing.waiting(0, 8),
    ),
    search: await timed(nths, (nth) =>
      store.listing.find({ tokens: SEARCHES[nth % 3] ?? [], state: null }, 0, 8),
    ),
  };
}

/** A frequent word, two of them, and a customer. */
const SEARCHES = [['the'], ['phone', 'router'], ['@customer_7']];

async function timed(nths: readonly number[], one: (nth: number) => Promise<unknown>): Promise<number> {
  const start = performance.now();
  for (const nth of nths) await one(nth);
  return performance.now() - start;
}

async function usedMemory(redis: Redis): Promise<number> {
  return Number(/used_memory:(\d+)/u.exec(await redis.info('memory'))?.[1]);
}
