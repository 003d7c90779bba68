import { subjectOf } from '../src/domain/work.ts';
import type { JobAnswer, JobHandler } from '../src/ports.ts';

export interface FollowupJobDeps {
  tellFollowup(id: string): Promise<JobAnswer>;
}

/** Tells the holder that the customer wrote again. */
export function followupJob({ tellFollowup }: FollowupJobDeps): JobHandler {
  return (work) => tellFollowup(subjectOf(work.member));
}
