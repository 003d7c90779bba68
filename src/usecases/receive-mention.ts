import type { Brand, DeskSettings } from '../domain/brand.ts';
import { classifyIncoming } from '../domain/incoming.ts';
import { createRouter } from '../domain/routing.ts';
import type { Clock } from '../ports.ts';
import type { IngestInput, IngestResult, MentionStore } from '../stores.ts';
import type { SuggestTopic } from './suggest-topic.ts';

export interface ReceiveMentionDeps {
  mentions: MentionStore;
  suggestTopic: SuggestTopic;
  desk: DeskSettings;
  clock: Clock;
}

export type ReceiveMentionInput = Pick<IngestInput, 'source' | 'token' | 'cursor' | 'post'> & {
  brand: Brand;
};

/** Decides what a post is to us, and stores it with the cursor in one step. */
export function receiveMention({ mentions, suggestTopic, desk, clock }: ReceiveMentionDeps) {
  const route = createRouter(desk);
  return async ({ brand, ...input }: ReceiveMentionInput): Promise<IngestResult> => {
    const ours = await mentions.ownAccountIds();
    const as = classifyIncoming(input.post, brand, desk.brands, ours, route);
    const unsure = as.kind === 'mention' && as.because.length === 0;
    const suggestion = unsure ? await suggestTopic(brand, input.post) : null;
    return mentions.ingest({ ...input, as: unsure ? { ...as, suggestion } : as, now: clock.now() });
  };
}
