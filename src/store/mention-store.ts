import type { Post } from '../domain/glossary.ts';
import { STAYS_IGNORED } from '../domain/ignoring.ts';
import { percent, type RouteReason, reasonsText } from '../domain/route.ts';
import type {
  IngestBatch,
  IngestInput,
  IngestResult,
  MentionRoute,
  MentionStore,
  SourceLeases,
} from '../stores.ts';
import { DROPPED_POST_MS, MUTED_MS } from './keys.ts';
import type { Database } from './scripts.ts';

/**
 * A post of ours usually comes in while the call that created it is still on its way back: this long, and it is known
 * whether Faccia sent it.
 */
export const OWN_POST_DELAY_MS = 1_000;

const QUESTION_CHANGED = 'The customer edited their post before it went out: look at what they ask now.';

const NO_ROUTE: MentionRoute = { kind: 'mention', brand: '', channel: '', topic: null };

/** `stored`: told of it. */
export function createMentionStore(db: Database, stored: () => void): MentionStore {
  const ingestAll = async ({ posts, ...input }: IngestBatch): Promise<IngestResult[]> => {
    const args = posts.flatMap(({ post, as }) => postArguments(post, as));
    const results = (await db.run('ingest', ...batchArguments(input), ...args)) as [string, ...unknown[]][];
    stored();
    // Whoever was fenced is told once.
    return posts.map((_post, index) => ingestResult(results[index] ?? ['fenced']));
  };
  return {
    ingestAll,
    async ingest({ post, as, ...input }) {
      const [result] = await ingestAll({ ...input, posts: [{ post, as }] });
      return result ?? { kind: 'fenced' };
    },
    cursor: (source) => db.call((redis, prefix) => redis.hget(`${prefix}cursors`, source)),
    async beginAt(source, cursor) {
      await db.run('begin-source', source, cursor);
    },
    async ownAccountIds() {
      return new Set(await db.call((redis, prefix) => redis.smembers(`${prefix}accounts`)));
    },
  };
}

function batchArguments(input: Omit<IngestBatch, 'posts'>): (string | number)[] {
  const { source, token, cursor, now, checkAfterMs = 0 } = input;
  return [
    source,
    token,
    cursor ?? '',
    now,
    DROPPED_POST_MS,
    OWN_POST_DELAY_MS,
    QUESTION_CHANGED,
    checkAfterMs === 0 ? '' : now + checkAfterMs,
    MUTED_MS,
    `,${STAYS_IGNORED.join(',')},`,
  ];
}

function postArguments(post: Post, as: IngestInput['as']): (string | number)[] {
  const route = as.kind === 'mention' ? as : NO_ROUTE;
  const { noise = null, priority = 'normal', because = [], suggestion = null } = route;
  return [
    post.id,
    JSON.stringify(post),
    as.kind,
    route.brand,
    route.channel,
    route.topic ?? '',
    as.kind === 'dropped' ? as.reason : '',
    post.author.id,
    post.conversationId,
    post.inReplyTo ?? '',
    post.createdAt,
    post.versions.join(','),
    post.quotes?.postId ?? '',
    noise?.action ?? '',
    noise?.reason ?? '',
    noise?.why ?? '',
    priority,
    because.length === 0 ? '' : JSON.stringify(because),
    suggestion === null ? '' : JSON.stringify(suggestion),
    suggestion === null
      ? givenText(route.topic, because)
      : `#${suggestion.topic}: ${percent(suggestion.confidence)}`,
  ];
}

/** `#billing: keyword "bill"`; nothing where no rule fitted. */
function givenText(topic: string | null, because: readonly RouteReason[]): string {
  if (because.length === 0) return '';
  return `${topic === null ? 'no topic' : `#${topic}`}: ${reasonsText(because)}`;
}

function ingestResult([kind, thread, reopened]: [string, ...unknown[]]): IngestResult {
  const threadId = String(thread ?? '');
  switch (kind) {
    case 'opened':
      return { kind, threadId };
    case 'joined':
      return { kind, threadId, reopened: reopened === 1 };
    case 'edited':
    case 'other':
    case 'muted':
      return { kind, threadId };
    case 'own':
      return { kind, threadId: threadId === '' ? null : threadId };
    case 'dropped':
    case 'duplicate':
    case 'fenced':
      return { kind };
    default:
      throw new Error(`ingest answered ${kind}`);
  }
}

export function createSourceLeases(db: Database): SourceLeases {
  return {
    async acquire(source, holder, ttlMs) {
      const token = await db.run('acquire-source', source, holder, ttlMs);
      return typeof token === 'number' ? { token } : null;
    },
    renew: async (source, token, ttlMs) => (await db.run('renew-source', source, token, ttlMs)) === 1,
    holder: (source) => db.call((redis, prefix) => redis.hget(`${prefix}lease:${source}`, 'holder')),
    async release(source, token) {
      await db.run('release-source', source, token);
    },
  };
}
