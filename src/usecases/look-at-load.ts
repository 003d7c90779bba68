import type { DeskSettings } from '../domain/brand.ts';
import type { Load, Responder } from '../domain/responder.ts';
import type { Clock, People } from '../ports.ts';
import type { ResponderStore } from '../responders.ts';
import type { AccountStore } from '../stores.ts';
import { requireLead } from './require-employee.ts';

export interface LookAtLoadDeps {
  responders: ResponderStore;
  accounts: AccountStore;
  people: People;
  desk: Pick<DeskSettings, 'enrolment'>;
  clock: Clock;
}

/** Who answers customers and what each has on the table; who has most stands first. */
export interface LoadPage {
  people: readonly { slackUser: string; state: Responder['state']; load: Load }[];
  from: number;
  size: number;
  total: number;
}

const PAGE = 25;
const DAY_MS = 24 * 60 * 60 * 1000;
const NOTHING: Load = { open: 0, answeredToday: 0 };

/** One page of people, for a lead. Throws RefusedError `not-a-lead`. */
export function lookAtLoad(deps: LookAtLoadDeps) {
  return async ({ slackUser, from }: { slackUser: string; from: number }): Promise<LoadPage> => {
    await requireLead(deps.people)(slackUser);
    return loadFrom(deps, Math.max(0, from), PAGE);
  };
}

export async function loadFrom(
  deps: Omit<LookAtLoadDeps, 'people'>,
  from: number,
  size: number,
): Promise<LoadPage> {
  const everybody = await whoever(deps);
  const since = deps.clock.now() - DAY_MS;
  const loads = await deps.responders.loads(everybody.map(({ slackUser }) => ({ slackUser, since })));
  const people = everybody
    .map((one, index) => ({ ...one, load: loads[index] ?? NOTHING }))
    .sort(
      ({ load: one, slackUser: a }, { load: other, slackUser: b }) =>
        other.open - one.open || other.answeredToday - one.answeredToday || a.localeCompare(b),
    );
  return { people: people.slice(from, from + size), from, size, total: people.length };
}

/** Whoever joined or wants to; where nobody has to, also whoever linked an account. */
async function whoever({ responders, accounts, desk }: Omit<LookAtLoadDeps, 'people'>) {
  const [joined, linked] = await Promise.all([
    responders.all(),
    desk.enrolment === null ? accounts.ofPeople() : [],
  ]);
  const states = new Map<string, Responder['state']>();
  for (const { owner } of linked) if (owner.kind === 'responder') states.set(owner.slackUser, 'enrolled');
  for (const { slackUser, state } of joined) states.set(slackUser, state);
  return [...states].map(([slackUser, state]) => ({ slackUser, state }));
}
