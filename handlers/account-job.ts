import { subjectOf } from '../src/domain/work.ts';
import type { JobAnswer, JobHandler } from '../src/ports.ts';

export interface AccountJobDeps {
  tendAccount(accountId: string): Promise<JobAnswer>;
}

/** An account died or works again: tells its owner, or lets go on what waited for it. */
export function accountJob({ tendAccount }: AccountJobDeps): JobHandler {
  return (work) => tendAccount(subjectOf(work.member));
}
