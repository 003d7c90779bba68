import type { Brand } from '../../domain/brand.ts';
import type { Post } from '../../domain/glossary.ts';
import { AppError, UnavailableError } from '../../errors.ts';
import type { Clock, Log, SourceBatch } from '../../ports.ts';
import type { XClients } from './client.ts';
import type { WatchedSource } from './mentions-source.ts';
import { earlierId, firstIdAt, newerId, POST_FIELDS, readPosts } from './posts.ts';
import { inOrder, SEARCH_REACH_MS, searchRecent } from './recent-search.ts';
import { createSourceState, type SourceState } from './source-state.ts';
import { backoffMs } from './stream-backoff.ts';
import { openStream, StreamError } from './stream-reader.ts';
import { syncRules } from './stream-rules.ts';
import { joined } from './x-network.ts';

export interface StreamSourceOptions {
  brand: Brand;
  rules: readonly string[];
  clients: XClients;
  /** Told when posts were missed for good. */
  onGap(why: string): void;
  clock: Clock;
  log: Log;
}

/** Posts may come in another order than that of their ids, and clocks differ: so much is looked at twice. */
const OVERLAP_MS = 60_000;
const TOO_MANY =
  'More was posted while nobody was connected than X lets be read afterwards: the oldest are missing.';
const TOO_LATE = 'Nobody was connected for more than seven days: X does not say what was posted before that.';

/**
 * X's filtered stream. X does not repeat what was posted while nobody was connected: after each connection the gap is
 * filled from recent search, for the same rules, before live posts move the cursor.
 */
export function createStreamSource(options: StreamSourceOptions): WatchedSource {
  const id = `x:stream:${options.brand.id}`;
  const state = createSourceState(id, options.log);
  return {
    id,
    brand: options.brand.id,
    problem: state.problem,
    read: (cursor, signal) => read(options, state, cursor, signal),
  };
}

async function* read(
  options: StreamSourceOptions,
  state: SourceState,
  start: string | null,
  signal: AbortSignal,
): AsyncIterable<SourceBatch> {
  let cursor = start;
  let failures = 0;
  if (cursor === null) {
    // Kept before the first connection: what comes while it breaks is then part of a gap that is filled.
    cursor = firstIdAt(options.clock.now());
    yield { posts: [], cursor };
  }
  while (!signal.aborted) {
    try {
      await syncRules(options.clients, options.clock, `faccia:${options.brand.id}`, options.rules);
      for await (const batch of connection(options, cursor, signal)) {
        state.fine();
        failures = 0;
        cursor = batch.cursor ?? cursor;
        if (batch.posts.length > 0) yield batch;
      }
    } catch (error) {
      failures += 1;
      await options.clock.sleep(waitAfter(options, state, error, failures), signal);
    }
  }
}

function waitAfter(
  { clock }: StreamSourceOptions,
  state: SourceState,
  error: unknown,
  failures: number,
): number {
  if (error instanceof StreamError) {
    state.failing(`The stream from X broke (${error.message}) and is made again.`);
    return backoffMs(error.failure, failures, clock.now());
  }
  if (!(error instanceof AppError)) throw error;
  state.failing(error.sentence);
  if (error instanceof UnavailableError && error.retryAfterMs !== null) return error.retryAfterMs;
  return backoffMs({ kind: 'http', status: 503, resetAt: null }, failures, clock.now());
}

/** One connection: first the gap since the cursor, then what is live. An empty batch says "connected". */
async function* connection(
  options: StreamSourceOptions,
  cursor: string,
  signal: AbortSignal,
): AsyncIterable<SourceBatch> {
  const ended = new AbortController();
  const until = AbortSignal.any([signal, ended.signal]);
  const query = new URLSearchParams(joined(POST_FIELDS));
  const url = `${options.clients.apiUrl}/2/tweets/search/stream?${query}`;
  try {
    const lines = await openStream({ url, bearerToken: options.clients.bearerToken, signal: until });
    // Searched for after connecting: whatever is posted meanwhile waits in the connection.
    const reach = firstIdAt(options.clock.now() - SEARCH_REACH_MS);
    if (newerId(cursor, reach) !== cursor) options.onGap(TOO_LATE);
    const missed = await searchSince(options, newerId(earlierId(cursor, OVERLAP_MS), reach));
    let newest = missed.reduce((id, post) => newerId(id, post.id), cursor);
    yield { posts: missed, cursor: newest };
    for await (const together of lines) {
      const posts = together.flatMap((line) => readLine(options, line));
      options.clients.count('post_read', posts.length);
      newest = posts.reduce((id, post) => newerId(id, post.id), newest);
      yield { posts, cursor: newest };
    }
  } finally {
    ended.abort();
  }
}

function readLine({ log, brand }: StreamSourceOptions, line: string): Post[] {
  try {
    const { posts, malformed } = readPosts(JSON.parse(line));
    if (malformed > 0) log.warn('posts-malformed', { source: brand.id, malformed });
    return posts;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    log.warn('stream-line-malformed', { source: brand.id });
    return [];
  }
}

async function searchSince(options: StreamSourceOptions, cursor: string): Promise<Post[]> {
  const found: Post[] = [];
  for (const query of options.rules) {
    const { posts, complete } = await searchRecent(options.clients, options.clock, { query, since: cursor });
    if (!complete) options.onGap(TOO_MANY);
    found.push(...posts);
  }
  return inOrder(found);
}
