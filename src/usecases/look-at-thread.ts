import type { Writer, WriterStore } from '../claims.ts';
import type { Thread } from '../domain/glossary.ts';
import { actionsFor, isGoingOn, type ThreadAction, type Viewer } from '../domain/thread-actions.ts';
import { RefusedError } from '../errors.ts';
import type { Clock, People } from '../ports.ts';
import type { ThreadStore } from '../stores.ts';
import { changed } from './change-thread.ts';
import { requireEmployee, requireListed } from './require-employee.ts';

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
    const [thread, writing, lead, responder, operations] = await Promise.all([
      threads.get(threadId),
      writers.writers(threadId, now),
      people.isLead(slackUser),
      people.isResponder(slackUser),
      people.operations(),
    ]);
    if (!thread)
      throw new RefusedError(
        'thread-missing',
        'Faccia does not know this thread any more. Nothing was changed.',
      );
    const viewer = { slackUser, lead, ops: operations.has(slackUser), listed: responder || lead };
    const others = writing.filter((writer) => writer.slackUser !== slackUser);
    return { thread, viewer, actions: actionsFor(thread, viewer), writers: others, now };
  };
}

/** The same before a window opens in which this person would change something: they may. Throws RefusedError. */
export function lookToChange(deps: LookAtThreadDeps) {
  return async (input: { threadId: string; slackUser: string; action: string }): Promise<ThreadLook> => {
    const look = await lookAtThread(deps)(input);
    if (look.actions.some(({ id }) => id === input.action)) return look;
    const { thread, viewer } = look;
    if (!viewer.listed) await requireListed(deps.people)(input.slackUser);
    changed(
      isGoingOn(thread)
        ? { kind: 'not-holder', by: thread.claimedBy, thread }
        : { kind: 'closed', state: thread.state, thread },
    );
    return look;
  };
}
