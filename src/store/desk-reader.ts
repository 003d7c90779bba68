import type { AccountClass, LinkedAccount } from '../domain/account.ts';
import type { ThreadState } from '../domain/glossary.ts';
import { ACCOUNT_WINDOW_MS, APP_WINDOW_MS, type PostLimits } from '../domain/limits.ts';
import type { AccountsState, DeskReader, DeskState, Took, TookWhat } from '../seeing.ts';
import { readOwned } from './owned.ts';
import type { Redis } from './redis.ts';
import type { Database } from './scripts.ts';

const STATES: readonly ThreadState[] = ['open', 'claimed', 'answered', 'resolved', 'ignored'];
const TOOK: readonly TookWhat[] = ['claim', 'first-answer'];
/** As in `lua/lib.lua`. */
const STEPS = [30, 60, 120, 300, 600, 1800, 3600, 7200, 14_400, 43_200, 86_400, Number.POSITIVE_INFINITY];
/** So many accounts are asked for at once. */
const BATCH = 500;

export function createDeskReader(db: Database): DeskReader {
  return {
    threadOf: (about) => threadOf(db, about),
    sources: () => db.call((redis, prefix) => redis.hkeys(`${prefix}fences`)),
    desk: (now) => db.call((redis, prefix) => readDesk(redis, prefix, now)),
    fleet: (limits, now) =>
      db.call(async (redis, prefix) => {
        const ids = await redis.smembers(`${prefix}accounts`);
        const accounts: Record<AccountClass, AccountsState> = { brand: none(), responder: none() };
        for (let start = 0; start < ids.length; start += BATCH) {
          const some = ids.slice(start, start + BATCH);
          for (const seen of await Promise.all(some.map((id) => readAccount(redis, prefix, id, limits, now))))
            if (seen !== null) add(accounts[seen.kind], seen);
        }
        const app = { scope: 'app', field: 'day-', window: APP_WINDOW_MS, most: limits.perApp };
        return { accounts, appPostsLeft: await postsLeft(redis, prefix, app, now) };
      }),
    memory: () =>
      db.call(async (redis, prefix) => {
        // Of the server that has our keys.
        const [, told] = (await redis.pipeline().exists(`${prefix}mark`).info('memory').exec()) ?? [];
        if (!told || told[0]) throw told?.[0] ?? new Error('Connection is closed.');
        const info = String(told[1]);
        const read = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, 'mu').exec(info)?.[1] ?? 0);
        return { used: read('used_memory'), max: read('maxmemory') };
      }),
  };
}

/** Kinds of work whose subject is a reply, and those whose subject is a post. */
const OF_REPLIES = /^(?:send|note|approval|asked|delete):/u;
const OF_POSTS = /^(?:followup|own|edited|other|context|gone):/u;
const OF_THREADS = /^(?:card|lease|target|conversation|forget|news):/u;
const IN_WINDOW = /"threadId":"([\w-]{1,80})"/u;

async function threadOf(db: Database, about: string): Promise<string | null> {
  const id = about.slice(about.indexOf(':') + 1);
  if (OF_THREADS.test(about)) return id.split('/', 1)[0] ?? null;
  if (OF_POSTS.test(about))
    return (await readOwned(db, `post:${id}`, (redis, key) => redis.hget(key, 'thread'))) || null;
  if (OF_REPLIES.test(about)) return threadOfReply(db, id);
  if (/^x-\d+$/u.test(about)) return about;
  const carried = IN_WINDOW.exec(about)?.[1];
  if (carried !== undefined) return carried;
  if (!/^[\w-]{1,80}$/u.test(about)) return null;
  if ((await readOwned(db, `thread:${about}`, (redis, key) => redis.exists(key))) === 1) return about;
  return threadOfReply(db, about);
}

function threadOfReply(db: Database, replyId: string): Promise<string | null> {
  return readOwned(db, `reply:${replyId}`, (redis, key) => redis.hget(key, 'threadId'));
}

async function readDesk(redis: Redis, prefix: string, now: number): Promise<DeskState> {
  const [sizes, waiting, late, folded, repliesUnknown, size, oldest, due, took, fences] = await Promise.all([
    Promise.all(STATES.map((state) => redis.zcard(`${prefix}threads:${state}`))),
    redis.zcard(`${prefix}waiting`),
    redis.scard(`${prefix}late`),
    redis.zrange(`${prefix}folded-channels`, '0', '-1', 'WITHSCORES'),
    redis.scard(`${prefix}unknown`),
    redis.zcard(`${prefix}outbox`),
    redis.zrange(`${prefix}threads:open`, '0', '0', 'WITHSCORES'),
    redis.zrangebyscore(`${prefix}outbox`, '-inf', now, 'WITHSCORES', 'LIMIT', 0, 1),
    redis.hgetall(`${prefix}took`),
    redis.hkeys(`${prefix}fences`),
  ]);
  const held = await Promise.all(fences.map((source) => redis.exists(`${prefix}lease:${source}`)));
  return {
    threads: Object.fromEntries(STATES.map((state, at) => [state, sizes[at] ?? 0])) as DeskState['threads'],
    waiting,
    late,
    folded: folded.filter((_, at) => at % 2 === 1).reduce((sum, count) => sum + Number(count), 0),
    repliesUnknown,
    oldestUnclaimedMs: age(oldest, now),
    outbox: { size, oldestDueMs: age(due, now) },
    sources: Object.fromEntries(fences.map((source, at) => [source, held[at] === 1])),
    took: Object.fromEntries(TOOK.map((what) => [what, readTook(took, what)])) as DeskState['took'],
  };
}

function age([, score]: string[], now: number): number | null {
  return score === undefined ? null : Math.max(0, now - Number(score));
}

function readTook(counted: Record<string, string>, what: TookWhat): Took {
  const count = (upTo: number) => counted[`${what}:${Number.isFinite(upTo) ? upTo : 'inf'}`];
  const steps = STEPS.map((upTo) => ({ upTo, count: Number(count(upTo) ?? 0) }));
  return { steps, sum: Number(counted[`${what}:ms`] ?? 0) / 1000 };
}

function none(): AccountsState {
  return { linked: 0, dead: 0, postsLeft: null };
}

interface SeenAccount {
  kind: AccountClass;
  dead: boolean;
  left: number;
}

function add(state: AccountsState, { dead, left }: SeenAccount): void {
  if (dead) state.dead += 1;
  else state.linked += 1;
  // Nothing goes out from a dead one, however much is left.
  if (!dead) state.postsLeft = Math.min(state.postsLeft ?? left, left);
}

async function readAccount(
  redis: Redis,
  prefix: string,
  id: string,
  limits: PostLimits,
  now: number,
): Promise<SeenAccount | null> {
  const scope = { scope: id, field: '', window: ACCOUNT_WINDOW_MS, most: limits.perAccount };
  const [[json, state], left] = await Promise.all([
    redis.hmget(`${prefix}account:${id}`, 'json', 'state'),
    postsLeft(redis, prefix, scope, now),
  ]);
  if (!json) return null;
  return { kind: (JSON.parse(json) as LinkedAccount).owner.kind, dead: state === 'dead', left };
}

/** The smaller one of our own count and of what the network said last. */
async function postsLeft(
  redis: Redis,
  prefix: string,
  { scope, field, window, most }: { scope: string; field: string; window: number; most: number },
  now: number,
): Promise<number> {
  const [made, [remaining, reset]] = await Promise.all([
    redis.zcount(`${prefix}places:${scope}`, now - window, '+inf'),
    redis.hmget(`${prefix}places-seen:${scope}`, `${field}remaining`, `${field}reset`),
  ]);
  const byCount = Math.max(0, most - made);
  return remaining && Number(reset) > now ? Math.min(byCount, Math.max(0, Number(remaining))) : byCount;
}
