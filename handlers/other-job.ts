import { subjectOf } from '../src/domain/work.ts';
import type { JobAnswer, JobHandler } from '../src/ports.ts';

export interface OtherJobDeps {
  tellOther(id: string): Promise<JobAnswer>;
}

/** Shows what another person wrote in a customer's conversation. */
export function otherJob({ tellOther }: OtherJobDeps): JobHandler {
  return (work) => tellOther(subjectOf(work.member));
}
