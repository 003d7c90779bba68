import type { Brand, DeskSettings } from '../domain/brand.ts';
import { classifyIncoming } from '../domain/incoming.ts';
import type { Clock } from '../ports.ts';
import type { IngestInput, IngestResult, MentionStore } from '../stores.ts';

export interface ReceiveMentionDeps {
  mentions: MentionStore;
  desk: DeskSettings;
  clock: Clock;
}

export type ReceiveMentionInput = Pick<IngestInput, 'source' | 'token' | 'cursor' | 'post'> & {
  brand: Brand;
};

/** Decides what a post is to us, and stores it with the cursor in one step. */
export function receiveMention({ mentions, desk, clock }: ReceiveMentionDeps) {
  return async ({ brand, ...input }: ReceiveMentionInput): Promise<IngestResult> => {
    const ours = await mentions.ownAccountIds();
    const as = classifyIncoming(input.post, brand, desk.brands, ours);
    return mentions.ingest({ ...input, as, now: clock.now() });
  };
}
