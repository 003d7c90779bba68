import type { AccountOwner, Deletion, Reply } from './glossary.ts';

/** What became of one call that deletes a post. Never thrown. Deleting twice harms nobody: it may always be asked again. */
export type DeleteOutcome =
  | { kind: 'deleted' }
  /** The network does not have it (any more). */
  | { kind: 'gone' }
  /** `at`: when the network takes the next; null: soon. */
  | { kind: 'retry'; at: number | null; reason: string }
  /** The tokens are not taken. */
  | { kind: 'token-dead'; reason: string }
  | { kind: 'refused'; reason: string };

/** How one attempt at a deletion ended. */
export type DeletionUpdate =
  /** The answer is away; the introduction that goes with it is still to be deleted. */
  | { kind: 'answer-gone'; answer: 'deleted' | 'gone' }
  | { kind: 'deleted'; answer: 'deleted' | 'gone' }
  | { kind: 'retry'; at: number; reason: string }
  | { kind: 'failed'; reason: string }
  /** This account must be linked again first. */
  | { kind: 'parked'; owner: AccountOwner; reason: string };

/** One of a reply's public posts. */
export interface PublicPost {
  id: string;
  part: 'answer' | 'introduction';
  /** On whose account it stands. */
  on: AccountOwner['kind'];
}

/**
 * What must go when a reply is deleted, in order: an introduction without its answer would promise something that is not
 * there, so it goes too, after the answer.
 */
export function publicPosts(reply: Reply): PublicPost[] {
  const on = onBrandAccount(reply) ? 'brand' : 'responder';
  const answer: PublicPost[] = reply.postId === null ? [] : [{ id: reply.postId, part: 'answer', on }];
  return reply.introductionId === null || reply.deletion?.keepsIntroduction === true
    ? answer
    : [...answer, { id: reply.introductionId, part: 'introduction', on: 'brand' }];
}

/** Whether the answer stands on the brand's account, and not on the responder's own. */
export function onBrandAccount(reply: Reply): boolean {
  return reply.steps[0] === 'brand';
}

/** What this person may do about this public answer: delete it, ask its author to, or neither. */
export function deletionRight(reply: Reply, slackUser: string, lead: boolean): 'delete' | 'ask' | 'none' {
  if (reply.responder === slackUser) return 'delete';
  if (!lead) return 'none';
  return onBrandAccount(reply) ? 'delete' : 'ask';
}

const GIVE_UP_AFTER_MS = 24 * 60 * 60 * 1000;
const FIRST_WAIT_MS = 10_000;
const LONGEST_WAIT_MS = 5 * 60_000;

/** When it is asked again, each time later; after a day it failed. */
export function askAgain(
  deletion: Deletion,
  outcome: Extract<DeleteOutcome, { kind: 'retry' }>,
  now: number,
): DeletionUpdate {
  if (now - deletion.at > GIVE_UP_AFTER_MS) {
    return { kind: 'failed', reason: `It could not be deleted for a day. ${outcome.reason}` };
  }
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(Math.max(deletion.tries - 1, 0), 10));
  return { kind: 'retry', at: outcome.at ?? now + wait, reason: outcome.reason };
}

/**
 * A post that is gone at the first try was deleted by somebody else; at a later try it may as well be an earlier try of
 * ours whose answer was lost.
 */
export function wentBy(deletion: Deletion, outcome: 'deleted' | 'gone'): 'deleted' | 'gone' {
  return outcome === 'gone' && deletion.tries <= 1 ? 'gone' : 'deleted';
}
