import { subjectOf } from '../src/domain/work.ts';
import type { JobAnswer, JobHandler } from '../src/ports.ts';

export interface SendReplyJobDeps {
  deliverReply(id: string): Promise<JobAnswer>;
}

/** One attempt at one reply. */
export function sendReplyJob({ deliverReply }: SendReplyJobDeps): JobHandler {
  return (work) => deliverReply(subjectOf(work.member));
}
