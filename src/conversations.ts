/**
 * What the use cases remember of conversations beyond one thread, and read of the network around it: ports by the same
 * rules ({@link ./ports.ts}).
 */

import type { ContextItem, MissingPost } from './domain/following.ts';
import type { Erasure, Post, Thread } from './domain/glossary.ts';
import type { LearnedRule } from './domain/noise.ts';
import type { RouteTaken } from './domain/routing.ts';
import type { ThreadChange } from './stores.ts';

/** Reads public posts as the app. Every call costs money and is counted. */
export interface PostLookup {
  /** At most 100 ids. What is in neither list the network said nothing of. */
  lookUp(ids: readonly string[]): Promise<{ posts: Post[]; missing: MissingPost[] }>;
  /**
   * What this customer wrote in the conversation, and who answered these accounts there, since that post: oldest first, at
   * most 100. Nothing else of anybody's.
   */
  searchConversation(input: {
    conversationId: string;
    customer: string;
    answeredBy: readonly string[];
    since: string;
  }): Promise<Post[]>;
}

export interface ConversationStore {
  /** The newest version of a post. */
  newest(postId: string): Promise<Post | null>;
  /** The post of another person in a thread of ours; null: it never was one. */
  other(postId: string): Promise<OtherPost | null>;
  /**
   * Ends `returning`; without a person that is all. `why` null: the thread is this person's (again); else it is the channel's, and says that they are
   * away. Changes nothing where somebody took it meanwhile.
   */
  giveBack(threadId: string, slackUser: string, why: string | null, now: number): Promise<void>;
  /** A thread of its own, by this route, for a post of another person. `by`: a Slack user id, or `auto`. */
  separate(post: Post, route: RouteTaken, by: string, now: number): Promise<Separated>;
  /** Null: never looked for. */
  context(postId: string): Promise<ContextItem[] | null>;
  keepContext(postId: string, items: readonly ContextItem[], checkAt: number | null): Promise<void>;
  /** Since when, and since which post, the conversation is searched; null: it is not. */
  search(threadId: string): Promise<{ from: number; since: string } | null>;
  /** Everything up to this post was read. */
  searched(threadId: string, since: string): Promise<void>;
}

export interface OtherPost {
  /** In its newest version. */
  post: Post;
  /** The thread under whose card it is shown. */
  host: string;
  /** The thread that it has of its own; null: none. */
  own: string | null;
  /** It is time to ping somebody again for what others write there. */
  rings: boolean;
}

export type Separated =
  | { kind: 'done' | 'already'; thread: Thread }
  /** It is not the post of another person in a thread of ours (any more). */
  | { kind: 'missing' };

/** Posts whose words stand in Slack: is each still there? */
export interface WatchStore {
  due(now: number, limit: number): Promise<WatchedPost[]>;
  /** Still there: asked again then. */
  seen(posts: readonly WatchedPost[], next: number, now: number): Promise<void>;
  /** Nobody works with these any more: asked again then. */
  later(posts: readonly WatchedPost[], next: number): Promise<void>;
  /** How many of so many stored posts may be asked for yet on this UTC day, where a day has so many. */
  allow(day: string, wanted: number, most: number): Promise<number>;
  /** Not asked again. */
  forget(posts: readonly WatchedPost[]): Promise<void>;
  /**
   * Nothing of its words is kept, in any version; an answer that still waits is stopped with this reason, and `gone:<post>`
   * is written down. Ignored the second time.
   */
  erase(post: WatchedPost, why: Erasure, reason: string, now: number): Promise<void>;
}

export interface WatchedPost {
  id: string;
  /** It is shown as what stands around that post; null: it is a post of a thread. */
  around: string | null;
}

/** Notes about what is around a thread. */
export type ConversationNote =
  /** Somebody who is not the customer wrote in the conversation. `own`: it has a thread of its own. */
  | { kind: 'other'; post: Post; ping: string | null; own: boolean }
  | { kind: 'context'; items: readonly ContextItem[] }
  /** The customer's post is not there any more; `left`: another one is. */
  | { kind: 'gone'; post: Post; ping: string | null; left: boolean };

export interface NoiseStore {
  /** Rules that leads made and that still hold. */
  rules(now: number): Promise<LearnedRule[]>;
  add(rule: LearnedRule): Promise<void>;
  /** False: there is no such rule (any more). */
  remove(id: string, by: string, now: number): Promise<boolean>;
  /** `asLead` lets a person ignore what somebody else holds. Refused while a reply is under way. */
  ignore(
    threadId: string,
    slackUser: string,
    asLead: boolean,
    because: { reason: string; why: string },
    now: number,
  ): Promise<ThreadChange>;
  /** A thread like any other again. */
  bringBack(threadId: string, slackUser: string, now: number): Promise<ThreadChange>;
  /** Ignored threads, newest first. */
  muted(from: number, limit: number): Promise<{ threads: Thread[]; total: number }>;
}
