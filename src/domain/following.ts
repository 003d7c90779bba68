import type { Erasure, Post } from './glossary.ts';

/** How a conversation is followed on the network after it was answered, and what is checked again. */

export interface FollowUpSettings {
  /** How long after an answer from a personal account its conversation is searched; 0: never. */
  searchMs: number;
  /** The shortest pause between two searches. */
  everyMs: number;
}

export interface DeletedPostSettings {
  /** How often it is asked whether shown posts are still there; 0: never. */
  everyMs: number;
  /** How long after the customer's newest post, once the thread is answered or closed. */
  watchMs: number;
  /** How many posts a day are asked for that nobody works with any more, in Redis and archives; 0: none. */
  storedPerDay: number;
  /** How old they may be. */
  storedMs: number;
}

const LONGEST_PAUSE_MS = 2 * 60 * 60 * 1000;

/**
 * When a conversation is searched next: soon after the answer, then ever later, because people answer soon or not at all.
 * Null: never again.
 */
export function nextSearch(
  answeredAt: number,
  now: number,
  { searchMs, everyMs }: FollowUpSettings,
): number | null {
  const pause = Math.min(LONGEST_PAUSE_MS, Math.max(everyMs, (now - answeredAt) / 4));
  const next = Math.round(now + pause);
  return next > answeredAt + searchMs ? null : next;
}

/**
 * Something that stands around a post: what it answers, or quotes. `missing`: the network does not give it; `unread`: it
 * was not asked, or would not say.
 */
export interface ContextItem {
  id: string;
  how: 'answered' | 'quoted';
  post: Post | null;
  missing: Erasure | 'unread' | null;
}

/** What a look-up says of a post that it does not give. */
export interface MissingPost {
  id: string;
  why: Erasure;
}
