import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { Pool } from 'undici';

// Presses buttons. A process of its own: the local Slack is busy telling people, which must not count as Faccia's time.
export interface Click {
  headers: Record<string, string>;
  body: string;
}

export interface Round {
  url: string;
  /** Clicks a second. */
  rate: number;
  clicks: Click[];
}

const pools = new Map<string, Pool>();

process.stdout.write('ready\n');
for await (const line of createInterface(process.stdin)) {
  const times = await openLoop(JSON.parse(line) as Round);
  process.stdout.write(`${JSON.stringify(times)}\n`);
}

/** Sends at a fixed rate, whether or not the earlier ones were answered. Answers milliseconds. */
async function openLoop({ url, rate, clicks }: Round): Promise<number[]> {
  const pool = pools.get(url) ?? new Pool(url, { connections: 50 });
  pools.set(url, pool);
  const start = performance.now();
  const waiting: Promise<number>[] = [];
  for (const [index, click] of clicks.entries()) {
    const wait = start + (index * 1000) / rate - performance.now();
    if (wait > 0) await delay(wait);
    waiting.push(send(pool, click));
  }
  return Promise.all(waiting);
}

async function send(pool: Pool, { headers, body }: Click): Promise<number> {
  const start = performance.now();
  const answer = await pool.request({ method: 'POST', path: '/slack/events', headers, body });
  await answer.body.dump();
  if (answer.statusCode !== 200) throw new Error(`A click was answered with ${answer.statusCode}.`);
  return performance.now() - start;
}
