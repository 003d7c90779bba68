import type { ModalView } from '@slack/types';
import type { ReplyPlan } from '../src/usecases/prepare-reply.ts';
import type { ButtonClick } from './click.ts';

export interface ReplyOpenedDeps {
  prepareReply(input: { threadId: string; slackUser: string }): Promise<ReplyPlan>;
  /** The modal for this plan, with the count of this text. */
  replyView(plan: ReplyPlan, text: string): ModalView;
  openView(triggerId: string, view: ModalView): Promise<void>;
}

/** Opens the modal, with the text of an earlier try that reached nobody. */
export function replyOpened({ prepareReply, replyView, openView }: ReplyOpenedDeps) {
  return async ({ slackUser, value, triggerId }: ButtonClick): Promise<void> => {
    const plan = await prepareReply({ threadId: value, slackUser });
    await openView(triggerId, replyView(plan, plan.draft ?? ''));
  };
}
