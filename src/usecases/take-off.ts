import type { HolderStore } from '../claims.ts';
import type { Thread } from '../domain/glossary.ts';
import { RefusedError } from '../errors.ts';
import type { Clock, People } from '../ports.ts';
import type { WhoIsThere } from '../responders.ts';
import type { ThreadStore } from '../stores.ts';
import { givenThread } from './give-thread.ts';
import { requireEmployee, requireLead } from './require-employee.ts';

export interface TakeOffDeps {
  threads: ThreadStore;
  holders: HolderStore;
  people: People;
  availability: WhoIsThere['availability'];
  clock: Clock;
}

const STOPPED = 'You asked to be taken off this thread.';

/**
 * Its holder wants nothing more to do with the thread's author: a lead goes on, as the brand, and the author is kept from
 * them from now on. Where no lead is there, any lead may take it. Throws RefusedError.
 */
export function takeOff(deps: TakeOffDeps) {
  return async ({ threadId, slackUser }: { threadId: string; slackUser: string }): Promise<Thread> => {
    const { people, holders, threads, clock } = deps;
    await requireEmployee(people)(slackUser);
    const thread = await threads.get(threadId);
    const shielded = thread ? await holders.shieldedFrom(thread.root.author.id) : new Set<string>();
    const lead = await leadFor(deps, slackUser, shielded);
    const given = await holders.takeOff(threadId, slackUser, lead, STOPPED, clock.now());
    if (given.kind === 'moved')
      throw new RefusedError(
        'not-holder',
        'Only whoever has this thread can be taken off it, and you do not have it (any more).',
      );
    return givenThread(people, given);
  };
}

/** The lead who is there and has least on the table; nobody is given anything who did not enrol. */
async function leadFor(
  { people, availability }: TakeOffDeps,
  slackUser: string,
  shielded: ReadonlySet<string>,
): Promise<string | null> {
  const others = (await people.leads()).filter((lead) => lead !== slackUser && !shielded.has(lead));
  const known = await Promise.all(others.map(async (lead) => ({ lead, is: await availability(lead) })));
  const there = known.flatMap(({ lead, is }) =>
    is.kind === 'available' ? [{ lead, open: is.load.open }] : [],
  );
  there.sort((one, other) => one.open - other.open);
  return there[0]?.lead ?? null;
}

/** A lead lifts it: the author is kept from nobody by this thread any more, and anybody may answer here. Throws RefusedError. */
export function liftShield({ people, holders, clock }: TakeOffDeps) {
  return async ({ threadId, slackUser }: { threadId: string; slackUser: string }): Promise<Thread> => {
    await requireLead(people)(slackUser);
    return givenThread(people, await holders.liftShield(threadId, slackUser, clock.now()));
  };
}
