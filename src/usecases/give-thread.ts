import type { Given, HolderStore } from '../claims.ts';
import { duration } from '../domain/duration.ts';
import type { Thread } from '../domain/glossary.ts';
import { type Availability, AWAY_WORDS } from '../domain/responder.ts';
import { RefusedError } from '../errors.ts';
import type { Clock, People } from '../ports.ts';
import type { WhoIsThere } from '../responders.ts';
import type { ThreadStore } from '../stores.ts';
import { requireLead } from './require-employee.ts';

export interface GiveThreadDeps extends WhoIsThere {
  threads: ThreadStore;
  holders: HolderStore;
  people: People;
  clock: Clock;
}

export interface GiveThreadInput {
  threadId: string;
  /** The lead. */
  slackUser: string;
  /** The lead themselves: they take it over. */
  to: string;
  /** Who had it when the lead looked; left out: whoever has it now. */
  from?: string | null;
  /** The customer is told before the next answer. */
  inPublic?: boolean;
  /** Internal. */
  word?: string;
}

const STOPPED = 'The thread went to a colleague before you posted it.';
const NAMED = 3;

/**
 * A lead gives a thread to somebody who answers customers and is there, or takes it over. Throws RefusedError:
 * `not-a-lead`, `not-available`, `moved`, `reply-active`, `shielded`, `leads-only`, `closed`, `thread-missing`. Its
 * sentences name people by name: they stand in windows, which cannot show a mention.
 */
export function giveThread(deps: GiveThreadDeps) {
  return async (input: GiveThreadInput): Promise<Thread> => {
    const { people, threads, holders, clock } = deps;
    await requireLead(people)(input.slackUser);
    const thread = await threads.get(input.threadId);
    if (thread === null) throw missing();
    const takesOver = input.to === input.slackUser;
    if (!takesOver) await requireThere(deps, input.to, thread);
    const gift = {
      threadId: thread.id,
      by: input.slackUser,
      from: input.from === undefined ? thread.claimedBy : input.from,
      to: input.to,
      toLead: takesOver || (await people.isLead(input.to)),
      what: takesOver ? ('taken-over' as const) : ('reassigned' as const),
      // Nobody was seen in public yet: there is nobody to hand over from.
      inPublic: input.inPublic === true && thread.answeredBy !== null && thread.answeredBy !== input.to,
      word: input.word ?? '',
    };
    return givenThread(people, await holders.give(gift, STOPPED, clock.now()));
  };
}

async function requireThere(deps: GiveThreadDeps, to: string, thread: Thread): Promise<void> {
  const availability = await deps.availability(to);
  if (availability.kind === 'available') return;
  const who = await nameOf(deps.people, to);
  throw new RefusedError(
    'not-available',
    `${who} ${awayWords(availability, deps.clock.now())}. ${await whoElse(deps, thread)}`,
  );
}

export function awayWords(availability: Extract<Availability, { kind: 'away' }>, now: number): string {
  const left = availability.until === null ? '' : `, for ${duration(availability.until - now)} more`;
  return `${AWAY_WORDS[availability.why]}${left}`;
}

async function whoElse(deps: GiveThreadDeps, thread: Thread): Promise<string> {
  const able = await deps.whoAnswers(thread.topic, thread.root.language);
  const there = able.filter(({ availability }) => availability.kind === 'available').slice(0, NAMED);
  if (there.length === 0) return 'Choose somebody else, or leave it in its channel.';
  const names = await Promise.all(there.map(({ slackUser }) => nameOf(deps.people, slackUser)));
  return `There now: ${names.join(', ')}.`;
}

/** As Slack shows it, where no mention can stand. */
export async function nameOf(people: People, slackUser: string): Promise<string> {
  return (await people.get(slackUser)).name.replace(/[<>&]/gu, '');
}

/** Throws RefusedError for whatever kept the thread where it was. */
export async function givenThread(people: People, given: Given): Promise<Thread> {
  switch (given.kind) {
    case 'done':
    case 'already':
      return given.thread;
    case 'moved': {
      const who = given.by === null ? 'Nobody' : await nameOf(people, given.by);
      throw new RefusedError(
        'moved',
        `Somebody was quicker: ${who} has this thread now. Nothing was changed. Close this and look at its card.`,
      );
    }
    case 'reply-active':
      throw new RefusedError(
        'reply-active',
        'An answer of this thread is on its way. Wait for its note in the Slack thread, or let its author press Undo there.',
      );
    case 'shielded':
      throw new RefusedError('shielded', 'They asked to be kept from this person. Choose somebody else.');
    case 'leads-only':
      throw new RefusedError(
        'leads-only',
        'A colleague was taken off this thread: only care leads answer here, as the brand. A lead may lift that under More….',
      );
    case 'closed':
      throw new RefusedError(
        'closed',
        'This thread is closed. If the customer writes again, it opens again.',
      );
    case 'missing':
      throw missing();
  }
}

function missing(): RefusedError {
  return new RefusedError(
    'thread-missing',
    'Faccia does not know this thread any more. Nothing was changed.',
  );
}
