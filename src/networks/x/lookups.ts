import type { PostLookup } from '../../conversations.ts';
import type { MissingPost } from '../../domain/following.ts';
import type { Clock } from '../../ports.ts';
import type { XClients } from './client.ts';
import { reading } from './failures.ts';
import { newerId, POST_FIELDS, readPosts } from './posts.ts';
import { joined } from './x-network.ts';

const PAGE = 100;

/** Reads as the app: no person's link is used up by it, and only what is public is seen. */
export function createXLookups({ app }: Pick<XClients, 'app'>, clock: Clock): PostLookup {
  return {
    async lookUp(ids) {
      if (ids.length === 0) return { posts: [], missing: [] };
      const answer = await reading(clock, () =>
        app.v2.get<{ errors?: unknown }>('tweets', { ...joined(POST_FIELDS), ids: ids.join(',') }),
      );
      return { posts: readPosts(answer).posts, missing: readMissing(answer.errors) };
    },
    async searchConversation({ conversationId, customer, answeredBy, since }) {
      const ours = answeredBy.flatMap((handle) => [`to:${handle}`, `from:${handle}`]);
      const who = [`from:${customer}`, ...ours].join(' OR ');
      const answer = await reading(clock, () =>
        app.v2.get('tweets/search/recent', {
          ...joined(POST_FIELDS),
          query: `conversation_id:${conversationId} (${who}) -is:retweet`,
          since_id: since,
          max_results: PAGE,
        }),
      );
      return readPosts(answer).posts.sort((one, other) => (newerId(one.id, other.id) === one.id ? 1 : -1));
    },
  };
}

/** By the type of X's problem: what it cannot find is gone; what nobody may see as the app is hidden. The rest says nothing. */
function readMissing(errors: unknown): MissingPost[] {
  return (Array.isArray(errors) ? errors : []).flatMap((error: unknown): MissingPost[] => {
    const { resource_id, value, type, resource_type } = (error ?? {}) as Record<string, unknown>;
    const id = String(resource_id ?? value ?? '');
    // A problem of something around a post, such as a picture, is none of the post's.
    if (
      !/^\d{1,19}$/u.test(id) ||
      (resource_type !== undefined && !/^(?:tweet|post)$/u.test(String(resource_type)))
    )
      return [];
    if (/resource-not-found$/u.test(String(type))) return [{ id, why: 'deleted' }];
    return /not-authorized-for-resource$/u.test(String(type)) ? [{ id, why: 'hidden' }] : [];
  });
}
