import type { LinkedAccount } from '../domain/glossary.ts';
import { dayStart, nextDay } from '../domain/quiet-hours.ts';
import type { Load, Responder } from '../domain/responder.ts';
import { fullness, isPaused, zoneOf } from '../domain/who-answers.ts';
import { RefusedError } from '../errors.ts';
import type { Clock } from '../ports.ts';
import type { AccountStore, ClaimResult, Counters, ThreadStore } from '../stores.ts';
import { type RequireResponderDeps, requireResponder } from './require-responder.ts';

export interface ClaimThreadDeps extends RequireResponderDeps {
  threads: ThreadStore;
  accounts: AccountStore;
  counters: Counters;
  clock: Clock;
}

export interface Claimed {
  result: ClaimResult;
  /** The winner's own account; null when they must link one before they can answer. */
  account: LinkedAccount | null;
}

/**
 * The first click wins, and wins again when it is repeated. Throws RefusedError: those of {@link requireResponder}, `paused`
 * and `full`.
 */
export function claimThread(deps: ClaimThreadDeps) {
  return async (input: { threadId: string; slackUser: string }): Promise<Claimed> => {
    const { threads, accounts, people, counters, clock } = deps;
    await requireResponder(deps)(input.slackUser);
    await requireRoom(deps, input);
    const lead = await people.isLead(input.slackUser);
    const result = await threads.claim(input.threadId, input.slackUser, clock.now(), lead);
    if (result.kind === 'won')
      return { result, account: await accounts.byOwner({ kind: 'responder', slackUser: input.slackUser }) };
    // Whoever wins is counted with the claim itself.
    await counters.add(`claims.${result.kind}`);
    return { result, account: null };
  };
}

/** People's own limits hold for themselves too: they set them, and they can change them. */
async function requireRoom(
  { responders, threads, clock }: ClaimThreadDeps,
  { threadId, slackUser }: { threadId: string; slackUser: string },
): Promise<void> {
  const responder = await responders.get(slackUser);
  if (!responder) return;
  const now = clock.now();
  const since = dayStart(zoneOf(responder), now);
  const [load = { open: 0, answeredToday: 0 }] = await responders.loads([{ slackUser, since }]);
  const refusal = isPaused(responder, now) ? paused() : full(responder, load, now);
  if (refusal === null) return;
  // Whoever has it already, or somebody else, is told that instead.
  const thread = await threads.get(threadId);
  if (thread?.claimedBy === null) throw refusal;
}

export function paused(): RefusedError {
  return new RefusedError('paused', 'You have paused. Type `/care back`, then take it.');
}

export function full(responder: Responder, load: Load, now: number): RefusedError | null {
  const change = 'Change that with `/care join`';
  switch (fullness(responder, load)) {
    case 'open':
      return new RefusedError(
        'full',
        `You have ${load.open} open threads, and you wanted at most ${responder.maxOpen}. Finish or release one first. ${change}, if you like.`,
      );
    case 'day': {
      const at = Math.floor(nextDay(zoneOf(responder), now) / 1000);
      return new RefusedError(
        'full',
        `You answered ${load.answeredToday} times today, and you wanted at most ${responder.maxPerDay} a day: take more from <!date^${at}^{date_short_pretty} {time}|tomorrow> on. ${change}, if you like.`,
      );
    }
    case null:
      return null;
  }
}
