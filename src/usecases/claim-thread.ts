import type { WriterStore } from '../claims.ts';
import type { LinkedAccount } from '../domain/glossary.ts';
import type { Clock, People } from '../ports.ts';
import type { AccountStore, ClaimResult, Counters, ThreadStore } from '../stores.ts';
import { writingSince } from './prepare-reply.ts';
import { requireResponder } from './require-employee.ts';

export interface ClaimThreadDeps {
  threads: ThreadStore;
  accounts: AccountStore;
  people: People;
  counters: Counters;
  writers: WriterStore;
  clock: Clock;
}

export interface Claimed {
  result: ClaimResult;
  /** The winner's own account; null when they must link one before they can answer. */
  account: LinkedAccount | null;
  /** Whether whoever has it writes an answer now; may be empty. */
  writing: string;
}

/** The first click wins, and wins again when it is repeated. Throws RefusedError. */
export function claimThread(deps: ClaimThreadDeps) {
  const { threads, accounts, people, counters, clock } = deps;
  return async (input: { threadId: string; slackUser: string }): Promise<Claimed> => {
    await requireResponder(people)(input.slackUser);
    const lead = await people.isLead(input.slackUser);
    const result = await threads.claim(input.threadId, input.slackUser, clock.now(), lead);
    await counters.add(`claims.${result.kind}`);
    const account =
      result.kind === 'won'
        ? await accounts.byOwner({ kind: 'responder', slackUser: input.slackUser })
        : null;
    const writing =
      result.kind === 'taken' ? await writingSince(deps.writers, result.thread, clock.now()) : '';
    return { result, account, writing };
  };
}
