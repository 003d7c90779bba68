import type { JobAnswer, JobHandler } from '../src/ports.ts';

export interface ArchivesJobDeps {
  checkArchives(): Promise<JobAnswer>;
}

/** Asks the network whether archived posts are still there. */
export function archivesJob({ checkArchives }: ArchivesJobDeps): JobHandler {
  return () => checkArchives();
}
