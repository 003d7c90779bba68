import type { Thread } from '../domain/glossary.ts';
import { actionsFor, type ThreadAction, type Viewer } from '../domain/thread-actions.ts';
import { RefusedError } from '../errors.ts';
import type { People } from '../ports.ts';
import type { ThreadStore } from '../stores.ts';
import { requireEmployee } from './require-employee.ts';

export interface LookAtThreadDeps {
  threads: ThreadStore;
  people: People;
}

export interface ThreadLook {
  thread: Thread;
  viewer: Viewer;
  /** What this person can do with it now. */
  actions: readonly ThreadAction[];
}

/** A thread as this person may see and change it. Throws RefusedError. */
export function lookAtThread({ threads, people }: LookAtThreadDeps) {
  return async ({ threadId, slackUser }: { threadId: string; slackUser: string }): Promise<ThreadLook> => {
    await requireEmployee(people)(slackUser);
    const [thread, lead, operations] = await Promise.all([
      threads.get(threadId),
      people.isLead(slackUser),
      people.operations(),
    ]);
    if (!thread)
      throw new RefusedError(
        'thread-missing',
        'Faccia does not know this thread any more. Nothing was changed.',
      );
    const viewer = { slackUser, lead, ops: operations.has(slackUser) };
    return { thread, viewer, actions: actionsFor(thread, viewer) };
  };
}
