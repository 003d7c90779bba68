/** Public answers that are taken away again: a part of {@link ./ports.ts}, by the same rules. */

import type { DeletionUpdate } from './domain/deletion.ts';
import type { AccountOwner, Reply } from './domain/glossary.ts';

/** Public answers that are taken away again. Each method is one atomic step. */
export interface DeletionStore {
  /** A lead asks the author for it: `asked`, also when somebody asked before. `not-sent`: nothing is public. */
  ask(replyId: string, lead: string, now: number): Promise<DeletionAnswer>;
  /** Somebody who may has decided it: the work is written down. `deleting` also when it was under way before. */
  begin(replyId: string, slackUser: string, now: number): Promise<DeletionAnswer>;
  /** Counts a try. Null: there is nothing to do (any more), or not now. */
  attempt(replyId: string): Promise<Reply | null>;
  /** Writes down how a try ended, and changes the thread when the answer is away. Ignored when the deletion is over. */
  end(replyId: string, update: DeletionUpdate, now: number): Promise<void>;
  /** The request of a lead could not be brought to the author. */
  notAsked(replyId: string, reason: string, now: number): Promise<void>;
  /** Deletions that waited for this person's or brand's link go on. Answers how many. */
  unpark(owner: AccountOwner, now: number): Promise<number>;
}

export type DeletionAnswer =
  | { kind: 'asked' | 'deleting' | 'deleted' | 'not-sent'; reply: Reply }
  | { kind: 'missing' };
