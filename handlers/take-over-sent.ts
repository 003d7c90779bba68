import type { Thread } from '../src/domain/glossary.ts';
import { RefusedError } from '../src/errors.ts';
import { unpackClaimData } from '../src/slack/claim-data.ts';
import { doneWindow } from '../src/slack/claim-windows.ts';
import { REASSIGN } from '../src/slack/ids.ts';
import type { GiveThreadInput } from '../src/usecases/give-thread.ts';
import { chosen, type WindowAnswer, type WindowSent } from './window.ts';

export interface TakeOverSentDeps {
  giveThread(input: GiveThreadInput): Promise<Thread>;
}

/** The lead has it from now on. This window may have no field at which a refusal could stand: it says it itself. */
export function takeOverSent({ giveThread }: TakeOverSentDeps) {
  return async (sent: WindowSent): Promise<WindowAnswer> => {
    const { inPublic } = REASSIGN;
    const data = unpackClaimData(sent.privateMetadata);
    if (data === null)
      return { update: doneWindow('Not taken over', 'This window belongs to another version.') };
    try {
      await giveThread({
        threadId: data.threadId,
        from: data.from,
        slackUser: sent.slackUser,
        to: sent.slackUser,
        inPublic: chosen(sent, inPublic.blockId, inPublic.actionId).length > 0,
      });
    } catch (error) {
      if (error instanceof RefusedError) return { update: doneWindow('Not taken over', error.sentence) };
      throw error;
    }
    return { update: doneWindow('Taken over', 'It is yours now: press *Reply* on its card to answer.') };
  };
}
