import type { DeliveryStep } from '../src/domain/glossary.ts';
import { takesAlt } from '../src/domain/media.ts';
import { RefusedError } from '../src/errors.ts';
import { ALT_TEXT } from '../src/slack/ids.ts';
import { unpackAltData } from '../src/slack/refs.ts';
import type { SubmitReplyInput, Submitted } from '../src/usecases/submit-reply.ts';
import { chosen, type WindowAnswer, type WindowSent } from './window.ts';

export interface AltTextsSubmittedDeps {
  submitReply(input: SubmitReplyInput): Promise<Submitted>;
  stopWriting(input: { threadId: string; slackUser: string }): Promise<void>;
}

/** The pictures of an answer were described: it is accepted, or the window says which description is missing. */
export function altTextsSubmitted({ submitReply, stopWriting }: AltTextsSubmittedDeps) {
  return async (sent: WindowSent): Promise<WindowAnswer> => {
    const data = unpackAltData(sent.privateMetadata);
    if (!data)
      throw new RefusedError('stale-modal', 'This window belongs to another version. Open a new one.');
    const { threadId, text, fileIds, step, credit, handOver } = data;
    const said = (id: string) => chosen(sent, ALT_TEXT.blockId(id), ALT_TEXT.actionId)[0] ?? '';
    const submitted = await keeping(() =>
      submitReply({
        replyId: `r-${sent.rootViewId}`,
        threadId,
        slackUser: sent.slackUser,
        text,
        shownStep: step as DeliveryStep,
        fileIds,
        handOver,
        credit,
        alts: Object.fromEntries(fileIds.map((id) => [id, said(id)])),
      }),
    );
    if (submitted.kind === 'accepted') {
      await stopWriting({ threadId, slackUser: sent.slackUser });
      return { clear: true };
    }
    const missing = submitted.files.filter((file) => takesAlt(file) && file.alt === '');
    return { errors: Object.fromEntries(missing.map(({ id }) => [ALT_TEXT.blockId(id), MISSING])) };
  };
}

const MISSING = 'Say what it shows: here no picture goes out without.';

/** What is refused late is not about the descriptions: the way on is in the window below. */
async function keeping<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    throw new RefusedError(error.code, `${error.sentence} Back keeps your text and files.`);
  }
}
