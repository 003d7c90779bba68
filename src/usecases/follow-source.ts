import { UnavailableError } from '../errors.ts';
import type { Clock, Log, MentionSource, SourceBatch } from '../ports.ts';
import type { IngestResult, MentionStore, SourceLeases } from '../stores.ts';

export interface FollowSourceDeps {
  leases: SourceLeases;
  mentions: MentionStore;
  /** What happens with posts: stores them and moves the cursor, in one step. */
  receive(input: {
    source: MentionSource;
    token: number;
    cursor: string | null;
    posts: SourceBatch['posts'];
    /** Whether those before them are stored: only then are these; what they are is decided meanwhile. */
    after: Promise<boolean>;
  }): Promise<IngestResult[]>;
  /** Names this process, and no other one ever. */
  holder: string;
  clock: Clock;
  log: Log;
}

/** Whoever waits has the source within 15 seconds of the death of its holder. */
const LEASE_MS = 10_000;
const RENEW_MS = 2_500;
const WAIT_MS = 2_000;
/** With Redis away for so many renewals somebody else may have the lease: two would ask X. */
const MOST_FAILED = 3;
/** Stored in one step, in which Redis does nothing else: a click may wait for it. */
const AT_ONCE = 100;

/**
 * Reads a source for as long as this process holds its lease, else waits for the lease; until the signal. A post that
 * was not stored is read again: the cursor moves only with the storing.
 */
export function followSource(deps: FollowSourceDeps) {
  return async (source: MentionSource, signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      try {
        const lease = await deps.leases.acquire(source.id, deps.holder, LEASE_MS);
        if (lease) await readWithLease(deps, source, lease.token, signal);
      } catch (error) {
        logFailure(deps.log, source.id, error);
      }
      await deps.clock.sleep(WAIT_MS, signal);
    }
  };
}

async function readWithLease(
  deps: FollowSourceDeps,
  source: MentionSource,
  token: number,
  signal: AbortSignal,
): Promise<void> {
  const lost = new AbortController();
  const until = AbortSignal.any([signal, lost.signal]);
  const renewing = keepLease(deps, source.id, token, until).finally(() => lost.abort());
  let steps: AsyncGenerator<SourceBatch> | null = null;
  try {
    deps.log.info('source-held', { source: source.id, fence: token });
    const cursor = await deps.mentions.cursor(source.id);
    steps = stepsOf(source.read(cursor, until));
    await storeInTurn(deps, source, token, steps, until);
  } finally {
    lost.abort();
    await steps?.return(undefined);
    await renewing;
    await deps.leases.release(source.id, token);
  }
}

/** Ends when the lease was lost (or may be) or the signal came. What is stored is fenced in any case. */
async function keepLease(
  deps: FollowSourceDeps,
  source: string,
  token: number,
  signal: AbortSignal,
): Promise<void> {
  for (let failed = 0; failed < MOST_FAILED; ) {
    await deps.clock.sleep(RENEW_MS, signal);
    if (signal.aborted) return;
    try {
      if (!(await deps.leases.renew(source, token, LEASE_MS))) return;
      failed = 0;
    } catch (error) {
      failed += 1;
      logFailure(deps.log, source, error);
    }
  }
}

/** The cursor stands for the whole batch: only its last step may move it. */
async function* stepsOf(batches: AsyncIterable<SourceBatch>): AsyncGenerator<SourceBatch> {
  for await (const { posts, cursor } of batches) {
    if (posts.length === 0) yield { posts, cursor };
    for (let from = 0; from < posts.length; from += AT_ONCE) {
      const last = from + AT_ONCE >= posts.length;
      yield { posts: posts.slice(from, from + AT_ONCE), cursor: last ? cursor : null };
    }
  }
}

/**
 * One step after the other; while one is stored, what the next two are is read and decided. Ends when another process took
 * over, or the signal came; throws when a step broke, without waiting for the next.
 */
async function storeInTurn(
  deps: FollowSourceDeps,
  source: MentionSource,
  token: number,
  steps: AsyncGenerator<SourceBatch>,
  signal: AbortSignal,
): Promise<void> {
  let before = Promise.resolve(true);
  let stored = before;
  try {
    while (true) {
      const next = steps.next();
      const read = await Promise.race([next, stored.then((fine) => (fine ? next : null))]);
      if (read === null || read.done || signal.aborted) break;
      const after = stored;
      stored = storeStep(deps, source, token, read.value, after);
      // Thrown where it is waited for.
      stored.catch(() => undefined);
      if (!(await before)) break;
      before = after;
    }
    await stored;
  } finally {
    // Whoever has the source next begins where this ended.
    await stored.catch(() => undefined);
  }
}

/** Whether it is stored: not when another process took over. */
async function storeStep(
  { mentions, receive }: FollowSourceDeps,
  source: MentionSource,
  token: number,
  { posts, cursor }: SourceBatch,
  after: Promise<boolean>,
): Promise<boolean> {
  if (posts.length === 0) {
    if (!(await after)) return false;
    if (cursor !== null) await mentions.beginAt(source.id, cursor);
    return true;
  }
  const results = await receive({ source, token, cursor, posts, after });
  return results.every(({ kind }) => kind !== 'fenced');
}

function logFailure(log: Log, source: string, error: unknown): void {
  if (error instanceof UnavailableError) log.warn('source-waits', { source, code: error.code });
  else log.error('source-failed', { source, error });
}
