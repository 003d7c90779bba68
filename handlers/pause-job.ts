import { subjectOf } from '../src/domain/work.ts';
import type { JobAnswer, JobHandler } from '../src/ports.ts';

export interface PauseJobDeps {
  tendPause(slackUser: string): Promise<JobAnswer>;
}

/** A pause comes to its end. */
export function pauseJob({ tendPause }: PauseJobDeps): JobHandler {
  return (work) => tendPause(subjectOf(work.member));
}
