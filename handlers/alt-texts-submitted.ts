import type { DeliveryStep } from '../src/domain/glossary.ts';
import { takesAlt } from '../src/domain/media.ts';
import { RefusedError } from '../src/errors.ts';
import { ALT_TEXT, unpackAltData } from '../src/slack/ids.ts';
import type { SubmitReplyInput, Submitted } from '../src/usecases/submit-reply.ts';

export interface AltTextsSubmittedDeps {
  submitReply(input: SubmitReplyInput): Promise<Submitted>;
}

export interface AltTexts {
  slackUser: string;
  /** The reply modal below. */
  rootViewId: string;
  privateMetadata: string;
  /** By block and action. */
  values: Readonly<Record<string, Readonly<Record<string, { value?: string | null }>>>>;
}

/**
 * The pictures of an answer were described: it is accepted. Answers, by block, which description is missing; null: none.
 * Throws RefusedError.
 */
export function altTextsSubmitted({ submitReply }: AltTextsSubmittedDeps) {
  return async (given: AltTexts): Promise<Record<string, string> | null> => {
    const data = unpackAltData(given.privateMetadata);
    if (!data)
      throw new RefusedError('stale-modal', 'This window belongs to another version. Open a new one.');
    const { threadId, text, fileIds, step } = data;
    const said = (id: string) => given.values[ALT_TEXT.blockId(id)]?.[ALT_TEXT.actionId]?.value ?? '';
    const submitted = await submitReply({
      replyId: `r-${given.rootViewId}`,
      threadId,
      slackUser: given.slackUser,
      text,
      shownStep: step as DeliveryStep,
      fileIds,
      alts: Object.fromEntries(fileIds.map((id) => [id, said(id)])),
    });
    if (submitted.kind === 'accepted') return null;
    const missing = submitted.files.filter((file) => takesAlt(file) && file.alt === '');
    return Object.fromEntries(
      missing.map(({ id }) => [ALT_TEXT.blockId(id), 'Say what it shows: here no picture goes out without.']),
    );
  };
}
