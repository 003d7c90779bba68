import type { Thread } from '../src/domain/glossary.ts';
import { RefusedError } from '../src/errors.ts';
import { doneWindow } from '../src/slack/claim-windows.ts';
import { REASSIGN, unpackClaimData } from '../src/slack/ids.ts';
import type { GiveThreadInput } from '../src/usecases/give-thread.ts';
import { chosen, FieldError, type WindowAnswer, type WindowSent } from './window.ts';

export interface ReassignSentDeps {
  giveThread(input: GiveThreadInput): Promise<Thread>;
}

/** Gives the thread to whom the lead chose. What stands in the way is said at the person. */
export function reassignSent({ giveThread }: ReassignSentDeps) {
  return async (sent: WindowSent): Promise<WindowAnswer> => {
    const { person, inPublic, word } = REASSIGN;
    const data = unpackClaimData(sent.privateMetadata);
    const [to] = chosen(sent, person.blockId, person.actionId);
    if (data === null || to === undefined)
      throw new FieldError('nobody-chosen', person.blockId, 'Choose who goes on.');
    const [words = ''] = chosen(sent, word.blockId, word.actionId);
    try {
      await giveThread({
        ...data,
        slackUser: sent.slackUser,
        to,
        inPublic: chosen(sent, inPublic.blockId, inPublic.actionId).length > 0,
        word: words.trim(),
      });
    } catch (error) {
      if (error instanceof RefusedError) throw new FieldError(error.code, person.blockId, error.sentence);
      throw error;
    }
    return { update: doneWindow('Given', `<@${to}> has it now, and is told. Its Slack thread says so too.`) };
  };
}
