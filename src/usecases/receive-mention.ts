import type { NoiseStore } from '../conversations.ts';
import type { Brand, DeskSettings } from '../domain/brand.ts';
import type { Post } from '../domain/glossary.ts';
import { classifyIncoming } from '../domain/incoming.ts';
import { createNoiseJudge } from '../domain/noise.ts';
import { createRouter } from '../domain/routing.ts';
import type { Clock } from '../ports.ts';
import type { IngestInput, IngestResult, MentionStore } from '../stores.ts';
import type { SuggestTopic } from './suggest-topic.ts';

export interface ReceiveMentionDeps {
  mentions: MentionStore;
  suggestTopic: SuggestTopic;
  noise: Pick<NoiseStore, 'rules'>;
  desk: DeskSettings;
  clock: Clock;
}

export type ReceiveMentionInput = Pick<IngestInput, 'source' | 'token' | 'cursor' | 'post'> & {
  brand: Brand;
};

/** Decides what a post is to us, and stores it with the cursor in one step. */
export function receiveMention({ mentions, noise, suggestTopic, desk, clock }: ReceiveMentionDeps) {
  const route = createRouter(desk);
  const judgeNoise = createNoiseJudge(desk.noise);
  return async ({ brand, ...input }: ReceiveMentionInput): Promise<IngestResult> => {
    const now = clock.now();
    const [ours, learned] = await Promise.all([mentions.ownAccountIds(), noise.rules(now)]);
    const judge = (post: Post) => judgeNoise(post, brand.id, learned);
    const as = classifyIncoming(input.post, brand, desk.brands, ours, judge, route);
    const unsure = as.kind === 'mention' && as.because.length === 0;
    const suggestion = unsure ? await suggestTopic(brand, input.post) : null;
    const given = unsure ? { ...as, suggestion } : as;
    return mentions.ingest({ ...input, as: given, now, checkAfterMs: desk.deletedPosts.everyMs });
  };
}
