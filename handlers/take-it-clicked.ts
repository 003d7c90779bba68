import { deathOf } from '../src/domain/death.ts';
import { takenSentence } from '../src/slack/texts.ts';
import type { Claimed } from '../src/usecases/claim-thread.ts';
import type { ButtonClick } from './click.ts';

export interface TakeItClickedDeps {
  claimThread(input: { threadId: string; slackUser: string }): Promise<Claimed>;
  startLink(input: {
    slackUser: string;
    owner: { kind: 'responder'; slackUser: string };
  }): Promise<{ url: string }>;
  clock: { now(): number };
}

/** The first click takes the thread; the card shows it to all. Whoever was later is told who has it, and since when. */
export function takeItClicked({ claimThread, startLink, clock }: TakeItClickedDeps) {
  return async ({ slackUser, value, say }: ButtonClick): Promise<void> => {
    const { result, account, writing } = await claimThread({ threadId: value, slackUser });
    switch (result.kind) {
      case 'won': {
        if (account?.state === 'linked') return;
        const dead = account && deathOf(account);
        if (dead)
          return void (await say(`You have it, but you cannot answer yet. ${dead.what} ${dead.wayOn}`));
        const { url } = await startLink({ slackUser, owner: { kind: 'responder', slackUser } });
        await say(
          `You have it. To answer you need your own X account here: <${url}|link it now>. ` +
            'The link is only for you and lasts 10 minutes.',
        );
        return;
      }
      case 'taken':
        await say(takenSentence(result.by, result.at, clock.now(), writing));
        return;
      case 'shielded':
        await say(
          'You asked to be kept from this person, so this is not yours to take. A care lead may lift that.',
        );
        return;
      case 'leads-only':
        await say('A colleague was taken off this thread: only care leads answer here, as the brand.');
        return;
      case 'closed':
        await say('This thread is closed already. If the customer writes again, it opens again.');
        return;
      case 'missing':
        await say('Faccia does not know this thread any more. Nothing was changed.');
    }
  };
}
