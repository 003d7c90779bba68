import { subjectOf } from '../src/domain/work.ts';
import type { JobAnswer, JobHandler } from '../src/ports.ts';

export interface LeaseJobDeps {
  tendLease(threadId: string): Promise<JobAnswer>;
}

/** The time of a claim: asks its holder, gives the thread back. */
export function leaseJob({ tendLease }: LeaseJobDeps): JobHandler {
  return (work) => tendLease(subjectOf(work.member));
}
