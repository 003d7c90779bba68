import type { JobAnswer, JobHandler } from '../src/ports.ts';

export interface RetainJobDeps {
  retain(): Promise<JobAnswer>;
}

/** Moves what was closed long ago to the archives. */
export function retainJob({ retain }: RetainJobDeps): JobHandler {
  return () => retain();
}
