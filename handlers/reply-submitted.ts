import type { ModalView } from '@slack/types';
import type { DeliveryStep } from '../src/domain/glossary.ts';
import type { ReplyFile } from '../src/domain/media.ts';
import { RefusedError } from '../src/errors.ts';
import { unpackModalData } from '../src/slack/refs.ts';
import type { ReplyPlan } from '../src/usecases/prepare-reply.ts';
import type { SubmitReplyInput, Submitted } from '../src/usecases/submit-reply.ts';
import { asksForRules } from './on-error.ts';
import type { WindowAnswer } from './window.ts';

export interface ReplySubmittedDeps {
  stopWriting(input: { threadId: string; slackUser: string }): Promise<void>;
  submitReply(input: SubmitReplyInput): Promise<Submitted>;
  /** The window that asks what these pictures show. */
  altView(
    plan: ReplyPlan,
    text: string,
    files: readonly ReplyFile[],
    credit?: string,
    handOver?: boolean | null,
  ): ModalView;
  /** The new house rules, above this window. */
  rulesView(ref: { before: 'send'; threadId: string }): ModalView;
}

export interface ReplyWindow {
  slackUser: string;
  viewId: string;
  privateMetadata: string;
  text: string;
  /** The step that is picked in the modal; null where there was no choice. */
  picked: string | null;
  /** Whether the customer is told first; null: the window did not ask. */
  handOver?: boolean | null;
  fileIds: readonly string[];
}

/**
 * Accepts the answer, or answers the window that asks for what it still needs. Throws RefusedError: the modal then stays open
 * with its text and files, and says why.
 */
export function replySubmitted({ submitReply, stopWriting, altView, rulesView }: ReplySubmittedDeps) {
  return async (given: ReplyWindow): Promise<WindowAnswer> => {
    const { slackUser, handOver = null } = given;
    const data = unpackModalData(given.privateMetadata);
    if (!data)
      throw new RefusedError(
        'stale-modal',
        'This window belongs to another version. Copy your text and open a new one.',
      );
    try {
      const submitted = await submitReply({
        replyId: `r-${given.viewId}`,
        threadId: data.threadId,
        slackUser: slackUser,
        text: given.text,
        shownStep: (given.picked ?? data.step) as DeliveryStep,
        fileIds: given.fileIds,
        credit: data.credit,
        handOver,
      });
      if (submitted.kind === 'accepted') {
        await stopWriting({ threadId: data.threadId, slackUser });
        return undefined;
      }
      const { plan, text, files } = submitted;
      return { push: altView(plan, text, files, data.credit, handOver) };
    } catch (error) {
      if (!asksForRules(error)) throw error;
      return { push: rulesView({ before: 'send', threadId: data.threadId }) };
    }
  };
}
