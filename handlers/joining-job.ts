import { subjectOf } from '../src/domain/work.ts';
import type { JobAnswer, JobHandler } from '../src/ports.ts';

export interface JoiningJobDeps {
  tendJoining(slackUser: string): Promise<JobAnswer>;
}

/** Somebody joined, asked to, or was answered: whoever must know is told. */
export function joiningJob({ tendJoining }: JoiningJobDeps): JobHandler {
  return (work) => tendJoining(subjectOf(work.member));
}
