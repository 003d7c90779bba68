import { subjectOf } from '../src/domain/work.ts';
import type { JobAnswer, JobHandler } from '../src/ports.ts';

export interface ApprovalJobDeps {
  tellApproval(replyId: string): Promise<JobAnswer>;
}

/** Brings an answer that waits for a lead before the leads, and their decision to its author. */
export function approvalJob({ tellApproval }: ApprovalJobDeps): JobHandler {
  return (work) => tellApproval(subjectOf(work.member));
}
