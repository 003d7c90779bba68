import type { Thread } from '../domain/glossary.ts';
import type { Priority } from '../domain/route.ts';
import type { Clock, People } from '../ports.ts';
import type { TopicStore } from '../topics.ts';
import { changed } from './change-thread.ts';
import { requireEmployee } from './require-employee.ts';

export interface SetPriorityDeps {
  topics: TopicStore;
  people: People;
  clock: Clock;
}

/** The holder or a lead says how soon a thread wants to be answered. Throws RefusedError. */
export function setPriority({ topics, people, clock }: SetPriorityDeps) {
  return async (input: { threadId: string; slackUser: string; priority: Priority }): Promise<Thread> => {
    const { threadId, slackUser, priority } = input;
    await requireEmployee(people)(slackUser);
    const lead = await people.isLead(slackUser);
    return changed(await topics.setPriority(threadId, slackUser, lead, priority, clock.now()));
  };
}
