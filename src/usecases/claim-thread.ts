import type { LinkedAccount } from '../domain/glossary.ts';
import type { Clock, People } from '../ports.ts';
import type { AccountStore, ClaimResult, Counters, ThreadStore } from '../stores.ts';
import { requireResponder } from './require-employee.ts';

export interface ClaimThreadDeps {
  threads: ThreadStore;
  accounts: AccountStore;
  people: People;
  counters: Counters;
  clock: Clock;
}

/** `account`: the winner's own account; null when they must link one before they can answer. */
export type Claimed = { result: ClaimResult; account: LinkedAccount | null };

/** The first click wins, and wins again when it is repeated. Throws RefusedError. */
export function claimThread({ threads, accounts, people, counters, clock }: ClaimThreadDeps) {
  return async (input: { threadId: string; slackUser: string }): Promise<Claimed> => {
    await requireResponder(people)(input.slackUser);
    const result = await threads.claim(input.threadId, input.slackUser, clock.now());
    await counters.add(`claims.${result.kind}`);
    const account =
      result.kind === 'won'
        ? await accounts.byOwner({ kind: 'responder', slackUser: input.slackUser })
        : null;
    return { result, account };
  };
}
