import { ownerFrom } from '../src/domain/glossary.ts';
import { privateLink } from '../src/slack/texts.ts';
import type { LinkAgain, MendInput } from '../src/usecases/mend-account.ts';
import type { ButtonClick } from './click.ts';

export interface LinkAgainClickedDeps {
  linkAgain(input: MendInput): Promise<LinkAgain>;
}

/** Gives a link made at this moment: one that stood in the message would be dead after lunch. */
export function linkAgainClicked({ linkAgain }: LinkAgainClickedDeps) {
  return async ({ slackUser, value, say }: ButtonClick): Promise<void> => {
    const answer = await linkAgain({ slackUser, ownerKey: value });
    await say(
      answer.kind === 'link'
        ? privateLink(answer.url, ownerFrom(value))
        : `@${answer.account.handle} is linked and works: there is nothing to do.`,
    );
  };
}
