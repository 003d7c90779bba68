import type { ModalView } from '@slack/types';
import type { Reply } from '../src/domain/glossary.ts';
import { type ApprovalWindowData, approvalWindow } from '../src/slack/approval-window.ts';
import type { DecideApprovalInput } from '../src/usecases/decide-approval.ts';
import { type ApprovalsShownDeps, listClicked, showRest } from './approvals-clicked.ts';
import type { ButtonClick } from './click.ts';

export interface ApproveReplyClickedDeps extends ApprovalsShownDeps {
  decideApproval(input: DecideApprovalInput): Promise<Reply>;
}

/** A lead lets an answer go out. */
export function approveReplyClicked(deps: ApproveReplyClickedDeps) {
  return async ({ slackUser, value, say, view }: ButtonClick): Promise<void> => {
    await deps.decideApproval({ replyId: value, slackUser, decision: 'approved', comment: '' });
    await showRest(deps, slackUser, listClicked(view));
    await say('Approved: it goes out now, and its author was told.');
  };
}

export interface SendBackClickedDeps {
  requireUndecided(input: { replyId: string; slackUser: string }): Promise<Reply>;
  showView(click: Pick<ButtonClick, 'triggerId' | 'view'>, view: ModalView): Promise<void>;
}

/** A lead wants an answer changed: asks what. */
export function changeReplyClicked(deps: SendBackClickedDeps) {
  return (click: ButtonClick): Promise<void> => askWhy(deps, click, 'changed');
}

/** A lead declines an answer: asks why. */
export function declineReplyClicked(deps: SendBackClickedDeps) {
  return (click: ButtonClick): Promise<void> => askWhy(deps, click, 'declined');
}

async function askWhy(
  { requireUndecided, showView }: SendBackClickedDeps,
  { slackUser, value, ...click }: ButtonClick,
  decision: ApprovalWindowData['decision'],
): Promise<void> {
  const reply = await requireUndecided({ replyId: value, slackUser });
  await showView(click, approvalWindow(reply, decision, listClicked(click.view)?.from));
}
