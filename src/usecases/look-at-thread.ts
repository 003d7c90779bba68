import type { Writer, WriterStore } from '../claims.ts';
import type { Thread } from '../domain/glossary.ts';
import { actionsFor, type ThreadAction, type Viewer } from '../domain/thread-actions.ts';
import { RefusedError } from '../errors.ts';
import type { Clock, People } from '../ports.ts';
import type { ThreadStore } from '../stores.ts';
import { requireEmployee } from './require-employee.ts';

export interface LookAtThreadDeps {
  threads: ThreadStore;
  writers: WriterStore;
  people: People;
  clock: Clock;
}

export interface ThreadLook {
  thread: Thread;
  viewer: Viewer;
  /** What this person can do with it now. */
  actions: readonly ThreadAction[];
  /** Who else writes an answer now. */
  writers: readonly Writer[];
  now: number;
}

/** A thread as this person may see and change it. Throws RefusedError. */
export function lookAtThread({ threads, writers, people, clock }: LookAtThreadDeps) {
  return async ({ threadId, slackUser }: { threadId: string; slackUser: string }): Promise<ThreadLook> => {
    await requireEmployee(people)(slackUser);
    const now = clock.now();
    const [thread, writing, lead, operations] = await Promise.all([
      threads.get(threadId),
      writers.writers(threadId, now),
      people.isLead(slackUser),
      people.operations(),
    ]);
    if (!thread)
      throw new RefusedError(
        'thread-missing',
        'Faccia does not know this thread any more. Nothing was changed.',
      );
    const viewer = { slackUser, lead, ops: operations.has(slackUser) };
    const others = writing.filter((writer) => writer.slackUser !== slackUser);
    return { thread, viewer, actions: actionsFor(thread, viewer), writers: others, now };
  };
}
