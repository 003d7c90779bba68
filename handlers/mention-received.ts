import { type DeskSettings, findBrand } from '../src/domain/brand.ts';
import type { Post } from '../src/domain/glossary.ts';
import type { Clock, Log, MentionSource } from '../src/ports.ts';
import type { Meter, Tracing } from '../src/seeing.ts';
import type { IngestResult } from '../src/stores.ts';
import type { ReceiveMentionsInput } from '../src/usecases/receive-mention.ts';

export interface MentionsReceivedDeps {
  receiveMentions(input: ReceiveMentionsInput): Promise<IngestResult[]>;
  desk: DeskSettings;
  meter: Meter;
  tracing: Tracing;
  clock: Clock;
  log: Log;
}

export interface MentionsReceived {
  source: MentionSource;
  token: number;
  /** Stands for all of the posts. */
  cursor: string | null;
  posts: readonly Post[];
  /** Whether those before them are stored. */
  after?: Promise<boolean>;
}

/** A source gave us posts. */
export function mentionsReceived({
  receiveMentions,
  desk,
  meter,
  tracing,
  clock,
  log,
}: MentionsReceivedDeps) {
  return async ({ source, ...input }: MentionsReceived): Promise<IngestResult[]> => {
    const brand = findBrand(desk, source.brand);
    const attributes = { 'faccia.source': source.id, 'faccia.posts': input.posts.length };
    const results = await tracing.span('mentions-received', attributes, () =>
      receiveMentions({ ...input, source: source.id, brand }),
    );
    for (const [index, post] of input.posts.entries()) {
      const as = results[index]?.kind ?? 'fenced';
      meter.mention(source.id, as, clock.now() - post.createdAt);
      const result = results[index];
      const thread = result && 'threadId' in result ? result.threadId : null;
      log[thread === null ? 'debug' : 'info']('post-received', {
        source: source.id,
        post: post.id,
        as,
        ...(thread === null ? {} : { thread }),
      });
    }
    return results;
  };
}
