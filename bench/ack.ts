import { createHmac } from 'node:crypto';
import { constants, setPriority } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort, untilReady } from '../sandbox/launch/product.ts';
import { readCounters } from '../sandbox/launch/report.ts';
import type { Stage } from '../sandbox/launch/stage.ts';
import type { SandboxX } from '../sandbox/x/server.ts';
import { type Child, startChild } from './child.ts';
import type { Click, Round } from './clicker.ts';
import { benchDesk, benchUsers } from './desk.ts';
import type { Report } from './figures.ts';
import { medianRatio, percentile } from './numbers.ts';
import { takeItClick } from './payloads.ts';
import { inRoom, until } from './room.ts';

const SECRET = 'sandbox-signing-secret';
const RATE = 100;
/** So many that one in a hundred says something; so many turns that what else the machine does falls on both sides. */
const ROUND_CLICKS = 400;
const ROUNDS = 13;
const WARM_UP = 2;
/** What Faccia still does after its last answer must not slow the other's first. */
const SETTLE_MS = 100;
const PEOPLE = 50;
const CLICKS = ROUND_CLICKS * (WARM_UP + ROUNDS);
/** A thread for every tenth click: one wins it, nine are told who has it. */
const THREADS = CLICKS / 10;

type Name = 'faccia' | 'bare';
/** Milliseconds, round by round. */
type Times = Record<Name, number[][]>;

/** How long Faccia takes to acknowledge Take it, beside a Bolt app that does nothing else; both under the same clicks. */
export async function ack(report: Report): Promise<void> {
  const options = {
    users: benchUsers(PEOPLE),
    channels: [{ id: 'C0BENCH', name: 'bench' }],
    desk: benchDesk(),
    mode: 'http' as const,
    burst: 100_000,
    prepare: ({ world }: SandboxX) => void world.addUser({ username: 'acme', kind: 'brand' }),
  };
  await inRoom(options, async (stage, over) => {
    const port = await freePort();
    await startChild('./bare-bolt.ts', { PORT: String(port), SIGNING_SECRET: SECRET }, over);
    await untilReady(stage.product);
    const threads = await openThreads(stage);
    const clicker = await startChild('./clicker.ts', {}, over);
    // From here on: the local Slack and X stand for machines elsewhere, which take no processor from Faccia's.
    setPriority(constants.priority.PRIORITY_LOW);
    const urls = { faccia: stage.product.url, bare: `http://127.0.0.1:${port}` };
    const times = await compare(clicker, urls, threads);
    await sayAll(report, stage, times);
  });
}

async function openThreads({ x, product }: Stage): Promise<string[]> {
  const author = x.world.addUser({ username: 'customer' }).id;
  const posts = Array.from({ length: THREADS }, (_, index) =>
    x.world.post({ authorId: author, text: `@acme question ${index}` }),
  );
  const opened = async () => ((await readCounters(product))['mentions.opened'] ?? 0) >= THREADS;
  await until('for the mentions to be stored', opened);
  return posts.map(({ id }) => `x-${id}`);
}

async function compare(clicker: Child, urls: Record<Name, string>, threads: string[]): Promise<Times> {
  const times: Times = { faccia: [], bare: [] };
  // The first rounds warm both up and are not counted. They take turns, in turns of order too.
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const order: Name[] = round % 2 === 0 ? ['faccia', 'bare'] : ['bare', 'faccia'];
    const clicks = Array.from({ length: ROUND_CLICKS }, (_, index) => {
      const nth = round * ROUND_CLICKS + index;
      return signed(takeItClick(`U0P${nth % PEOPLE}`, threads[Math.floor(nth / 10)] ?? ''));
    });
    for (const name of order) {
      const asked: Round = { url: urls[name], rate: RATE, clicks };
      const measured = JSON.parse(await clicker.ask(JSON.stringify(asked))) as number[];
      if (round >= WARM_UP) times[name].push(measured);
      await delay(SETTLE_MS);
    }
  }
  return times;
}

/** Only if each click went the whole way: one took the thread, the others were told who has it. */
async function sayAll(report: Report, { product }: Stage, times: Times): Promise<void> {
  let [won, told] = [0, 0];
  await until('for every click to be settled', async () => {
    const counters = await readCounters(product);
    [won, told] = [counters['claims.won'] ?? 0, counters['claims.taken'] ?? 0];
    return won === THREADS && told === CLICKS - THREADS;
  });
  report.say(`faccia: ${won} threads taken, ${told} people too late (with the warm-up)`);
  for (const [name, rounds] of Object.entries(times)) {
    const values = rounds.flat();
    report.say(
      `${name}: ${values.length} clicks at ${RATE}/s, p50 ${percentile(values, 0.5).toFixed(2)} ms, p99 ${percentile(values, 0.99).toFixed(2)} ms`,
    );
  }
  const [mine, theirs] = [times.faccia, times.bare].map((rounds) =>
    rounds.map((each) => percentile(each, 0.99)),
  );
  report.figure('ack_p99_ratio', medianRatio(mine ?? [], theirs ?? []));
}

function signed(payload: object): Click {
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
