import { type DeskSettings, findBrand } from '../src/domain/brand.ts';
import type { Post } from '../src/domain/glossary.ts';
import type { Clock, Log, MentionSource } from '../src/ports.ts';
import type { Meter } from '../src/seeing.ts';
import type { IngestResult } from '../src/stores.ts';
import type { ReceiveMentionInput } from '../src/usecases/receive-mention.ts';

export interface MentionReceivedDeps {
  receiveMention(input: ReceiveMentionInput): Promise<IngestResult>;
  desk: DeskSettings;
  meter: Meter;
  clock: Clock;
  log: Log;
}

export interface MentionReceived {
  source: MentionSource;
  token: number;
  cursor: string | null;
  post: Post;
}

/** A source gave us one post. */
export function mentionReceived({ receiveMention, desk, meter, clock, log }: MentionReceivedDeps) {
  return async ({ source, ...input }: MentionReceived): Promise<IngestResult> => {
    const brand = findBrand(desk, source.brand);
    const result = await receiveMention({ ...input, source: source.id, brand });
    meter.mention(source.id, result.kind, clock.now() - input.post.createdAt);
    log.debug('post-received', { source: source.id, post: input.post.id, as: result.kind });
    return result;
  };
}
