import type { ModalView } from '@slack/types';
import type { Looked, LookForEcho } from '../src/usecases/look-for-echo.ts';
import type { ReplyPlan } from '../src/usecases/prepare-reply.ts';
import type { ButtonClick } from './click.ts';
import { asksForRules } from './on-error.ts';

export interface ReplyWindowDeps {
  prepareReply(input: { threadId: string; slackUser: string }): Promise<ReplyPlan>;
  lookForEcho: LookForEcho;
  /** Others see it. */
  noteWriting(input: { threadId: string; slackUser: string }): Promise<void>;
  /** The modal for this plan, with the count of this text and the earlier text that it repeats. */
  replyView(plan: ReplyPlan, text: string, echo: Looked['echo']): ModalView;
}

export interface ReplyOpenedDeps extends ReplyWindowDeps {
  openView(triggerId: string, view: ModalView): Promise<void>;
  /** The new house rules, before this. */
  rulesView(ref: { before: 'reply'; threadId: string }): ModalView;
}

/** Opens the modal, with the text of an earlier try that reached nobody. */
export function replyOpened(deps: ReplyOpenedDeps) {
  return async ({ slackUser, value, triggerId }: ButtonClick): Promise<void> => {
    await deps.openView(triggerId, await windowFor(deps, value, slackUser));
  };
}

async function windowFor(deps: ReplyOpenedDeps, threadId: string, slackUser: string): Promise<ModalView> {
  try {
    return await replyWindow(deps, threadId, slackUser);
  } catch (error) {
    if (!asksForRules(error)) throw error;
    return deps.rulesView({ before: 'reply', threadId });
  }
}

/** Throws RefusedError when this person may not answer now. */
export async function replyWindow(
  { prepareReply, lookForEcho, noteWriting, replyView }: ReplyWindowDeps,
  threadId: string,
  slackUser: string,
): Promise<ModalView> {
  const plan = await prepareReply({ threadId, slackUser });
  const text = plan.draft ?? plan.start ?? '';
  const { echo } = await lookForEcho({ ...plan, text });
  await noteWriting({ threadId, slackUser });
  return replyView(plan, text, echo);
}
