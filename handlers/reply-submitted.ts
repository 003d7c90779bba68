import type { ModalView } from '@slack/types';
import type { DeliveryStep } from '../src/domain/glossary.ts';
import type { ReplyFile } from '../src/domain/media.ts';
import { RefusedError } from '../src/errors.ts';
import { unpackModalData } from '../src/slack/ids.ts';
import type { ReplyPlan } from '../src/usecases/prepare-reply.ts';
import type { SubmitReplyInput, Submitted } from '../src/usecases/submit-reply.ts';

export interface ReplySubmittedDeps {
  submitReply(input: SubmitReplyInput): Promise<Submitted>;
  /** The window that asks what these pictures show. */
  altView(plan: ReplyPlan, text: string, files: readonly ReplyFile[]): ModalView;
}

export interface ReplyWindow {
  slackUser: string;
  viewId: string;
  privateMetadata: string;
  text: string;
  /** The step that is picked in the modal; null where there was no choice. */
  picked: string | null;
  fileIds: readonly string[];
}

/**
 * Accepts the answer, or answers the window that asks for what it still needs. Throws RefusedError: the modal then stays open
 * with its text and files, and says why.
 */
export function replySubmitted({ submitReply, altView }: ReplySubmittedDeps) {
  return async (given: ReplyWindow): Promise<ModalView | null> => {
    const data = unpackModalData(given.privateMetadata);
    if (!data)
      throw new RefusedError(
        'stale-modal',
        'This window belongs to another version. Copy your text and open a new one.',
      );
    const submitted = await submitReply({
      replyId: `r-${given.viewId}`,
      threadId: data.threadId,
      slackUser: given.slackUser,
      text: given.text,
      shownStep: (given.picked ?? data.step) as DeliveryStep,
      fileIds: given.fileIds,
    });
    if (submitted.kind === 'accepted') return null;
    return altView(submitted.plan, submitted.text, submitted.files);
  };
}
