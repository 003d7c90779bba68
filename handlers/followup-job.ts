import { subjectOf } from '../src/domain/work.ts';
import type { JobAnswer, JobHandler } from '../src/ports.ts';

export interface FollowupJobDeps {
  noteThanks(postId: string): Promise<void>;
  returnThread(postId: string): Promise<JobAnswer>;
  tellFollowup(postId: string): Promise<JobAnswer>;
}

/** The customer wrote again: finds out whose it is now, and tells them. */
export function followupJob({ returnThread, noteThanks, tellFollowup }: FollowupJobDeps): JobHandler {
  return async (work) => {
    const postId = subjectOf(work.member);
    await noteThanks(postId);
    const returned = await returnThread(postId);
    return 'again' in returned ? returned : tellFollowup(postId);
  };
}
