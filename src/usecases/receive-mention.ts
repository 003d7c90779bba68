import type { NoiseStore } from '../conversations.ts';
import type { Brand, DeskSettings } from '../domain/brand.ts';
import { classifyIncoming } from '../domain/incoming.ts';
import type { Clock } from '../ports.ts';
import type { IngestInput, IngestResult, MentionStore } from '../stores.ts';

export interface ReceiveMentionDeps {
  mentions: MentionStore;
  noise: Pick<NoiseStore, 'rules'>;
  desk: DeskSettings;
  clock: Clock;
}

export type ReceiveMentionInput = Pick<IngestInput, 'source' | 'token' | 'cursor' | 'post'> & {
  brand: Brand;
};

/** Decides what a post is to us, and stores it with the cursor in one step. */
export function receiveMention({ mentions, noise, desk, clock }: ReceiveMentionDeps) {
  return async ({ brand, ...input }: ReceiveMentionInput): Promise<IngestResult> => {
    const now = clock.now();
    const [ours, learned] = await Promise.all([mentions.ownAccountIds(), noise.rules(now)]);
    const as = classifyIncoming(input.post, brand, desk.brands, ours, { set: desk.noise, learned });
    return mentions.ingest({ ...input, as, now, checkAfterMs: desk.deletedPosts.everyMs });
  };
}
