import { subjectOf } from '../src/domain/work.ts';
import type { JobAnswer, JobHandler } from '../src/ports.ts';

export interface ForgetJobDeps {
  forgetLogged(threadId: string): Promise<JobAnswer>;
}

/** Takes the words out of a logged thread when they were kept long enough. */
export function forgetJob({ forgetLogged }: ForgetJobDeps): JobHandler {
  return (work) => forgetLogged(subjectOf(work.member));
}
