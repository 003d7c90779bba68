import { subjectOf } from '../src/domain/work.ts';
import type { JobAnswer, JobHandler } from '../src/ports.ts';

export interface GoneJobDeps {
  tellGone(id: string): Promise<JobAnswer>;
}

/** A customer's post is gone: takes its words out of Slack. */
export function goneJob({ tellGone }: GoneJobDeps): JobHandler {
  return (work) => tellGone(subjectOf(work.member));
}
