/**
 * What must still be done and what was posted to Slack: ports like {@link ./ports.ts}, implemented by `store`.
 */

import type { OutboxMember } from './domain/work.ts';

export interface TakenWork {
  member: OutboxMember;
  /** Proof for {@link Outbox.complete}: a later change of the same thing makes it worthless. */
  receipt: string;
  /** What was going on when it was written down, as W3C's `traceparent`. */
  trace?: string;
}

/** Written by the same atomic steps that change state; each entry stays until somebody did the work. */
export interface Outbox {
  /** Due entries; each is hidden for `hiddenMs` and comes back unless it was completed. */
  take(now: number, limit: number, hiddenMs: number): Promise<TakenWork[]>;
  complete(work: TakenWork): Promise<void>;
  /** Back at this moment. */
  postpone(work: TakenWork, until: number): Promise<void>;
  /** Back when a folded thread's card is written; at `soon` where the thread is not folded. */
  awaitCard(work: TakenWork, threadId: string, soon: number): Promise<void>;
  size(): Promise<number>;
  /** Ends when this process stores posts, whose cards are due at once. Each is for one look. */
  filled(): AbortSignal;
}

/** Longer than one call to Slack can take: until then somebody else may still be posting. */
export const POSTING_GRACE_MS = 20_000;

/** What is remembered of a message so that it is posted once: the key travels in the message's metadata. */
export type PostingState =
  | { kind: 'new' }
  /** A card of a thread that has moved to another channel since: it is not posted any more. */
  | { kind: 'stale' }
  /** Somebody began at `since` (the first time at `first`) and never said how it ended: look in Slack before posting. */
  | { kind: 'begun'; since: number; first: number; places: readonly MessagePlace[] }
  /** The place is null for messages from before it was remembered. */
  | { kind: 'posted'; ts: string; place: MessagePlace | null };

/** A channel, or the thread under one of its messages. */
export interface MessagePlace {
  channel: string;
  threadTs: string | null;
}

export interface SlackMessages {
  /** Marks the message as begun in this place (left out: it has only one) and answers what it was before. */
  begin(key: string, now: number, place?: MessagePlace): Promise<PostingState>;
  /** What is known of it, and nothing is changed. */
  known(key: string): Promise<PostingState>;
  /** Also writes `cardTs` when the key is that of the thread's present card. */
  posted(key: string, ts: string, place?: MessagePlace): Promise<void>;
  /** Slack refused it: the next `begin` answers `new`. */
  failed(key: string): Promise<void>;
  /**
   * Reserves this channel's next free second; the same key keeps its place. Answers when it may be posted; 0 when it
   * was posted already.
   */
  turn(channel: string, key: string, now: number): Promise<number>;
}
