import { subjectOf } from '../src/domain/work.ts';
import type { JobAnswer, JobHandler } from '../src/ports.ts';

export interface AskedJobDeps {
  tellAsked(id: string): Promise<JobAnswer>;
}

/** Brings a lead's request to delete a post to its author. */
export function askedJob({ tellAsked }: AskedJobDeps): JobHandler {
  return (work) => tellAsked(subjectOf(work.member));
}
