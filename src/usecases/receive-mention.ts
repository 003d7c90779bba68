import type { NoiseStore } from '../conversations.ts';
import type { Brand, DeskSettings } from '../domain/brand.ts';
import type { Post } from '../domain/glossary.ts';
import { classifyIncoming } from '../domain/incoming.ts';
import { createNoiseJudge } from '../domain/noise.ts';
import { createRouter } from '../domain/routing.ts';
import type { Clock } from '../ports.ts';
import type { IngestBatch, IngestResult, MentionStore } from '../stores.ts';
import type { SuggestTopic } from './suggest-topic.ts';

export interface ReceiveMentionDeps {
  mentions: MentionStore;
  suggestTopic: SuggestTopic;
  noise: Pick<NoiseStore, 'rules'>;
  desk: DeskSettings;
  clock: Clock;
}

export type ReceiveMentionsInput = Pick<IngestBatch, 'source' | 'token' | 'cursor'> & {
  brand: Brand;
  posts: readonly Post[];
  /** Whether those before them are stored: only then are these. */
  after?: Promise<boolean>;
};

export type ReceiveMentionInput = Omit<ReceiveMentionsInput, 'posts' | 'after'> & { post: Post };

/**
 * Decides what each post is to us, and stores them with the cursor in one step, after those before them. Answers one result
 * each.
 */
export function receiveMentions({ mentions, noise, suggestTopic, desk, clock }: ReceiveMentionDeps) {
  const route = createRouter(desk);
  const judgeNoise = createNoiseJudge(desk.noise);
  return async ({ brand, posts, after, ...input }: ReceiveMentionsInput): Promise<IngestResult[]> => {
    const now = clock.now();
    const [ours, learned] = await Promise.all([mentions.ownAccountIds(), noise.rules(now)]);
    const judge = (post: Post) => judgeNoise(post, brand.id, learned);
    const judged = posts.map(async (post) => {
      const as = classifyIncoming(post, brand, desk.brands, ours, judge, route);
      const unsure = as.kind === 'mention' && as.because.length === 0;
      return { post, as: unsure ? { ...as, suggestion: await suggestTopic(brand, post) } : as };
    });
    const given = await Promise.all(judged);
    if (after && !(await after)) return posts.map(() => ({ kind: 'fenced' }));
    return mentions.ingestAll({ ...input, posts: given, now, checkAfterMs: desk.deletedPosts.everyMs });
  };
}

/** {@link receiveMentions} of one. */
export function receiveMention(deps: ReceiveMentionDeps) {
  const receive = receiveMentions(deps);
  return async ({ post, ...input }: ReceiveMentionInput): Promise<IngestResult> => {
    const [result] = await receive({ ...input, posts: [post] });
    return result ?? { kind: 'fenced' };
  };
}
