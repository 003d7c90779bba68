import { setTimeout as delay } from 'node:timers/promises';
import { type Child, startChild } from './child.ts';
import type { Report } from './figures.ts';
import { median, medianRatio } from './numbers.ts';
import { onRedis } from './store-room.ts';

const ROUND = 2_000;
const WARM_UP = 1;
const ROUNDS = 7;
const SETTLE_MS = 300;

/**
 * Posts a second from the wire until each is stored and its card stands in BullMQ's queue, beside `addBulk` alone; the same
 * Redis.
 */
export async function ingest(report: Report): Promise<void> {
  await onRedis(async (server, over) => {
    const x = await startStream(over);
    const env = { REDIS_URL: server.url };
    const ingester = await startChild('./ingester.ts', { ...env, X_URL: x.url }, over);
    const bare = await startChild('./bare-queue.ts', env, over);
    await x.connected;
    const rates = { faccia: [] as number[], bare: [] as number[] };
    const sides = {
      async faccia(round: number) {
        await x.make(round * ROUND, ROUND);
        return timed(() => ingester.ask(String(ROUND)));
      },
      bare: (round: number) => timed(() => bare.ask(`${round * ROUND} ${ROUND}`)),
    };
    for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
      const order = round % 2 === 0 ? (['faccia', 'bare'] as const) : (['bare', 'faccia'] as const);
      for (const name of order) {
        await delay(SETTLE_MS);
        const ms = await sides[name](round);
        if (round >= WARM_UP) rates[name].push((ROUND * 1000) / ms);
      }
    }
    for (const [name, values] of Object.entries(rates))
      report.say(
        `${name}: ${ROUNDS} rounds of ${ROUND}, ${values.map((rate) => rate.toFixed(0)).join(' ')} a second`,
      );
    report.figure('ingest_throughput_ratio', medianRatio(rates.faccia, rates.bare));
    report.figure('ingest_posts_per_second', median(rates.faccia), 0);
  });
}

async function startStream(over: AbortSignal) {
  let port = '';
  const child: Child = await startChild('./x-stream.ts', {}, over, (line) => {
    port = line;
  });
  return {
    url: `http://127.0.0.1:${port}`,
    connected: child.next(),
    /** Sent as soon as they are made. */
    make: (first: number, count: number) => child.ask(`${first} ${count}`),
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
