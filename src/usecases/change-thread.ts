import type { Thread } from '../domain/glossary.ts';
import { RefusedError } from '../errors.ts';
import type { Clock, People } from '../ports.ts';
import type { ThreadChange, ThreadStore } from '../stores.ts';
import { requireEmployee } from './require-employee.ts';

export interface ChangeThreadDeps {
  threads: ThreadStore;
  people: People;
  clock: Clock;
}

interface ChangeThreadInput {
  threadId: string;
  slackUser: string;
}

/** Gives the thread back to its channel: the holder, or a lead for somebody else. Throws RefusedError. */
export function releaseThread({ threads, people, clock }: ChangeThreadDeps) {
  return async (input: ChangeThreadInput): Promise<Thread> => {
    await requireEmployee(people)(input.slackUser);
    const lead = await people.isLead(input.slackUser);
    return changed(await threads.release(input.threadId, input.slackUser, lead, clock.now()));
  };
}

/** Ends the thread until the customer writes again: the holder, or a lead. Throws RefusedError. */
export function resolveThread({ threads, people, clock }: ChangeThreadDeps) {
  return async (input: ChangeThreadInput): Promise<Thread> => {
    await requireEmployee(people)(input.slackUser);
    const lead = await people.isLead(input.slackUser);
    return changed(await threads.resolve(input.threadId, input.slackUser, lead, clock.now()));
  };
}

/** The changed thread. Throws RefusedError with why it was not changed. */
export function changed(change: ThreadChange): Thread {
  switch (change.kind) {
    case 'done':
    case 'already':
      return change.thread;
    case 'not-holder':
      throw new RefusedError('not-holder', notHolder(change.by));
    case 'reply-active':
      throw new RefusedError(
        'reply-active',
        'An answer of this thread is on its way. Wait for its note in the Slack thread, or press Undo there first.',
      );
    case 'closed':
      throw new RefusedError(
        'closed',
        'This thread is closed already. If the customer writes again, it opens again.',
      );
    case 'missing':
      throw new RefusedError(
        'thread-missing',
        'Faccia does not know this thread any more. Nothing was changed.',
      );
  }
}

function notHolder(by: string | null): string {
  return by === null
    ? 'Nobody has this thread at the moment. Press Take it first.'
    : `<@${by}> has this thread now: only they or a care lead can do that.`;
}
