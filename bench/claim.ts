import { setTimeout as delay } from 'node:timers/promises';
import { systemClock } from '../src/ops/clock.ts';
import type { People } from '../src/ports.ts';
import { claimThread } from '../src/usecases/claim-thread.ts';
import { aDesk, anAccount } from '../test/support/samples.ts';
import type { Report } from './figures.ts';
import { median, medianRatio } from './numbers.ts';
import { benchPost } from './posts.ts';
import { type OpenedStore, onRedis, openStore } from './store-room.ts';

const PEOPLE = 50;
/** Clicks under way at once: everybody's. */
const AT_ONCE = 50;
const ROUND = 1_000;
const WARM_UP = 2;
const ROUNDS = 10;
const SETTLE_MS = 50;

type Claim = (threadId: string, slackUser: string) => Promise<boolean>;

/** Claims a second by the use case, the store and its script, beside that script alone by ioredis; the same Redis. */
export async function claim(report: Report): Promise<void> {
  await onRedis(async (server) => {
    const [app, bare] = await Promise.all([openStore(server.url, 'T0APP'), openStore(server.url, 'T0BARE')]);
    const sides = { app: await asTheApp(app), bare: bareScript(bare) };
    const rates = { app: [] as number[], bare: [] as number[] };
    for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
      const threads = { app: await open(app, round), bare: await open(bare, round) };
      const order = round % 2 === 0 ? (['app', 'bare'] as const) : (['bare', 'app'] as const);
      for (const name of order) {
        await delay(SETTLE_MS);
        const rate = await measure(sides[name], threads[name]);
        if (round >= WARM_UP) rates[name].push(rate);
      }
    }
    for (const [name, values] of Object.entries(rates))
      report.say(`${name}: ${ROUNDS} rounds of ${ROUND} claims, ${median(values).toFixed(0)}/s`);
    report.figure('claim_throughput_ratio', medianRatio(rates.app, rates.bare));
    for (const { redis } of [app, bare]) redis.disconnect();
  });
}

/** As the click does it, with everybody's account linked. Slack is not asked: it is not what is measured. */
async function asTheApp({ store }: OpenedStore): Promise<Claim> {
  for (const slackUser of people())
    await store.accounts.link(
      anAccount({ id: `7${slackUser.slice(3)}`, owner: { kind: 'responder', slackUser } }),
      { accessToken: 'a', refreshToken: 'r', expiresAt: Date.now() + 3_600_000, scopes: [] },
      Date.now(),
    );
  const everybody = {
    get: async (slackUser) => ({ slackUser, name: 'Sam', firstName: 'Sam', employee: true }),
    isLead: async () => false,
    isResponder: async () => true,
  } as Partial<People> as People;
  const take = claimThread({ ...store, people: everybody, desk: aDesk(), clock: systemClock });
  return async (threadId, slackUser) => {
    const { result, account } = await take({ threadId, slackUser });
    return result.kind === 'won' && account?.state === 'linked';
  };
}

/** `claim.lua`, as the store sends it, and nothing else. */
function bareScript({ redis }: OpenedStore): Claim {
  const run = (redis as unknown as Record<string, (...args: (string | number)[]) => Promise<string[][]>>)[
    'faccia-claim'
  ]?.bind(redis);
  return async (threadId, slackUser) => {
    const [result] = (await run?.('{T0BARE}:', threadId, slackUser, Date.now(), 0, '', '')) ?? [];
    return result?.[0] === 'won';
  };
}

const people = () => Array.from({ length: PEOPLE }, (_, index) => `U0P${index}`);

async function open({ store }: OpenedStore, round: number): Promise<string[]> {
  const now = Date.now();
  const as = { kind: 'mention', brand: 'acme', channel: 'C0BENCH', topic: null } as const;
  const posts = Array.from({ length: ROUND }, (_, nth) => benchPost(round * ROUND + nth, now));
  for (let from = 0; from < ROUND; from += 100) {
    const some = posts.slice(from, from + 100).map((post) => ({ post, as }));
    await store.mentions.ingestAll({ source: 's', token: 1, cursor: null, posts: some, now });
  }
  return posts.map(({ id }) => `x-${id}`);
}

/** Claims a second. Throws when one was not won: speed that loses a claim is worth nothing. */
async function measure(take: Claim, threads: string[]): Promise<number> {
  const waiting = threads.entries();
  const start = performance.now();
  const click = async () => {
    for (const [index, threadId] of waiting)
      if (!(await take(threadId, `U0P${index % PEOPLE}`))) throw new Error(`${threadId} was not taken.`);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, click));
  return (threads.length * 1000) / (performance.now() - start);
}
