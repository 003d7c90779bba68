import { subjectOf } from '../src/domain/work.ts';
import type { JobAnswer, JobHandler } from '../src/ports.ts';

export interface NoteJobDeps {
  showNote(id: string): Promise<JobAnswer>;
}

/** Tells in the Slack thread how a reply stands. */
export function noteJob({ showNote }: NoteJobDeps): JobHandler {
  return (work) => showNote(subjectOf(work.member));
}
