import { subjectOf } from '../src/domain/work.ts';
import type { JobAnswer, JobHandler } from '../src/ports.ts';
import type { Tended } from '../src/usecases/tend-target.ts';

export interface TargetJobDeps {
  tendTarget(threadId: string): Promise<Tended>;
  showCard(threadId: string): Promise<JobAnswer>;
}

/** It is another one's turn in a thread, or something is due there. */
export function targetJob({ tendTarget, showCard }: TargetJobDeps): JobHandler {
  return async (work) => {
    const { late, ...answer } = await tendTarget(subjectOf(work.member));
    if (late) await showCard(subjectOf(work.member));
    return answer;
  };
}
