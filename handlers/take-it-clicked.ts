import type { ModalView } from '@slack/types';
import { deathOf } from '../src/domain/death.ts';
import { isLogged } from '../src/domain/logged.ts';
import { takenSentence } from '../src/slack/texts.ts';
import type { Claimed } from '../src/usecases/claim-thread.ts';
import type { ButtonClick } from './click.ts';
import { asksForRules } from './on-error.ts';

export interface TakeItDeps {
  claimThread(input: { threadId: string; slackUser: string }): Promise<Claimed>;
  startLink(input: {
    slackUser: string;
    owner: { kind: 'responder'; slackUser: string };
  }): Promise<{ url: string }>;
  clock: { now(): number };
}

export interface TakeItClickedDeps extends TakeItDeps {
  /** The new house rules, before this. */
  rulesView(ref: { before: 'take'; threadId: string }): ModalView;
  showView(click: Pick<ButtonClick, 'triggerId' | 'view'>, view: ModalView): Promise<void>;
}

/** The first click takes the thread; the card shows it to all. Whoever was later is told who has it, and since when. */
export function takeItClicked(deps: TakeItClickedDeps) {
  return async ({ slackUser, value, say, ...click }: ButtonClick): Promise<void> => {
    try {
      const sentence = await takeIt(deps, value, slackUser);
      if (sentence !== null) await say(sentence);
    } catch (error) {
      if (!asksForRules(error)) throw error;
      await deps.showView(click, deps.rulesView({ before: 'take', threadId: value }));
    }
  };
}

/** What the person is told; null: the card says it all. */
export async function takeIt(deps: TakeItDeps, threadId: string, slackUser: string): Promise<string | null> {
  const { result, account } = await deps.claimThread({ threadId, slackUser });
  switch (result.kind) {
    case 'won': {
      // What a customer said elsewhere is answered elsewhere: no account is needed.
      if (account?.state === 'linked' || isLogged(result.thread)) return null;
      const dead = account && deathOf(account);
      if (dead) return `You have it, but you cannot answer yet. ${dead.what} ${dead.wayOn}`;
      const { url } = await deps.startLink({ slackUser, owner: { kind: 'responder', slackUser } });
      return (
        `You have it. To answer you need your own X account here: <${url}|link it now>. ` +
        'The link is only for you and lasts 10 minutes.'
      );
    }
    case 'taken':
      return takenSentence(result.by, result.at, deps.clock.now(), result.writingSince);
    case 'shielded':
      return 'You asked to be kept from this person, so this is not yours to take. A care lead may lift that.';
    case 'leads-only':
      return 'A colleague was taken off this thread: only care leads answer here, as the brand.';
    case 'closed':
      return 'This thread is closed already. If the customer writes again, it opens again.';
    case 'missing':
      return 'Faccia does not know this thread any more. Nothing was changed.';
  }
}
