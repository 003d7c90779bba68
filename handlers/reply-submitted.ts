import type { DeliveryStep, Reply } from '../src/domain/glossary.ts';
import { RefusedError } from '../src/errors.ts';
import { unpackModalData } from '../src/slack/ids.ts';
import type { SubmitReplyInput } from '../src/usecases/submit-reply.ts';

export interface ReplySubmittedDeps {
  submitReply(input: SubmitReplyInput): Promise<Reply>;
  stopWriting(input: { threadId: string; slackUser: string }): Promise<void>;
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
export function replySubmitted({ submitReply, stopWriting }: ReplySubmittedDeps) {
  return async (submitted: Submitted): Promise<void> => {
    const { slackUser, viewId, privateMetadata, text, picked, handOver = null } = submitted;
    const data = unpackModalData(privateMetadata);
    if (!data)
      throw new RefusedError(
        'stale-modal',
        'This window belongs to another version. Copy your text and open a new one.',
      );
    await submitReply({
      replyId: `r-${viewId}`,
      threadId: data.threadId,
      slackUser,
      text,
      shownStep: (picked ?? data.step) as DeliveryStep,
      handOver,
    });
    await stopWriting({ threadId: data.threadId, slackUser });
  };
}
