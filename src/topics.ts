/** Topics of threads, and what their changes teach: a part of {@link ./ports.ts}, by the same rules. */

import type { Priority } from './domain/route.ts';
import type { Reroute } from './domain/topic.ts';
import type { ThreadChange } from './stores.ts';

/** So many threads are remembered as examples, and for so long at most. */
export const EXAMPLES_KEPT = 2_000;
export const EXAMPLE_MS = 180 * 24 * 60 * 60 * 1000;

/** Somebody (their name) changed the topic; `before`: the address of the card that it had. */
export interface TopicNote {
  kind: 'moved';
  reroute: Reroute;
  by: string;
  before: string | null;
}

/** What stands where the card of a thread stood before the thread moved on. */
export interface MovedCard {
  reroute: Reroute;
  /** Their name. */
  by: string;
  /** The thread's topic and channel now. */
  to: string | null;
  channel: string;
  /** The address of its present card. */
  here: string | null;
}

export interface MoveInput {
  threadId: string;
  slackUser: string;
  /** May move what somebody else holds. */
  asLead: boolean;
  to: { name: string | null; channel: string; priority: Priority };
  /** `moved` gives the thread back to the channel; with `accepted` its holder keeps it. */
  how: Reroute['how'];
  why: string;
  /** How often its topic had been changed when this person decided. */
  expected: number;
  now: number;
}

/** `changed`: somebody was faster. */
export type MoveResult = ThreadChange | { kind: 'changed' };

/** What a thread taught, or that it does not count any more. */
export interface ExampleChange {
  threadId: string;
  /** Null: forget it. */
  taught: {
    topic: string | null;
    by: 'moved' | 'accepted' | 'denied' | 'answered' | 'rule';
    /** The first post of the thread. */
    text: string;
    at: number;
  } | null;
}

export interface TopicStore {
  /** Changes the topic; in another channel the thread gets a new card. What the thread was an example for follows. */
  move(input: MoveInput): Promise<MoveResult>;
  /** Takes the suggestion away: the thread is an example of none until somebody knows better. */
  deny(threadId: string, slackUser: string, now: number): Promise<ThreadChange>;
  /** The holder or a lead; later changes of the topic leave it. */
  setPriority(
    threadId: string,
    slackUser: string,
    asLead: boolean,
    priority: Priority,
    now: number,
  ): Promise<ThreadChange>;
  /** Oldest first. */
  reroutes(threadId: string): Promise<Reroute[]>;
  /** What was learnt or forgotten after this place, in order; at most some hundreds. `place`: ask from there next time. */
  examples(after: number): Promise<{ changes: ExampleChange[]; place: number; more: boolean }>;
}
