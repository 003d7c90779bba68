import type { ModalView } from '@slack/types';
import type { DeliveryStep, Reply } from '../src/domain/glossary.ts';
import { RefusedError } from '../src/errors.ts';
import { unpackModalData } from '../src/slack/ids.ts';
import type { SubmitReplyInput } from '../src/usecases/submit-reply.ts';
import { asksForRules } from './on-error.ts';
import type { WindowAnswer } from './window.ts';

export interface ReplySubmittedDeps {
  submitReply(input: SubmitReplyInput): Promise<Reply>;
  stopWriting(input: { threadId: string; slackUser: string }): Promise<void>;
  /** The new house rules, above this window. */
  rulesView(ref: { before: 'send'; threadId: string }): ModalView;
}

export interface Submitted {
  slackUser: string;
  viewId: string;
  privateMetadata: string;
  text: string;
  /** The step that is picked in the modal; null where there was no choice. */
  picked: string | null;
  /** Whether the customer is told first; null: the window did not ask. */
  handOver?: boolean | null;
}

/** Accepts the answer. Throws RefusedError: the modal then stays open with its text and says why. */
export function replySubmitted({ submitReply, stopWriting, rulesView }: ReplySubmittedDeps) {
  return async (submitted: Submitted): Promise<WindowAnswer> => {
    const { slackUser, viewId, privateMetadata, text, picked, handOver = null } = submitted;
    const data = unpackModalData(privateMetadata);
    if (!data)
      throw new RefusedError(
        'stale-modal',
        'This window belongs to another version. Copy your text and open a new one.',
      );
    try {
      await submitReply({
        replyId: `r-${viewId}`,
        threadId: data.threadId,
        slackUser,
        text,
        shownStep: (picked ?? data.step) as DeliveryStep,
        handOver,
      });
      await stopWriting({ threadId: data.threadId, slackUser });
      return undefined;
    } catch (error) {
      if (!asksForRules(error)) throw error;
      return { push: rulesView({ before: 'send', threadId: data.threadId }) };
    }
  };
}
