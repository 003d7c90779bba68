import type { HolderStore } from '../claims.ts';
import type { Clock } from '../ports.ts';
import type { ThreadStore } from '../stores.ts';

export interface HandBackAllDeps {
  threads: ThreadStore;
  holders: HolderStore;
  clock: Clock;
}

export interface HandedBack {
  back: number;
  /** Threads whose answer is being posted at this moment: they go back by themselves when it is settled. */
  later: number;
}

const PAGE = 100;
const STOPPED = 'You do not answer customers here any more, so it was not posted.';

/**
 * Somebody does not answer customers any more: every thread of theirs goes back to its channel. Whoever takes one that
 * they had answered is asked to tell the customer, since the account is gone. May be called again.
 */
export function handBackAll({ threads, holders, clock }: HandBackAllDeps) {
  return async (slackUser: string): Promise<HandedBack> => {
    const handed: HandedBack = { back: 0, later: 0 };
    const seen = new Set<string>();
    for (;;) {
      const held = await threads.heldBy(slackUser, handed.later + PAGE);
      const fresh = held.filter(({ id }) => !seen.has(id));
      if (fresh.length === 0) return handed;
      for (const { id } of fresh) {
        seen.add(id);
        const given = await holders.handBack(id, slackUser, STOPPED, clock.now());
        if (given.kind === 'reply-active') handed.later += 1;
        else if (given.kind === 'done') handed.back += 1;
      }
    }
  };
}
