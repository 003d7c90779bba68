import { subjectOf } from '../src/domain/work.ts';
import type { JobHandler } from '../src/ports.ts';

/** Tells the holder that the customer wrote again. */
export function followupJob({
  tellFollowup,
}: {
  tellFollowup: (id: string) => ReturnType<JobHandler>;
}): JobHandler {
  return (work) => tellFollowup(subjectOf(work.member));
}
