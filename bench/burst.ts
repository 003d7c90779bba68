import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { untilReady } from '../sandbox/launch/product.ts';
import type { Stage } from '../sandbox/launch/stage.ts';
import { keyOf } from '../sandbox/slack/message-words.ts';
import type { SandboxX } from '../sandbox/x/server.ts';
import { startRedis } from '../test/support/redis-server.ts';
import { benchUsers } from './desk.ts';
import type { Report } from './figures.ts';
import type { BenchOptions } from './main.ts';
import { sentence } from './posts.ts';
import { inRoom, until } from './room.ts';

const CHANNELS = ['C0ONE', 'C0TWO', 'C0THREE'];
const WORDS = ['bill', 'router', 'signal'];
const AUTHORS = 500;
const PATIENCE_MS = 15 * 60_000;
const LOOK_MS = 100;

/**
 * A burst of mentions over three channels, through the product as a process and Slack's own pace: how many are neither on a
 * card nor folded at the end, when the first card stood, and when every mention was seen.
 */
export async function burst(report: Report, { mentions, seconds }: BenchOptions): Promise<void> {
  const redis = await startRedis({ appendfsync: 'everysec', 'hash-max-listpack-value': '1024' });
  const options = {
    users: benchUsers(5),
    channels: CHANNELS.map((id) => ({ id, name: id.toLowerCase() })),
    desk: desk(),
    burst: 1,
    env: { REDIS_URL: redis.url, LOG_LEVEL: 'warn' },
    prepare: ({ world }: SandboxX) => {
      world.addUser({ username: 'acme', kind: 'brand' });
      for (let nth = 0; nth < AUTHORS; nth += 1) world.addUser({ username: `customer_${nth}` });
    },
  };
  try {
    await inRoom(options, async (stage) => {
      await untilReady(stage.product);
      await until('for the stream', () => stage.x.stream.connected());
      const store = new Redis(redis.url);
      try {
        await measure(report, stage, store, mentions, seconds);
      } finally {
        store.disconnect();
      }
    });
  } finally {
    await redis.close();
  }
}

async function measure(
  report: Report,
  stage: Stage,
  store: Redis,
  mentions: number,
  seconds: number,
): Promise<void> {
  const start = performance.now();
  const since = () => (performance.now() - start) / 1000;
  let [sent, firstCard, seen] = [0, Number.NaN, 0];
  while (seen < mentions && since() < seconds + PATIENCE_MS / 1000) {
    for (const due = Math.min(mentions, Math.ceil((since() / seconds) * mentions)); sent < due; sent += 1)
      post(stage, sent);
    const cards = cardsOf(stage);
    if (cards > 0 && Number.isNaN(firstCard)) firstCard = since();
    if (sent === mentions) seen = cards + (await folded(store));
    await delay(LOOK_MS);
  }
  const foldedAfter = since();
  report.say(
    `${mentions} mentions in ${seconds} s: ${cardsOf(stage)} on a card of their own, ${await folded(store)} folded; ` +
      `the shortest time between two messages of one channel: ${leastGap(stage).toFixed(0)} ms`,
  );
  report.figure('burst_lost', mentions - seen, 0);
  report.figure('burst_first_card_seconds', firstCard, 1);
  report.figure('burst_folded_seconds', foldedAfter, 1);
  report.figure('burst_least_gap_ms', leastGap(stage), 0);
}

function post({ x }: Stage, nth: number): void {
  const authorId = x.world.userByName(`customer_${nth % AUTHORS}`)?.id ?? '';
  x.world.post({
    authorId,
    text: `@acme ${WORDS[nth % 3]}: ${sentence(nth).replace(/\b(?:bill|router|signal)\b/gu, 'it')} ${nth}`,
  });
}

const cardsOf = ({ slack }: Stage): number =>
  slack.workspace.messages.filter((message) => keyOf(message)?.startsWith('card:')).length;

/** By Slack's own times. */
function leastGap({ slack }: Stage): number {
  const gaps = CHANNELS.flatMap((channel) => {
    const times = slack.workspace.messages
      .filter((message) => message.channel === channel)
      .map(({ ts }) => Number(ts));
    return times
      .sort((one, other) => one - other)
      .map((time, index) => (time - (times[index - 1] ?? -1e9)) * 1000);
  });
  return Math.min(...gaps);
}

async function folded(store: Redis): Promise<number> {
  const sizes = await Promise.all(CHANNELS.map((channel) => store.zcard(`{T0SANDBOX}:folded:${channel}`)));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** A channel for each of three words, and what was left out holds. */
function desk(): object {
  return {
    people: { leads: ['U0P0'], responders: 'everyone' },
    brands: [
      {
        id: 'acme',
        name: 'Acme',
        handle: 'acme',
        ladder: ['direct', 'brand'],
        sources: [{ kind: 'stream', rules: ['@acme'] }],
        channels: {
          default: CHANNELS[0],
          rules: WORDS.map((word, index) => ({ keywords: [word], channel: CHANNELS[index] })),
        },
      },
    ],
  };
}
