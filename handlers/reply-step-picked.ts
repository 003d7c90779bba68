import type { ModalView } from '@slack/types';
import { unpackModalData } from '../src/slack/ids.ts';
import type { ReplyPlan } from '../src/usecases/prepare-reply.ts';

export interface ReplyStepPickedDeps {
  prepareReply(input: { threadId: string; slackUser: string }): Promise<ReplyPlan>;
  replyView(plan: ReplyPlan, text: string, picked?: string): ModalView;
  updateView(viewId: string, view: ModalView): Promise<void>;
}

export interface StepPicked {
  slackUser: string;
  viewId: string;
  privateMetadata: string;
  /** What is written already. */
  text: string;
  step: string;
}

/** Another way was picked in the modal: from whom and how the answer goes out is shown anew, with the text kept. */
export function replyStepPicked({ prepareReply, replyView, updateView }: ReplyStepPickedDeps) {
  return async ({ slackUser, viewId, privateMetadata, text, step }: StepPicked): Promise<void> => {
    const data = unpackModalData(privateMetadata);
    if (!data) return;
    const plan = await prepareReply({ threadId: data.threadId, slackUser });
    await updateView(viewId, replyView(plan, text, step));
  };
}
