import { subjectOf } from '../src/domain/work.ts';
import type { JobAnswer, JobHandler } from '../src/ports.ts';

export interface ContextJobDeps {
  showContext(id: string): Promise<JobAnswer>;
}

/** Fetches and shows what a customer's post answers or quotes. */
export function contextJob({ showContext }: ContextJobDeps): JobHandler {
  return (work) => showContext(subjectOf(work.member));
}
