import type { Clock, People, ThreadChange, ThreadStore } from '../ports.ts';
import { requireEmployee } from './require-employee.ts';

export interface ChangeThreadDeps {
  threads: ThreadStore;
  people: People;
  clock: Clock;
}

/** Gives the thread back to its channel: the holder, or a lead for somebody else. Throws RefusedError. */
export function releaseThread({ threads, people, clock }: ChangeThreadDeps) {
  return async (input: { threadId: string; slackUser: string }): Promise<ThreadChange> => {
    await requireEmployee(people)(input.slackUser);
    const lead = await people.isLead(input.slackUser);
    return threads.release(input.threadId, input.slackUser, lead, clock.now());
  };
}

/** Ends the thread until the customer writes again: the holder, or a lead. Throws RefusedError. */
export function resolveThread({ threads, people, clock }: ChangeThreadDeps) {
  return async (input: { threadId: string; slackUser: string }): Promise<ThreadChange> => {
    await requireEmployee(people)(input.slackUser);
    const lead = await people.isLead(input.slackUser);
    return threads.resolve(input.threadId, input.slackUser, lead, clock.now());
  };
}
