import { subjectOf } from '../src/domain/work.ts';
import type { JobAnswer, JobHandler } from '../src/ports.ts';

export interface NotedJobDeps {
  showNoted(id: string): Promise<JobAnswer>;
}

/** Keeps what was answered elsewhere in the Slack thread. */
export function notedJob({ showNoted }: NotedJobDeps): JobHandler {
  return (work) => showNoted(subjectOf(work.member));
}
