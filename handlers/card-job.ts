import { subjectOf } from '../src/domain/work.ts';
import type { JobHandler } from '../src/ports.ts';

/** Brings one card to its thread's state. */
export function cardJob({ showCard }: { showCard: (id: string) => ReturnType<JobHandler> }): JobHandler {
  return (work) => showCard(subjectOf(work.member));
}
