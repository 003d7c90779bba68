import { type DeskSettings, findBrand } from '../src/domain/brand.ts';
import type { Post } from '../src/domain/glossary.ts';
import type { Log, MentionSource } from '../src/ports.ts';
import type { IngestResult } from '../src/stores.ts';
import type { ReceiveMentionInput } from '../src/usecases/receive-mention.ts';

export interface MentionReceivedDeps {
  receiveMention(input: ReceiveMentionInput): Promise<IngestResult>;
  desk: DeskSettings;
  log: Log;
}

export interface MentionReceived {
  source: MentionSource;
  token: number;
  cursor: string | null;
  post: Post;
}

/** A source gave us one post. */
export function mentionReceived({ receiveMention, desk, log }: MentionReceivedDeps) {
  return async ({ source, ...input }: MentionReceived): Promise<IngestResult> => {
    const brand = findBrand(desk, source.brand);
    const result = await receiveMention({ ...input, source: source.id, brand });
    log.debug('post-received', { source: source.id, post: input.post.id, as: result.kind });
    return result;
  };
}
