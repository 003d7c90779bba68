import { subjectOf } from '../src/domain/work.ts';
import type { JobHandler } from '../src/ports.ts';

/** One attempt at one reply. */
export function sendReplyJob({
  deliverReply,
}: {
  deliverReply: (id: string) => ReturnType<JobHandler>;
}): JobHandler {
  return (work) => deliverReply(subjectOf(work.member));
}
