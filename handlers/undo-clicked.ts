import type { Reply } from '../src/domain/glossary.ts';
import type { ButtonClick } from './click.ts';

export interface UndoClickedDeps {
  withdrawReply(input: { replyId: string; slackUser: string }): Promise<Reply>;
}

/** Takes an answer back before it goes out. */
export function undoClicked({ withdrawReply }: UndoClickedDeps) {
  return async ({ slackUser, value, say }: ButtonClick): Promise<void> => {
    await withdrawReply({ replyId: value, slackUser });
    await say('Taken back: nothing was posted. Your text is kept, press Reply on the card to go on with it.');
  };
}
