import type { NetworkId } from './glossary.ts';
import type { Priority } from './route.ts';

/**
 * One way in which a post belongs to a topic: everything that is named must fit, and of each list one entry. An empty
 * list (and no pattern) asks for nothing.
 */
export interface TopicRule {
  keywords: readonly string[];
  /** Without the `#`. */
  hashtags: readonly string[];
  /** Handles without the `@`. */
  authors: readonly string[];
  /** BCP 47 codes: `it` takes `it-CH` too. */
  languages: readonly string[];
  networks: readonly NetworkId[];
  /** A regular expression in RE2's syntax. */
  pattern: string | null;
}

/** What mentions are about, and where the people read who know it. */
export interface Topic {
  name: string;
  channel: string;
  priority: Priority;
  /** Only mentions of these brands; empty: of all. */
  brands: readonly string[];
  rules: readonly TopicRule[];
}

/** When and how far Faccia suggests topics by itself. */
export interface SuggestionSettings {
  /** So many threads must have taught it something. */
  minExamples: number;
  /** Suggestions that are less sure than this are not shown: 0 to 1. */
  minConfidence: number;
}

/** A change of a thread's topic by a person. `accepted`: they said yes to what was suggested. */
export interface Reroute {
  /** Counts from 1. */
  nth: number;
  /** Slack user id. */
  by: string;
  how: 'moved' | 'accepted';
  /** In their own words; may be empty. */
  why: string;
  /** Null: no topic, the brand's default channel. */
  from: string | null;
  fromChannel: string;
  to: string | null;
  toChannel: string;
  /** Slack user id of the holder who lost it by this. */
  released: string | null;
  at: number;
  /** Which card it had before: see {@link cardKey}. */
  card: number;
}

/** Names the messages of a thread's cards: it gets a new one with each channel that it moves to. */
export function cardKey(threadId: string, moves: number): string {
  return moves === 0 ? `card:${threadId}` : `card:${threadId}:${moves}`;
}
