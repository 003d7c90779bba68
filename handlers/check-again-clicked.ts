import type { Checked } from '../src/usecases/check-again.ts';
import type { ButtonClick } from './click.ts';

export interface CheckAgainClickedDeps {
  checkAgain(input: { replyId: string; slackUser: string }): Promise<Checked>;
}

/** Looks on the network for an answer whose fate is unknown. Never sends. */
export function checkAgainClicked({ checkAgain }: CheckAgainClickedDeps) {
  return async ({ slackUser, value, say }: ButtonClick): Promise<void> => {
    const checked = await checkAgain({ replyId: value, slackUser });
    await say(sentence(checked));
  };
}

function sentence(checked: Checked): string {
  switch (checked.kind) {
    case 'found':
      return checked.reply.state === 'sent'
        ? `Found: it is public. ${checked.reply.postUrl ?? ''}`.trim()
        : 'Found the introduction: your answer goes out under it now.';
    case 'not-found':
      if (checked.reply.awaitsPost) {
        return `Faccia does not see it on X yet. X can be late: press it again in a minute, or look yourself at ${checked.profileUrl} .`;
      }
      return (
        `Not found on X up to now. X can be late: check again in a minute, or look yourself at ${checked.profileUrl} . ` +
        'The note here says what happens next.'
      );
    case 'settled':
      if (checked.reply.deletion?.state === 'deleted') return 'It was public, and is deleted since.';
      return checked.reply.state === 'sent'
        ? `It is public. ${checked.reply.postUrl ?? ''}`.trim()
        : 'This is settled already: the note here says how it ended.';
  }
}
