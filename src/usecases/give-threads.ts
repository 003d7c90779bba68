import type { Thread } from '../domain/glossary.ts';
import { AppError, RefusedError, UnavailableError } from '../errors.ts';
import type { People } from '../ports.ts';
import type { ThreadStore } from '../stores.ts';
import type { GiveThreadInput } from './give-thread.ts';
import { requireLead } from './require-employee.ts';

export interface GiveThreadsDeps {
  threads: ThreadStore;
  people: People;
  giveThread(input: GiveThreadInput): Promise<Thread>;
  releaseThread(input: { threadId: string; slackUser: string }): Promise<Thread>;
}

export interface GiveThreadsInput {
  /** The lead. */
  slackUser: string;
  threadIds: readonly string[];
  /** Null: back to their channels. */
  to: string | null;
}

export interface GivenThreads {
  done: number;
  /** What stayed as it was, with the sentence why. */
  refused: { threadId: string; thread: Thread | null; why: string }[];
}

/** A lead moves several threads. One that cannot be moved does not keep the others. Throws RefusedError `not-a-lead`, `none`. */
export function giveThreads({ threads, people, giveThread, releaseThread }: GiveThreadsDeps) {
  return async ({ slackUser, threadIds, to }: GiveThreadsInput): Promise<GivenThreads> => {
    await requireLead(people)(slackUser);
    if (threadIds.length === 0) throw new RefusedError('none', 'Choose at least one thread.');
    const given: GivenThreads = { done: 0, refused: [] };
    for (const threadId of new Set(threadIds)) {
      try {
        if (to === null) await releaseThread({ threadId, slackUser });
        else await giveThread({ threadId, slackUser, to });
        given.done += 1;
      } catch (error) {
        if (error instanceof UnavailableError || !(error instanceof AppError)) throw error;
        given.refused.push({ threadId, thread: await threads.get(threadId), why: error.sentence });
      }
    }
    return given;
  };
}
