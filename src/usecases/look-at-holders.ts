import type { Writer, WriterStore } from '../claims.ts';
import { type DeskSettings, findBrand } from '../domain/brand.ts';
import type { Thread } from '../domain/glossary.ts';
import type { Availability } from '../domain/responder.ts';
import { type TopicChoice, topicChoices } from '../domain/topic-choices.ts';
import { RefusedError } from '../errors.ts';
import type { Clock, People } from '../ports.ts';
import type { WhoIsThere } from '../responders.ts';
import type { ThreadStore } from '../stores.ts';
import { requireLead } from './require-employee.ts';

export interface LookAtHoldersDeps {
  threads: ThreadStore;
  writers: WriterStore;
  people: People;
  whoAnswers: WhoIsThere['whoAnswers'];
  desk: DeskSettings;
  clock: Clock;
}

/** What a lead should know before a thread changes hands. */
export interface HoldersLook {
  thread: Thread;
  brandHandle: string;
  /** Who writes an answer now. */
  writers: Writer[];
  /** Who answers for it, the best first. */
  able: { slackUser: string; availability: Availability }[];
  /** Other topics that it may go to. */
  topics: TopicChoice[];
  now: number;
}

const ABLE = 5;

/** Throws RefusedError `not-a-lead`, `thread-missing`, `closed`. */
export function lookAtHolders(deps: LookAtHoldersDeps) {
  return async ({ threadId, slackUser }: { threadId: string; slackUser: string }): Promise<HoldersLook> => {
    await requireLead(deps.people)(slackUser);
    const thread = await deps.threads.get(threadId);
    if (thread === null)
      throw new RefusedError(
        'thread-missing',
        'Faccia does not know this thread any more. Nothing was changed.',
      );
    if (thread.state === 'resolved' || thread.state === 'ignored')
      throw new RefusedError(
        'closed',
        'This thread is closed. If the customer writes again, it opens again.',
      );
    const now = deps.clock.now();
    const [writers, able] = await Promise.all([
      deps.writers.writers(threadId, now),
      deps.whoAnswers(thread.topic, thread.root.language),
    ]);
    const brand = findBrand(deps.desk, thread.brand);
    const topics = topicChoices(deps.desk, brand).filter(
      ({ name, channel }) => name !== thread.topic || channel !== thread.channel,
    );
    return { thread, brandHandle: brand.handle, writers, able: able.slice(0, ABLE), topics, now };
  };
}

export interface WaitingPage {
  threads: Thread[];
  /** From 0. */
  page: number;
  pages: number;
  total: number;
}

const PAGE = 10;

/** Open and claimed threads, the longest waiting first, for a lead. Throws RefusedError `not-a-lead`. */
export function listWaiting({ threads, people }: Pick<LookAtHoldersDeps, 'threads' | 'people'>) {
  return async ({ slackUser, page }: { slackUser: string; page: number }): Promise<WaitingPage> => {
    await requireLead(people)(slackUser);
    const found = await threads.unsettled(page * PAGE, PAGE);
    const pages = Math.max(1, Math.ceil(found.total / PAGE));
    return { ...found, page, pages };
  };
}
