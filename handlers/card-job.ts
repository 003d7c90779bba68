import { subjectOf } from '../src/domain/work.ts';
import type { JobAnswer, JobHandler } from '../src/ports.ts';

export interface CardJobDeps {
  showCard(id: string): Promise<JobAnswer>;
}

/** Brings one card to its thread's state. */
export function cardJob({ showCard }: CardJobDeps): JobHandler {
  return (work) => showCard(subjectOf(work.member));
}
