import { subjectOf } from '../src/domain/work.ts';
import type { JobHandler } from '../src/ports.ts';

/** Tells in the Slack thread how a reply stands. */
export function noteJob({ showNote }: { showNote: (id: string) => ReturnType<JobHandler> }): JobHandler {
  return (work) => showNote(subjectOf(work.member));
}
