import { subjectOf } from '../src/domain/work.ts';
import type { JobAnswer, JobHandler } from '../src/ports.ts';

export interface FollowupJobDeps {
  returnThread(postId: string): Promise<JobAnswer>;
  tellFollowup(postId: string): Promise<JobAnswer>;
}

/** The customer wrote again: finds out whose it is now, and tells them. */
export function followupJob({ returnThread, tellFollowup }: FollowupJobDeps): JobHandler {
  return async (work) => {
    const postId = subjectOf(work.member);
    const returned = await returnThread(postId);
    return 'again' in returned ? returned : tellFollowup(postId);
  };
}
