import type { PostLookup, WatchedPost, WatchStore } from '../conversations.ts';
import type { DeskSettings } from '../domain/brand.ts';
import type { Erasure, Thread } from '../domain/glossary.ts';
import { AppError, UnavailableError } from '../errors.ts';
import type { Clock, JobAnswer, Log } from '../ports.ts';
import type { ThreadStore } from '../stores.ts';
import { type SpareMoneyDeps, spareMoney } from './spare-money.ts';

export interface RecheckPostsDeps extends SpareMoneyDeps {
  watch: WatchStore;
  threads: ThreadStore;
  lookups: PostLookup;
  desk: DeskSettings;
  clock: Clock;
  log: Log;
}

/** What X takes in one call. */
const BATCH = 100;
const UNREACHABLE_WAIT_MS = 60_000;
/** So often the list is looked at; each post in it has its own time. */
const ROUND_MS = 60_000;
/** While the configuration asks for no rounds, only what an answer's refusal put there is looked at. */
const NEVER_MS = 365 * 24 * 60 * 60 * 1000;

/**
 * Asks X whether the posts that we show are still there, a hundred in a call: what its author deleted, or hid, must go from
 * Slack too. What nobody works with any more is not asked for.
 */
export function recheckPosts(deps: RecheckPostsDeps) {
  return async (): Promise<JobAnswer> => {
    const now = deps.clock.now();
    const due = await deps.watch.due(now, BATCH);
    const wanted = await stillWanted(deps, due);
    await deps.watch.forget(due.filter((post) => !wanted.includes(post)));
    const wait = wanted.length === 0 ? null : await spareMoney(deps);
    if (wait !== null) return { again: wait };
    try {
      await check(deps, wanted);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      deps.log.warn('posts-not-checked', { error });
      const wanted = error instanceof UnavailableError ? error.retryAfterMs : null;
      return { again: now + (wanted ?? UNREACHABLE_WAIT_MS) };
    }
    return { again: due.length === BATCH ? now : now + ROUND_MS };
  };
}

async function check(
  { watch, lookups, desk, clock }: RecheckPostsDeps,
  wanted: WatchedPost[],
): Promise<void> {
  if (wanted.length === 0) return;
  const { missing } = await lookups.lookUp([...new Set(wanted.map(({ id }) => id))]);
  const lost = new Map(missing.map(({ id, why }) => [id, why]));
  for (const post of wanted) {
    const why = lost.get(post.id);
    if (why !== undefined) await watch.erase(post, why, stopped(why), clock.now());
  }
  const left = wanted.filter(({ id }) => !lost.has(id));
  await watch.seen(left, clock.now() + (desk.deletedPosts.everyMs || NEVER_MS), clock.now());
}

function stopped(why: Erasure): string {
  return why === 'deleted'
    ? 'The customer deleted their post before it went out.'
    : "X does not show the customer's post any more.";
}

async function stillWanted(
  { threads, desk, clock }: RecheckPostsDeps,
  due: WatchedPost[],
): Promise<WatchedPost[]> {
  const seen = new Map<string, Promise<Thread | null>>();
  const threadOf = async ({ id, around }: WatchedPost): Promise<Thread | null> => {
    const threadId = await threads.threadOf(around ?? id);
    if (threadId === null) return null;
    const known = seen.get(threadId) ?? threads.get(threadId);
    seen.set(threadId, known);
    return known;
  };
  const owners = await Promise.all(due.map(threadOf));
  const since = clock.now() - desk.deletedPosts.watchMs;
  return due.filter((_post, index) => {
    const thread = owners[index];
    if (!thread) return false;
    const busy = thread.state === 'open' || thread.state === 'claimed';
    return busy || thread.lastCustomerPost.createdAt > since;
  });
}
