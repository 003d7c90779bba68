import type { AuditEntry, ThreadListing } from '../listing.ts';
import type { People } from '../ports.ts';
import { requireEmployee } from './require-employee.ts';

export interface ReadHistoryDeps {
  listing: ThreadListing;
  people: People;
}

export interface HistoryPage {
  threadId: string;
  /** The newest first. */
  entries: readonly AuditEntry[];
  from: number;
  size: number;
  total: number;
}

const PAGE = 20;

/** What happened in a thread, by whom, by hand or by itself. Throws RefusedError. */
export function readHistory({ listing, people }: ReadHistoryDeps) {
  return async (input: { threadId: string; slackUser: string; from: number }): Promise<HistoryPage> => {
    await requireEmployee(people)(input.slackUser);
    const from = Math.max(0, input.from);
    const page = await listing.history(input.threadId, from, PAGE);
    return { ...page, threadId: input.threadId, from, size: PAGE };
  };
}
