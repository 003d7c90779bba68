import type { ModalView } from '@slack/types';
import type { DeliveryStep } from '../src/domain/glossary.ts';
import { type ReplyModalData, unpackModalData } from '../src/slack/refs.ts';
import type { Looked, LookForEcho } from '../src/usecases/look-for-echo.ts';
import type { ReplyPlan } from '../src/usecases/prepare-reply.ts';

export interface ReplyStepPickedDeps {
  prepareReply(input: {
    threadId: string;
    slackUser: string;
    picked?: DeliveryStep;
    withFiles?: boolean;
  }): Promise<ReplyPlan>;
  lookForEcho: LookForEcho;
  /** Others see it. */
  noteWriting(input: { threadId: string; slackUser: string }): Promise<void>;
  replyView(plan: ReplyPlan, text: string, echo: Looked['echo'], kept: ReplyModalData): ModalView;
  updateView(viewId: string, view: ModalView): Promise<void>;
}

export interface StepPicked {
  slackUser: string;
  viewId: string;
  privateMetadata: string;
  /** What is written already. */
  text: string;
  /** Pictures or video are chosen. */
  withFiles: boolean;
  step: string;
}

/** Another way was picked in the modal: from whom and how the answer goes out is shown anew, with the text kept. */
export function replyStepPicked({
  prepareReply,
  lookForEcho,
  noteWriting,
  replyView,
  updateView,
}: ReplyStepPickedDeps) {
  return async (given: StepPicked): Promise<void> => {
    const { slackUser, viewId, privateMetadata, text, withFiles, step } = given;
    const data = unpackModalData(privateMetadata);
    if (!data) return;
    const picked = step as DeliveryStep;
    const plan = await prepareReply({ threadId: data.threadId, slackUser, picked, withFiles });
    const { echo } = await lookForEcho({ ...plan, text });
    await updateView(viewId, replyView(plan, text, echo, data));
    await noteWriting({ threadId: data.threadId, slackUser });
  };
}
