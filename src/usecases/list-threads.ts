import type { HolderStore } from '../claims.ts';
import type { Thread, ThreadState } from '../domain/glossary.ts';
import { tokensOf, wantedOf } from '../domain/search-words.ts';
import type { ThreadListing, ThreadPage } from '../listing.ts';
import type { People } from '../ports.ts';
import type { ThreadStore } from '../stores.ts';
import { requireEmployee } from './require-employee.ts';

export interface ListThreadsDeps {
  listing: ThreadListing;
  threads: ThreadStore;
  holders: HolderStore;
  people: People;
}

/**
 * `waiting`: where a customer waits, the longest first; `late`: those of them to whom something promised is late; `mine`:
 * held by whoever asks; `find`: by words; `folded`: without a card, in the channel that `query` names.
 */
export type ListKind = 'waiting' | 'late' | 'mine' | 'find' | 'folded' | ThreadState;

export interface ListInput {
  kind: ListKind;
  /** As typed; empty unless `kind` is `find` or `folded`. */
  query: string;
  from: number;
  slackUser: string;
}

export interface ThreadList extends ThreadPage {
  kind: ListKind;
  query: string;
  from: number;
  size: number;
}

const PAGE = 8;

/** One page of threads. Throws RefusedError. */
export function listThreads({ listing, holders, people }: Omit<ListThreadsDeps, 'threads'>) {
  return async (input: ListInput): Promise<ThreadList> => {
    await requireEmployee(people)(input.slackUser);
    const from = Math.max(0, input.from);
    const page = await pageOf(listing, input, from);
    // Whoever asked to be kept from somebody does not meet them in a list.
    const kept = await Promise.all(
      page.threads.map(async ({ root }) => (await holders.shieldedFrom(root.author.id)).has(input.slackUser)),
    );
    const threads = page.threads.filter((_thread, index) => !kept[index]);
    return { ...page, threads, kind: input.kind, query: input.query, from, size: PAGE };
  };
}

function pageOf(listing: ThreadListing, { kind, query, slackUser }: ListInput, from: number) {
  switch (kind) {
    case 'waiting':
      return listing.waiting(from, PAGE);
    case 'late':
      return listing.late(from, PAGE);
    case 'mine':
      return listing.held(slackUser, from, PAGE);
    case 'find':
      return listing.find(wantedOf(query, slackUser), from, PAGE);
    case 'folded':
      return listing.folded(query, from, PAGE);
    default:
      return listing.find({ tokens: [], state: kind }, from, PAGE);
  }
}

/** Keeps the words by which a thread is found. */
export function indexThread({ listing, threads }: Pick<ListThreadsDeps, 'listing' | 'threads'>) {
  return async (threadId: string): Promise<void> => {
    const thread: Thread | null = await threads.get(threadId);
    if (thread) await listing.index(thread, tokensOf(thread));
  };
}
