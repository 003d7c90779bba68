/** Who has a thread, and for how long: a part of {@link ./ports.ts}, by the same rules. */

import type { Thread } from './domain/glossary.ts';
import type { Lease, LeaseEnd } from './domain/lease.ts';
import type { ThreadNews } from './domain/news.ts';

export type Renewed =
  | { kind: 'renewed' }
  /** Its time does not run now: there is nothing to renew. */
  | { kind: 'still' }
  | { kind: 'not-holder'; by: string | null }
  | { kind: 'missing' };

export interface ClaimStore {
  /** The lease if its time runs; one that should run and does not begins, until `till`. Else null. */
  look(threadId: string, till: number): Promise<Lease | null>;
  /** Something that the holder did: it lasts until `till` at least. `asked`: they said so, and it is audited. */
  renew(threadId: string, slackUser: string, till: number, asked: boolean, now: number): Promise<Renewed>;
  /** False: it is not this lease any more. */
  move(
    threadId: string,
    lease: Lease,
    till: number,
    how: 'warned' | 'stretched',
    now: number,
  ): Promise<boolean>;
  /** Back to the channel. False: it is not this lease any more, or an answer goes out by itself. */
  end(threadId: string, lease: Lease, why: LeaseEnd, reason: string, now: number): Promise<boolean>;
}

export interface Gift {
  threadId: string;
  /** The lead. */
  by: string;
  /** Who had it when the lead looked; null: nobody. */
  from: string | null;
  to: string;
  toLead: boolean;
  what: 'reassigned' | 'taken-over';
  /** The next answer begins with telling the customer. */
  inPublic: boolean;
  /** For the new holder; may be empty. */
  word: string;
}

export type Given =
  | { kind: 'done'; thread: Thread }
  | { kind: 'already'; thread: Thread }
  /** Somebody was quicker: this person has it, or nobody (null). */
  | { kind: 'moved'; by: string | null; thread: Thread }
  | { kind: 'reply-active'; reply: string; thread: Thread }
  /** They asked to be kept from its author. */
  | { kind: 'shielded'; thread: Thread }
  /** Somebody was taken off it: only leads answer. */
  | { kind: 'leads-only'; thread: Thread }
  | { kind: 'closed'; thread: Thread }
  | { kind: 'missing' };

export interface HolderStore {
  give(gift: Gift, reason: string, now: number): Promise<Given>;
  /** Its holder is kept from its author from now on. `lead`: who goes on; null: any lead. */
  takeOff(
    threadId: string,
    slackUser: string,
    lead: string | null,
    reason: string,
    now: number,
  ): Promise<Given>;
  liftShield(threadId: string, lead: string, now: number): Promise<Given>;
  /** Slack user ids of those who are kept from this author, by network user id. */
  shieldedFrom(authorId: string): Promise<ReadonlySet<string>>;
  news(threadId: string, number: number): Promise<ThreadNews | null>;
}

/** Somebody who has a reply window open. */
export interface Writer {
  slackUser: string;
  since: number;
}

export interface WriterStore {
  writing(threadId: string, slackUser: string, now: number): Promise<void>;
  wrote(threadId: string, slackUser: string): Promise<void>;
  /** Whoever was seen writing a short while ago. */
  writers(threadId: string, now: number): Promise<Writer[]>;
}

/** How somebody is named in a note. */
export interface NewsPerson {
  name: string;
  /** As a mention, which rings; else by name. */
  rings: boolean;
}

export type ClaimNote =
  /** A thread changed hands; `people` by Slack user id. */
  | { kind: 'news'; news: ThreadNews; people: Readonly<Record<string, NewsPerson>> }
  /** For the eyes of whoever has it now, or may take it. */
  | { kind: 'given'; thread: Thread; news: ThreadNews }
  /** For the holder's eyes: their time ends then. */
  | { kind: 'lease-warning'; thread: Thread; until: number };
