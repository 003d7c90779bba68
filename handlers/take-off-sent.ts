import type { Thread } from '../src/domain/glossary.ts';
import { RefusedError } from '../src/errors.ts';
import { unpackClaimData } from '../src/slack/claim-data.ts';
import { doneWindow } from '../src/slack/claim-windows.ts';
import type { WindowAnswer, WindowSent } from './window.ts';

export interface TakeOffSentDeps {
  takeOff(input: { threadId: string; slackUser: string }): Promise<Thread>;
}

const TITLE = 'Take this off me';

/** A lead goes on; the author is kept from this person. The window has no field: a refusal stands in its place. */
export function takeOffSent({ takeOff }: TakeOffSentDeps) {
  return async ({ slackUser, privateMetadata }: WindowSent): Promise<WindowAnswer> => {
    const data = unpackClaimData(privateMetadata);
    if (data === null) return { update: doneWindow(TITLE, 'This window belongs to another version.') };
    try {
      const { claimedBy } = await takeOff({ threadId: data.threadId, slackUser });
      const who =
        claimedBy === null ? 'The care leads were told, and one of them goes on' : `<@${claimedBy}> goes on`;
      return { update: doneWindow(TITLE, `It is off you. ${who}, as the brand. You need do nothing more.`) };
    } catch (error) {
      if (error instanceof RefusedError) return { update: doneWindow(TITLE, error.sentence) };
      throw error;
    }
  };
}
