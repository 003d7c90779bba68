import type { Reply } from '../src/domain/glossary.ts';
import type { ButtonClick } from './click.ts';

export interface SendAskedClickedDeps {
  sendAsked(input: { replyId: string; slackUser: string }): Promise<Reply>;
}

/** The author says yes to an answer that had waited for their account while the thread went on. */
export function sendAskedClicked({ sendAsked }: SendAskedClickedDeps) {
  return async ({ slackUser, value, say }: ButtonClick): Promise<void> => {
    await sendAsked({ replyId: value, slackUser });
    await say('It goes out now: its note in the thread says how it ends.');
  };
}
