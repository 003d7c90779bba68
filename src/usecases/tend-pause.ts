import type { JobAnswer, Notifier } from '../ports.ts';
import type { ResponderStore } from '../responders.ts';
import { type TellOnceDeps, tellOnce } from './tell-once.ts';

export interface TendPauseDeps extends TellOnceDeps {
  responders: ResponderStore;
  notifier: Notifier;
}

/** A pause has an end: its author is told, and is back. */
export function tendPause(deps: TendPauseDeps) {
  return async (slackUser: string): Promise<JobAnswer> => {
    const { responders, notifier, clock } = deps;
    const responder = await responders.get(slackUser);
    if (responder?.state !== 'paused' || responder.pausedUntil === null) return { done: true };
    if (responder.pausedUntil > clock.now()) return { again: responder.pausedUntil };
    const key = `back:${slackUser}:${responder.pausedUntil}`;
    const again = await tellOnce(deps)(key, () =>
      notifier.tell(
        slackUser,
        'Your pause is over: threads can reach you again. `/care pause` gives you more.',
      ),
    );
    if (again !== null) return { again };
    await responders.back(slackUser, true, clock.now());
    return { done: true };
  };
}
