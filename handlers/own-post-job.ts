import { subjectOf } from '../src/domain/work.ts';
import type { JobAnswer, JobHandler } from '../src/ports.ts';

export interface OwnPostJobDeps {
  creditOwnPost(postId: string): Promise<JobAnswer & { byHand?: boolean }>;
  tellByHand(postId: string): Promise<JobAnswer>;
}

/** A post of ours came in: credits it, and tells the Slack thread when somebody wrote it by hand. */
export function ownPostJob({ creditOwnPost, tellByHand }: OwnPostJobDeps): JobHandler {
  return async (work) => {
    const postId = subjectOf(work.member);
    const credited = await creditOwnPost(postId);
    return credited.byHand ? tellByHand(postId) : credited;
  };
}
