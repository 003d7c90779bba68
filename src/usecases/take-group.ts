import type { LinkedAccount } from '../domain/glossary.ts';
import { dayStart } from '../domain/quiet-hours.ts';
import { isPaused, zoneOf } from '../domain/who-answers.ts';
import type { SurgeRef, SurgeStore, Taken } from '../surges.ts';
import { type ClaimThreadDeps, full, paused } from './claim-thread.ts';
import { requireResponder } from './require-responder.ts';

export interface TakeGroupDeps extends ClaimThreadDeps {
  surges: SurgeStore;
  desk: ClaimThreadDeps['desk'] & { surges: { takeAtOnce: number } };
}

export interface TakeGroupInput extends SurgeRef {
  group: string;
  slackUser: string;
}

/** `account`: the person's own; null when they must link one before they can answer. */
export type TakenGroup = Taken & { account: LinkedAccount | null };

/**
 * Alike threads for one person, as many as they have room for. Throws RefusedError: those of {@link requireResponder}, `paused`
 * and `full`.
 */
export function takeGroup(deps: TakeGroupDeps) {
  return async ({ slackUser, ...group }: TakeGroupInput): Promise<TakenGroup> => {
    await requireResponder(deps)(slackUser);
    const { most, maxOpen } = await roomOf(deps, slackUser);
    const lead = await deps.people.isLead(slackUser);
    const now = deps.clock.now();
    const taken = await deps.surges.take({ ...group, slackUser, lead, most, maxOpen, now });
    const account = await deps.accounts.byOwner({ kind: 'responder', slackUser });
    return { ...taken, account };
  };
}

/** People's own limits hold for themselves too.. */
async function roomOf(
  { responders, desk, clock }: TakeGroupDeps,
  slackUser: string,
): Promise<{ most: number; maxOpen: number | null }> {
  const { takeAtOnce } = desk.surges;
  const responder = await responders.get(slackUser);
  if (!responder) return { most: takeAtOnce, maxOpen: null };
  const now = clock.now();
  const since = dayStart(zoneOf(responder), now);
  const [load = { open: 0, answeredToday: 0 }] = await responders.loads([{ slackUser, since }]);
  if (isPaused(responder, now)) throw paused();
  const refusal = full(responder, load, now);
  if (refusal !== null) throw refusal;
  const today = responder.maxPerDay === null ? takeAtOnce : responder.maxPerDay - load.answeredToday;
  return { most: Math.min(takeAtOnce, today), maxOpen: responder.maxOpen };
}
