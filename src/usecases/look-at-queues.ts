import { RefusedError } from '../errors.ts';
import type { People } from '../ports.ts';
import { requireEmployee } from './require-employee.ts';

export interface LookAtQueuesDeps {
  people: People;
}

/** Whether somebody only looks at the queues or may change them. Throws RefusedError `not-a-lead`. */
export function lookAtQueues({ people }: LookAtQueuesDeps) {
  return async (slackUser: string): Promise<'look' | 'change'> => {
    await requireEmployee(people)(slackUser);
    if ((await people.operations()).has(slackUser)) return 'change';
    if (await people.isLead(slackUser)) return 'look';
    throw new RefusedError('not-a-lead', 'Only care leads and operations see the queues.');
  };
}
