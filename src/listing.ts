/** Threads in lists, and what happened in one: a part of {@link ./ports.ts}, by the same rules. */

import type { Post, Thread, ThreadState } from './domain/glossary.ts';
import type { Wanted } from './domain/search-words.ts';

export interface ThreadPage {
  threads: readonly Thread[];
  /** How many there are. `more`: there are older ones that were not looked through. */
  total: number;
  more: boolean;
}

/** One line of the audit. */
export interface AuditEntry {
  at: number;
  /** A Slack user id, `auto` or `brand`. */
  actor: string;
  what: string;
  threadId: string;
  replyId: string;
  detail: string;
}

export interface ThreadListing {
  /** Written anew whenever the thread's words, people or tags changed. */
  index(thread: Thread, tokens: readonly string[]): Promise<void>;
  /** The newest first; without tokens all of that state. */
  find(wanted: Wanted, offset: number, limit: number): Promise<ThreadPage>;
  /** Threads in which a customer waits, whoever waits longest first. */
  waiting(offset: number, limit: number): Promise<ThreadPage>;
  /** Those of them in which something that was promised is late. */
  late(offset: number, limit: number): Promise<ThreadPage>;
  held(slackUser: string, offset: number, limit: number): Promise<ThreadPage>;
  /** Threads without a card in this channel, whoever waits longest first. */
  folded(channel: string, offset: number, limit: number): Promise<ThreadPage>;
  counts(): Promise<Record<ThreadState, number>>;
  /** Other threads of the same customer with this brand, the newest first. */
  ofCustomer(thread: Thread, limit: number): Promise<ThreadPage>;
  /** Answers false when there is no such thread. */
  tag(threadId: string, tags: readonly string[], slackUser: string, now: number): Promise<boolean>;
  /** What happened in a thread, the newest first. */
  history(threadId: string, offset: number, limit: number): Promise<{ entries: AuditEntry[]; total: number }>;
  /** A customer thanked this person with this post. */
  thanked(slackUser: string, postId: string, at: number): Promise<void>;
  thanks(slackUser: string, limit: number): Promise<{ posts: Post[]; total: number }>;
}
