import type { ModalView } from '@slack/types';
import type { Looked, LookForEcho } from '../src/usecases/look-for-echo.ts';
import type { ReplyPlan } from '../src/usecases/prepare-reply.ts';
import type { ButtonClick } from './click.ts';

export interface ReplyOpenedDeps {
  prepareReply(input: { threadId: string; slackUser: string }): Promise<ReplyPlan>;
  lookForEcho: LookForEcho;
  /** Others see it. */
  noteWriting(input: { threadId: string; slackUser: string }): Promise<void>;
  /** The modal for this plan, with the count of this text and the earlier text that it repeats. */
  replyView(plan: ReplyPlan, text: string, echo: Looked['echo']): ModalView;
  openView(triggerId: string, view: ModalView): Promise<void>;
}

/** Opens the modal, with the text of an earlier try that reached nobody. */
export function replyOpened({
  prepareReply,
  lookForEcho,
  noteWriting,
  replyView,
  openView,
}: ReplyOpenedDeps) {
  return async ({ slackUser, value, triggerId }: ButtonClick): Promise<void> => {
    const plan = await prepareReply({ threadId: value, slackUser });
    const text = plan.draft ?? '';
    const { echo } = await lookForEcho({ ...plan, text });
    await openView(triggerId, replyView(plan, text, echo));
    await noteWriting({ threadId: value, slackUser });
  };
}
