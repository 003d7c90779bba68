import { subjectOf } from '../src/domain/work.ts';
import type { JobAnswer, JobHandler } from '../src/ports.ts';

export interface SurgeJobDeps {
  tendSurge(channel: string): Promise<JobAnswer>;
}

/** Keeps the surge card of a channel. */
export function surgeJob({ tendSurge }: SurgeJobDeps): JobHandler {
  return (work) => tendSurge(subjectOf(work.member));
}
