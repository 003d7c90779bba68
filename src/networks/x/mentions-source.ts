import type { Brand } from '../../domain/brand.ts';
import type { Post } from '../../domain/glossary.ts';
import { AppError, UnavailableError } from '../../errors.ts';
import type { Clock, Log, MentionSource, SourceBatch } from '../../ports.ts';
import type { Tokens } from '../../stores.ts';
import type { XClients } from './client.ts';
import { reading } from './failures.ts';
import { firstIdAt, newerId, POST_FIELDS, readPosts } from './posts.ts';
import { inOrder, SEARCH_REACH_MS, searchRecent } from './recent-search.ts';
import { createSourceState, type SourceState } from './source-state.ts';
import { joined } from './x-network.ts';

export interface MentionsSourceOptions {
  brand: Brand;
  everyMs: number;
  clients: XClients;
  /** The brand's own tokens make each mention cheaper; null: the app's bearer token reads. */
  tokens(): Promise<Tokens | null>;
  /** X refused them: renews them, or finds that they are dead. */
  refused(tokens: Tokens, error: AppError): Promise<void>;
  /** X's id of the brand's account: asked for once by all of its sources, because each look costs. */
  userId(): Promise<string>;
  /** Told when mentions were missed for good. */
  onGap(why: string): void;
  clock: Clock;
  log: Log;
}

export type WatchedSource = MentionSource & { problem(): string | null };

/** How much slower than `everyMs` it gets while nothing comes. */
const SLOWEST = 6;
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;
const FIRST_LOOK_BACK_MS = 24 * 60 * 60 * 1000;
const PAGE = 100;
/** X goes back 800 mentions. */
const PAGES = 8;

/**
 * Asks X for the brand's mentions since the newest one known. Asks at `everyMs` while mentions come, and up to six times
 * slower in quiet hours. The very first time it begins with the last day: older mentions are history.
 */
export function createMentionsSource(options: MentionsSourceOptions): WatchedSource {
  return timelineSource(options, MENTIONS);
}

/**
 * The brand's own posts: what somebody typed by hand in the brand's name names the customer, not the brand, so that it is in
 * nobody's mentions. Read like them, and a little later.
 */
export function createOwnPostsSource(options: MentionsSourceOptions): WatchedSource {
  return timelineSource(options, OWN_POSTS);
}

/** One of an account's timelines on X, and how recent search asks for what it does not reach any more. */
interface Timeline {
  kind: 'mentions' | 'own';
  path: string;
  query(handle: string): string;
}

const MENTIONS: Timeline = { kind: 'mentions', path: 'mentions', query: (handle) => `@${handle}` };
const OWN_POSTS: Timeline = { kind: 'own', path: 'tweets', query: (handle) => `from:${handle}` };

function timelineSource(options: MentionsSourceOptions, timeline: Timeline): WatchedSource {
  const id = `x:${timeline.kind}:${options.brand.id}`;
  const state = createSourceState(id, options.log);
  return {
    id,
    brand: options.brand.id,
    problem: state.problem,
    read: (cursor, signal) => read({ ...options, timeline }, state, cursor, signal),
  };
}

type TimelineOptions = MentionsSourceOptions & { timeline: Timeline };

async function* read(
  options: TimelineOptions,
  state: SourceState,
  start: string | null,
  signal: AbortSignal,
): AsyncIterable<SourceBatch> {
  const { clock, everyMs } = options;
  let cursor = start ?? firstIdAt(clock.now() - FIRST_LOOK_BACK_MS);
  if (start === null) yield { posts: [], cursor };
  let quiet = 0;
  let failures = 0;
  while (!signal.aborted) {
    try {
      const posts = await since(options, await options.userId(), cursor);
      state.fine();
      failures = 0;
      quiet = posts.length === 0 ? quiet + 1 : 0;
      if (posts.length > 0) {
        cursor = posts.reduce((newest, post) => newerId(newest, post.id), cursor);
        yield { posts, cursor };
      }
      await clock.sleep(everyMs * Math.min(SLOWEST, 1 + Math.floor(quiet / 10)), signal);
    } catch (error) {
      failures += 1;
      await clock.sleep(waitAfter(state, error, failures), signal);
    }
  }
}

function waitAfter(state: SourceState, error: unknown, failures: number): number {
  if (!(error instanceof AppError)) throw error;
  state.failing(error.sentence);
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures - 1, 10));
  return error instanceof UnavailableError && error.retryAfterMs !== null ? error.retryAfterMs : wait;
}

/** X's id of this brand's account; remembered once X has said it. */
export function brandUserId(
  options: Pick<MentionsSourceOptions, 'brand' | 'clients' | 'clock'>,
): () => Promise<string> {
  let known: Promise<string> | null = null;
  return () => {
    known ??= lookUpBrand(options).catch((error: unknown) => {
      known = null;
      throw error;
    });
    return known;
  };
}

async function lookUpBrand({
  brand,
  clients,
  clock,
}: Pick<MentionsSourceOptions, 'brand' | 'clients' | 'clock'>): Promise<string> {
  const { data } = await reading(clock, () =>
    clients.app.v2.get<{ data?: { id?: string } }>(`users/by/username/${brand.handle}`),
  );
  if (data?.id) return data.id;
  throw new AppError({
    code: 'brand-unknown',
    sentence: `X knows no account @${brand.handle}. Correct the brand's handle in the YAML.`,
  });
}

/** All pages before anything is handed out: the oldest first, so that the cursor never skips one. */
async function since(options: TimelineOptions, userId: string, cursor: string): Promise<Post[]> {
  const tokens = await options.tokens();
  try {
    return await pagesSince(options, tokens, userId, cursor);
  } catch (error) {
    if (tokens !== null && error instanceof AppError) await options.refused(tokens, error);
    throw error;
  }
}

async function pagesSince(
  options: TimelineOptions,
  tokens: Tokens | null,
  userId: string,
  cursor: string,
): Promise<Post[]> {
  const { v2 } = tokens === null ? options.clients.app : options.clients.user(tokens.accessToken);
  const found: Post[] = [];
  let token: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const query = {
      ...joined(POST_FIELDS),
      max_results: PAGE,
      since_id: cursor,
      ...(token === undefined ? {} : { pagination_token: token }),
    };
    const answer = await reading(options.clock, () =>
      v2.get<{ meta?: { next_token?: string } }>(`users/${userId}/${options.timeline.path}`, query),
    );
    const { posts, malformed } = readPosts(answer);
    if (malformed > 0) options.log.warn('posts-malformed', { source: userId, malformed });
    found.push(...posts);
    token = answer.meta?.next_token;
    // After the last page that it has, a timeline says nothing: there may be more, or not.
    if (token === undefined && page < PAGES - 1) return inOrder(found);
    if (token === undefined) break;
  }
  return inOrder([...found, ...(await beyondTheTimeline(options, cursor, found))]);
}

/** What X's timeline of mentions does not reach, recent search does: seven days back. */
async function beyondTheTimeline(
  { brand, clients, clock, onGap, timeline }: TimelineOptions,
  cursor: string,
  found: readonly Post[],
): Promise<Post[]> {
  const reach = firstIdAt(clock.now() - SEARCH_REACH_MS);
  const oldest = found.reduce((old, { id }) => (newerId(old, id) === old ? id : old), found[0]?.id ?? cursor);
  const since = newerId(cursor, reach);
  const { posts, complete } = await searchRecent(clients, clock, {
    query: timeline.query(brand.handle),
    since,
    until: oldest,
  });
  if (!complete || since !== cursor)
    onGap('More mentions came while Faccia was away than X lets be read afterwards: the oldest are missing.');
  return posts;
}
