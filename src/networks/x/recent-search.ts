import type { Post } from '../../domain/glossary.ts';
import type { Clock } from '../../ports.ts';
import type { XClients } from './client.ts';
import { reading } from './failures.ts';
import { newerId, POST_FIELDS, readPosts } from './posts.ts';
import { joined } from './x-network.ts';

/** Recent search knows seven days, and refuses to be asked for more. */
export const SEARCH_REACH_MS = 7 * 24 * 60 * 60 * 1000 - 60 * 60 * 1000;
/** Of 100 posts each. */
const PAGES = 100;

export interface SearchRange {
  /** In X's query language. */
  query: string;
  /** Only posts newer than this one. */
  since: string;
  /** Only posts older than this one; null: up to now. */
  until?: string | null;
}

/** Posts of the last seven days, in no order. Not `complete`: there were more than are read at once. */
export async function searchRecent(
  clients: XClients,
  clock: Clock,
  { query, since, until = null }: SearchRange,
): Promise<{ posts: Post[]; complete: boolean }> {
  const found: Post[] = [];
  let token: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const answer = await reading(clock, () =>
      clients.app.v2.get<{ meta?: { next_token?: string } }>('tweets/search/recent', {
        ...joined(POST_FIELDS),
        query,
        since_id: since,
        max_results: 100,
        ...(until === null ? {} : { until_id: until }),
        ...(token === undefined ? {} : { next_token: token }),
      }),
    );
    found.push(...readPosts(answer).posts);
    token = answer.meta?.next_token;
    if (token === undefined) return { posts: found, complete: true };
  }
  return { posts: found, complete: false };
}

/** Each once, the oldest first: so the cursor never skips one. */
export function inOrder(posts: readonly Post[]): Post[] {
  const once = new Map(posts.map((post) => [post.id, post]));
  return [...once.values()].sort((one, other) => (newerId(one.id, other.id) === one.id ? 1 : -1));
}
