import type { LinkedAccount } from '../domain/glossary.ts';
import type { Responder } from '../domain/responder.ts';
import { RefusedError } from '../errors.ts';
import type { Clock } from '../ports.ts';
import type { ResponderStore } from '../responders.ts';
import type { AccountStore, ThreadStore } from '../stores.ts';

export interface LeaveDeskDeps {
  responders: ResponderStore;
  accounts: AccountStore;
  threads: ThreadStore;
  clock: Clock;
}

/** What leaving will do. */
export interface Leaving {
  account: LinkedAccount | null;
  /** Threads that this person holds. */
  held: number;
}

/** Why an answer of theirs was taken back: a sentence in its note. */
export const LEFT = 'Its author does not answer customers any more: it was taken back, and nobody saw it.';
const COUNTED = 1_000;

/** Anybody may go at any time, also a guest. Throws RefusedError `not-here`. */
export function lookAtLeaving({ responders, accounts, threads }: LeaveDeskDeps) {
  return async (slackUser: string): Promise<Leaving> => {
    const [responder, account, held] = await Promise.all([
      responders.get(slackUser),
      accounts.byOwner({ kind: 'responder', slackUser }),
      threads.heldBy(slackUser, COUNTED),
    ]);
    if (!isHere(responder) && account === null && held.length === 0)
      throw new RefusedError(
        'not-here',
        'You have not joined and no account is linked: there is nothing to leave.',
      );
    return { account, held: held.length };
  };
}

export interface Left extends Leaving {
  /** Threads where an answer is being sent at this moment: they follow when it is out. */
  staying: number;
}

/** From now on nothing is given to this person, and what they hold goes back. The account follows in a moment. */
export function leaveDesk(deps: LeaveDeskDeps) {
  return async ({ slackUser, windowId }: { slackUser: string; windowId: string }): Promise<Left> => {
    const { account, held } = await lookAtLeaving(deps)(slackUser);
    await deps.responders.leave(slackUser, windowId, deps.clock.now());
    const { staying } = await deps.threads.releaseAll(slackUser, LEFT, false, deps.clock.now());
    return { account, held, staying: staying.length };
  };
}

function isHere(responder: Responder | null): boolean {
  return responder !== null && responder.state !== 'left' && responder.state !== 'declined';
}
