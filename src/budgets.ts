/**
 * What the use cases remember of X's limits and of money: ports by the same rules ({@link ./ports.ts}). `store`
 * implements these.
 */

import type { PostLimits, SeenLimits } from './domain/limits.ts';
import type { PricedCall } from './domain/prices.ts';

export interface PlaceRequest {
  /** Names one call to the network: asked twice, it is one place. */
  id: string;
  /** The reply that wants it, and keeps its place in the line while it waits. */
  replyId: string;
  /** Who creates the post. */
  accountId: string;
  /** Another account that must have a place too, but takes none: whom an introduction announces. */
  followedBy: string | null;
  limits: PostLimits;
  /** Null: no budget, or none that matters for this post. In millionths of a dollar. */
  money: { cost: number; perDay: number } | null;
  now: number;
}

/** What stands in the way: `account`, `follower` and `app` are X's limits, `money` is the day's budget. */
export type Hindrance = 'account' | 'follower' | 'app' | 'money';

export type PlaceResult = { kind: 'taken' } | { kind: 'wait'; at: number; because: Hindrance };

export interface PlaceSettled {
  id: string;
  accountId: string;
  /** False: X certainly did not count the call. */
  counted: boolean;
  seen: SeenLimits | null;
  now: number;
}

/** Places for posts within X's limits and the day's budget. */
export interface PostPlaces {
  /**
   * Takes a place in every budget that the post concerns, or none: then it answers when to ask again. Whoever waits
   * stands in line, so that replies of one account keep their order and come one after another.
   */
  take(request: PlaceRequest): Promise<PlaceResult>;
  /** The call is over: what X said of its limits is remembered, and a call that X did not count gives its place back. */
  settle(settled: PlaceSettled): Promise<void>;
  /**
   * Tells the budget that holds now (null: none). If it has changed since the last time, replies that waited for money
   * ask again at once. Answers how many.
   */
  budgetIs(perDay: number | null, now: number): Promise<number>;
}

export interface Expense {
  /** Names this one expense for ever: added twice, it is counted once. */
  id: string;
  call: PricedCall;
  /** Millionths of a dollar. */
  micros: number;
  at: number;
}

export type Spent = Partial<Record<PricedCall, number>>;

export interface Spending {
  /** `warnAt`: once the day's sum is there, work `budget:<day>` is written, once a day. */
  add(expense: Expense, warnAt: number | null): Promise<void>;
  /** By call, in millionths of a dollar. `day`: `2026-11-24`, UTC. */
  onDay(day: string): Promise<Spent>;
  /** Since the beginning. */
  ever(): Promise<Spent>;
}
