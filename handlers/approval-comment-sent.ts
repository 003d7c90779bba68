import type { Reply } from '../src/domain/glossary.ts';
import { RefusedError } from '../src/errors.ts';
import { APPROVAL_COMMENT, unpackApproval } from '../src/slack/approval-window.ts';
import type { DecideApprovalInput } from '../src/usecases/decide-approval.ts';
import { type ApprovalsShownDeps, listBelow, showRest } from './approvals-clicked.ts';
import { chosen, FieldError, type WindowAnswer, type WindowSent } from './window.ts';

export interface ApprovalCommentSentDeps extends ApprovalsShownDeps {
  decideApproval(input: DecideApprovalInput): Promise<Reply>;
}

/** A lead sends an answer back to its author, with a word. */
export function approvalCommentSent(deps: ApprovalCommentSentDeps) {
  return async (sent: WindowSent): Promise<WindowAnswer> => {
    const data = unpackApproval(sent.privateMetadata);
    if (!data)
      throw new RefusedError('stale-window', 'This window belongs to another version. Open it again.');
    const { blockId, actionId } = APPROVAL_COMMENT;
    const [comment = ''] = chosen(sent, blockId, actionId);
    if (data.decision === 'changed' && comment.trim() === '')
      throw new FieldError('empty', blockId, 'Say what should change: its author reads only this.');
    const { from, ...decided } = data;
    await deps.decideApproval({ ...decided, slackUser: sent.slackUser, comment });
    await showRest(deps, sent.slackUser, listBelow(sent, from));
    return undefined;
  };
}
