import { subjectOf } from '../src/domain/work.ts';
import type { JobAnswer, JobHandler } from '../src/ports.ts';

export interface CardJobDeps {
  showCard(id: string): Promise<JobAnswer>;
  indexThread(id: string): Promise<void>;
}

/** Brings one card to its thread's state, and what finds the thread to its words. */
export function cardJob({ showCard, indexThread }: CardJobDeps): JobHandler {
  return async (work) => {
    await indexThread(subjectOf(work.member));
    return showCard(subjectOf(work.member));
  };
}
