import { subjectOf } from '../src/domain/work.ts';
import type { JobAnswer, JobHandler } from '../src/ports.ts';

export interface LeavingJobDeps {
  tendLeaving(slackUser: string): Promise<JobAnswer>;
}

/** Somebody left: what they held is handed back, and their account ends. */
export function leavingJob({ tendLeaving }: LeavingJobDeps): JobHandler {
  return (work) => tendLeaving(subjectOf(work.member));
}
