/** How long things take: a part of {@link ./ports.ts}, by the same rules. */

import type { Origin } from './domain/glossary.ts';
import type { Elapsed, Turn } from './domain/turns.ts';

/** One answer, or one thread that was resolved, and how long it took. */
export interface TimeTaken extends Elapsed {
  kind: 'first-answer' | 'answer' | 'resolution';
  threadId: string;
  /** How often the customer had begun to wait: tells the times of one thread apart. */
  turn: number;
  topic: string | null;
  /** How the customer reached us. */
  origin: Origin;
  /** Within what was promised; null: nothing was. */
  inTime: boolean | null;
  /** When it ended. */
  at: number;
}

export interface TimeStore {
  /** Whose turn it was, oldest first. Written by the steps that change the thread. */
  turns(threadId: string): Promise<Turn[]>;
  /** The same one twice is one. Kept for 400 days. */
  record(taken: TimeTaken): Promise<void>;
  /** What ended since then, oldest first. */
  taken(since: number): Promise<TimeTaken[]>;
  /** Threads in which a customer waits, those that wait longest first. */
  waiting(offset: number, limit: number): Promise<{ threadId: string; since: number }[]>;
  waitingCount(): Promise<number>;
  /** Whether something that was promised there is late. Over when the customer does not wait any more. */
  markLate(threadId: string, late: boolean): Promise<void>;
}
