import type { PostLookup, WatchedPost, WatchStore } from '../conversations.ts';
import type { DeskSettings } from '../domain/brand.ts';
import type { Erasure, Thread } from '../domain/glossary.ts';
import { nextUtcDay, utcDay } from '../domain/prices.ts';
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

const DAY_MS = 24 * 60 * 60 * 1000;
/** What X takes in one call. */
const BATCH = 100;
const UNREACHABLE_WAIT_MS = 60_000;
/** So often the list is looked at; each post in it has its own time. */
const ROUND_MS = 60_000;
/** While the configuration asks for no rounds, only what an answer's refusal put there is looked at. */
const NEVER_MS = 365 * 24 * 60 * 60 * 1000;

/**
 * Asks X whether the posts that we show are still there, a hundred in a call: what its author deleted, or hid, must go from
 * Slack too. What nobody works with any more is asked for once a day, and no more of it than a day may cost.
 */
export function recheckPosts(deps: RecheckPostsDeps) {
  return async (): Promise<JobAnswer> => {
    const now = deps.clock.now();
    const due = await deps.watch.due(now, BATCH);
    const { shown, stored, over } = await sorted(deps, due);
    await deps.watch.forget(over);
    const { storedPerDay } = deps.desk.deletedPosts;
    const allowed =
      stored.length === 0 ? 0 : await deps.watch.allow(utcDay(now), stored.length, storedPerDay);
    await deps.watch.later(stored.slice(allowed), nextUtcDay(now));
    const wanted = [...shown, ...stored.slice(0, allowed)];
    const wait = wanted.length === 0 ? null : await spareMoney(deps);
    if (wait !== null) return { again: wait };
    try {
      await check(deps, shown, stored.slice(0, allowed));
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
  shown: WatchedPost[],
  stored: WatchedPost[],
): Promise<void> {
  const wanted = [...shown, ...stored];
  if (wanted.length === 0) return;
  const { missing } = await lookups.lookUp([...new Set(wanted.map(({ id }) => id))]);
  const lost = new Map(missing.map(({ id, why }) => [id, why]));
  for (const post of wanted) {
    const why = lost.get(post.id);
    if (why !== undefined) await watch.erase(post, why, stopped(why), clock.now());
  }
  const left = (posts: WatchedPost[]) => posts.filter(({ id }) => !lost.has(id));
  await watch.seen(left(shown), clock.now() + (desk.deletedPosts.everyMs || NEVER_MS), clock.now());
  await watch.seen(left(stored), clock.now() + DAY_MS, clock.now());
}

function stopped(why: Erasure): string {
  return why === 'deleted'
    ? 'The customer deleted their post before it went out.'
    : "X does not show the customer's post any more.";
}

/** `shown`: of threads that people work with; `stored`: of others, asked for once a day; `over`: of none, or too old. */
async function sorted(
  { threads, desk, clock }: RecheckPostsDeps,
  due: WatchedPost[],
): Promise<Record<'shown' | 'stored' | 'over', WatchedPost[]>> {
  const seen = new Map<string, Promise<Thread | null>>();
  const threadOf = async ({ id, around }: WatchedPost): Promise<Thread | null> => {
    const threadId = await threads.threadOf(around ?? id);
    if (threadId === null) return null;
    const known = seen.get(threadId) ?? threads.get(threadId);
    seen.set(threadId, known);
    return known;
  };
  const owners = await Promise.all(due.map(threadOf));
  const { watchMs, storedPerDay, storedMs } = desk.deletedPosts;
  const found: Record<'shown' | 'stored' | 'over', WatchedPost[]> = { shown: [], stored: [], over: [] };
  for (const [index, post] of due.entries()) {
    const thread = owners[index];
    const age = thread ? clock.now() - thread.lastCustomerPost.createdAt : Number.POSITIVE_INFINITY;
    const busy = thread?.state === 'open' || thread?.state === 'claimed';
    if (thread && (busy || age < watchMs)) found.shown.push(post);
    else if (thread && storedPerDay > 0 && age < storedMs) found.stored.push(post);
    else found.over.push(post);
  }
  return found;
}
