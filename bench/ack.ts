import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Pool } from 'undici';
import { freePort, untilReady } from '../sandbox/launch/product.ts';
import { readCounters } from '../sandbox/launch/report.ts';
import { createStage, type Stage } from '../sandbox/launch/stage.ts';
import { startChild } from './child.ts';
import { benchDesk, benchUsers } from './desk.ts';
import { takeItClick } from './payloads.ts';
import { percentile } from './percentile.ts';

const SECRET = 'sandbox-signing-secret';
const RATE = 100;
const ROUND_S = 5;
const ROUNDS = 6;
const PEOPLE = 50;
/** A thread for every tenth click: one wins it, nine are told who has it. */
const THREADS = Math.ceil((RATE * ROUND_S * (ROUNDS + 1)) / 10);

/** How long Faccia takes to acknowledge Take it, beside a Bolt app that does nothing else; both under the same clicks. */
export async function ack(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'faccia-bench-'));
  const stage = await createStage({
    dir,
    users: benchUsers(PEOPLE),
    channels: [{ id: 'C0BENCH', name: 'bench' }],
    desk: benchDesk(),
    mode: 'http',
    burst: 100_000,
    prepare: ({ world }) => void world.addUser({ username: 'acme', kind: 'brand' }),
  });
  const port = await freePort();
  const bare = await startChild('./bare-bolt.ts', { PORT: String(port), SIGNING_SECRET: SECRET });
  try {
    await untilReady(stage.product);
    const threads = await openThreads(stage);
    await compare(stage.product.url, `http://127.0.0.1:${port}`, threads);
  } finally {
    bare.child.kill('SIGTERM');
    await Promise.all([bare.exited, stage.close()]);
    rmSync(dir, { recursive: true, force: true });
  }
}

async function openThreads({ x, product }: Stage): Promise<string[]> {
  const author = x.world.addUser({ username: 'customer' }).id;
  const posts = Array.from({ length: THREADS }, (_, index) =>
    x.world.post({ authorId: author, text: `@acme question ${index}` }),
  );
  while (((await readCounters(product))['mentions.opened'] ?? 0) < THREADS) await delay(200);
  return posts.map(({ id }) => `x-${id}`);
}

async function compare(faccia: string, bare: string, threads: string[]): Promise<void> {
  const times: Record<'faccia' | 'bare', number[]> = { faccia: [], bare: [] };
  const pools = { faccia: new Pool(faccia, { connections: 50 }), bare: new Pool(bare, { connections: 50 }) };
  let next = 0;
  const clicks = () =>
    Array.from({ length: RATE * ROUND_S }, () => {
      const thread = threads[Math.floor(next / 10) % threads.length] ?? '';
      next += 1;
      return signed(takeItClick(`U0P${next % PEOPLE}`, thread));
    });
  // The first round warms both up and is not counted. Then they take turns, in turns of order too.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const order = round % 2 === 0 ? (['faccia', 'bare'] as const) : (['bare', 'faccia'] as const);
    const sent = clicks();
    for (const name of order) {
      const measured = await openLoop(pools[name], sent);
      if (round > 0) times[name].push(...measured);
    }
  }
  await Promise.all([pools.faccia.close(), pools.bare.close()]);
  for (const [name, values] of Object.entries(times))
    console.log(
      `${name}: ${values.length} clicks at ${RATE}/s, p50 ${percentile(values, 0.5).toFixed(2)} ms, p99 ${percentile(values, 0.99).toFixed(2)} ms`,
    );
  const ratio = percentile(times.faccia, 0.99) / percentile(times.bare, 0.99);
  console.log(`ack_p99_ratio ${ratio.toFixed(2)}`);
}

/** Sends at a fixed rate, whether or not the earlier ones were answered. Answers milliseconds. */
async function openLoop(pool: Pool, clicks: ReturnType<typeof signed>[]): Promise<number[]> {
  const start = performance.now();
  const waiting: Promise<number>[] = [];
  for (const [index, click] of clicks.entries()) {
    const wait = start + (index * 1000) / RATE - performance.now();
    if (wait > 0) await delay(wait);
    waiting.push(send(pool, click));
  }
  return Promise.all(waiting);
}

async function send(pool: Pool, { headers, body }: ReturnType<typeof signed>): Promise<number> {
  const start = performance.now();
  const answer = await pool.request({ method: 'POST', path: '/slack/events', headers, body });
  await answer.body.dump();
  if (answer.statusCode !== 200) throw new Error(`A click was answered with ${answer.statusCode}.`);
  return performance.now() - start;
}

function signed(payload: object) {
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', SECRET).update(`v0:${timestamp}:${body}`).digest('hex');
  return {
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
    },
  };
}
