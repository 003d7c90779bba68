/**
 * How a person is found and taken out of everything that is kept: ports by the same rules ({@link ./ports.ts}).
 */

import type { SeenPost } from './domain/forgetting.ts';
import type { Post } from './domain/glossary.ts';

/** Everything that Redis holds under one name. */
export interface Held {
  /** Without the workspace's prefix. */
  key: string;
  type: string;
  /** Names and values, members or items; the audit's as JSON. */
  parts: string[];
}

/** By what somebody is found who is being forgotten. */
export interface KeptTraces {
  ids: string[];
  handles: string[];
  names: string[];
  posts: string[];
  threads: string[];
}

/** What to take away: whole keys by their names, and members, fields and items by what they say. */
export interface Scrub {
  keys: RegExp;
  members: RegExp;
}

export interface ForgetStore {
  /** Every post that stands anywhere, the queue's jobs apart: they hold ids only. */
  posts(): AsyncIterable<SeenPost>;
  threadsOf(authorIds: ReadonlySet<string>): Promise<string[]>;
  post(id: string): Promise<Post | null>;
  /** Of a post in somebody else's thread nothing is kept but that there was one. */
  forgetPost(ids: readonly string[], host: string, now: number): Promise<void>;
  /** Takes their posts out of what is shown around others' posts. */
  forgetAround(authorIds: ReadonlySet<string>): Promise<number>;
  /** Shields, lists and rules by these authors. Answers how many rules and shields. */
  forgetAuthors(authorIds: ReadonlySet<string>, dryRun: boolean): Promise<{ shields: number; rules: number }>;
  /** Answers how many keys, members and lines of the audit. */
  scrub(what: Scrub, dryRun: boolean): Promise<{ entries: number; audit: number }>;
  /**
   * Puts other words in the place of these, wherever they stand. Not under names like
   * `except`. Answers how many keys, and lines of the audit.
   */
  replace(
    change: (text: string) => string,
    dryRun: boolean,
    except?: RegExp,
  ): Promise<{ entries: number; audit: number }>;
  /** Writes these fields over those of a hash. */
  overwrite(key: string, fields: Record<string, string>): Promise<void>;
  /** Takes away keys with such names, and one member of each of these lists. Answers how many. */
  drop(keys: RegExp, members: Record<string, string>, dryRun: boolean): Promise<number>;
  /** Everything that stands in Redis, without the queue's jobs. */
  everything(): AsyncIterable<Held>;
  /** Where one of our messages stands: those that we remember. */
  messagePlace(key: string): Promise<{ channel: string; ts: string } | null>;
  /**
   * By what a customer with this handle, or one of us with this Slack user id, is found; null: that is over. Kept for a week,
   * for whoever was stopped half-way.
   */
  keepTraces(handle: string, traces: KeptTraces | null): Promise<void>;
  keptTraces(handle: string): Promise<KeptTraces | null>;
  /** Says that somebody was forgotten, not who. */
  noted(id: string, what: string, detail: string, now: number): Promise<void>;
}

/** Takes words out of what Faccia wrote in Slack. */
export interface SlackEraser {
  /** The card and all that Faccia wrote under it. `others`: messages of people, which only they can change. */
  blankThread(channel: string, ts: string): Promise<{ blanked: number; others: number }>;
  blankMessage(channel: string, ts: string): Promise<number>;
  /** What `change` alters of our messages in this thread. */
  changeThread(channel: string, ts: string, change: (json: string) => string): Promise<number>;
  /** Our messages to this person alone that say this; all of them where it is null. */
  blankDirect(slackUser: string, says: RegExp | null): Promise<number>;
}
