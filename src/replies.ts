/** What the use cases remember of replies: a part of {@link ./stores.ts}, by the same rules. */

import type { Reply, ThreadState } from './domain/glossary.ts';
import type { Upload } from './domain/media.ts';
import type { ReplyUpdate, SendAgain, StepClosed } from './domain/outcome.ts';
import type { RecentTexts } from './domain/same-text.ts';

export type SubmitResult =
  | { kind: 'accepted'; reply: Reply }
  /** This very reply was submitted before (a second submit of one modal). */
  | { kind: 'repeated'; reply: Reply }
  | { kind: 'not-holder'; by: string | null }
  | { kind: 'reply-active'; reply: Reply }
  | { kind: 'closed'; state: ThreadState }
  /** Another text was recorded since `newest`: compare again. */
  | { kind: 'overtaken' }
  | { kind: 'missing' };

/** Longer than one attempt can take, time-outs and a token refresh included. */
export const SENDING_GRACE_MS = 60_000;

export type BeginResult =
  /** State is `sending` now and the attempt is counted: the caller, and nobody else, may call the network once. */
  | { kind: 'go'; reply: Reply }
  | { kind: 'not-due'; until: number }
  /**
   * Found in `sending` for longer than {@link SENDING_GRACE_MS}: an earlier attempt never said how it ended. It is
   * `unknown` now. (Found in `sending` for less: `not-due` until the grace is over.)
   */
  | { kind: 'unknown'; reply: Reply }
  /** `unknown`, or waiting for the responder's own click on X: the network is to be searched for it now. */
  | { kind: 'look'; reply: Reply }
  /** Held for a new link, withdrawn, or ended: nothing to do. */
  | { kind: 'nothing'; reply: Reply | null };

/** What follows from a search that did not find the post. */
export type LookResult =
  | { kind: 'look-again'; at: number; reason: string | null }
  /** Queued again; `by`: the lead who decided it, null when the network had its time. */
  | (SendAgain & { by: string | null })
  | StepClosed
  /** Not seen, and the responder should have posted it by hand: refused. */
  | { kind: 'not-posted' }
  /** Only a person decides from here on; what the responder should have posted is `unknown` then. */
  | { kind: 'given-up'; reason: string }
  /** This account must be linked again before anybody can look. */
  | { kind: 'parked'; accountId: string; reason: string };

/** What became of a post that was found for a reply. */
export interface Adopted {
  /** `taken`: it belongs to another reply, the search goes on without it. `passed`: nobody waits for it (any more). */
  kind: 'adopted' | 'taken' | 'passed';
  reply: Reply;
}

export interface ReplyStore {
  get(replyId: string): Promise<Reply | null>;
  /** The newest reply of this person in this thread that reached nobody, or was deleted: its text is worth keeping. */
  draft(threadId: string, slackUser: string): Promise<string | null>;
  /**
   * Writes the reply as `held` until `notBefore`. Only the thread's holder, only one reply under way, and only if `newest`
   * of {@link recentTexts} is still the newest text; left out: the text is not compared. `handover`: the sentence that
   * goes out before it.
   */
  submit(reply: Reply, newest?: string, handover?: Reply | null): Promise<SubmitResult>;
  /** What all accounts sent since then or are about to send, newest first: what was refused or taken back is left out. */
  recentTexts(since: number): Promise<RecentTexts>;
  /** Undo: only its author, only while `held`. */
  withdraw(
    replyId: string,
    slackUser: string,
    now: number,
  ): Promise<{ kind: 'withdrawn' | 'too-late' | 'not-yours'; reply: Reply } | { kind: 'missing' }>;
  begin(replyId: string, now: number): Promise<BeginResult>;
  /**
   * The network has this file. An earlier upload for the same account that is still good stays: what counts is answered.
   * Null: the reply does not wait to be sent (any more).
   */
  uploaded(replyId: string, fileId: string, upload: Upload, now: number): Promise<Upload | null>;
  /** Ends the attempt that {@link begin} started; ignored (answers the stored reply) when that attempt is over. */
  finish(replyId: string, attempt: number, update: ReplyUpdate, now: number): Promise<Reply>;
  /** The reply whose answer or introduction this post is. */
  byPost(postId: string): Promise<Reply | null>;
  /** Whose a post is, by the ids of its versions; `byHand`: credited to somebody who typed it outside Faccia. */
  ownerOf(versions: readonly string[]): Promise<{ reply: string | null; byHand: boolean }>;
  /** `unknown` in the part `introduction` becomes `queued` in the part `answer`: the introduction was found. */
  adoptIntroduction(replyId: string, introductionId: string, now: number): Promise<Adopted>;
  /**
   * Ends a search for attempt `reply.attempt`, the search number `reply.looks`; ignored (answers the stored reply) when
   * the reply is past that.
   */
  looked(reply: Reply, result: LookResult, now: number): Promise<Reply>;
  /**
   * The number of the introducing sentence for this reply, in turn out of this list of so many: drawn once, and once more
   * each time it is reworded, then none that it had.
   */
  drawWording(replyId: string, list: string, sentences: number): Promise<number>;
  /** `unknown`, or waiting for the responder's click, becomes `sent`: the post was found on the network. */
  adopt(replyId: string, postId: string, postUrl: string, now: number): Promise<Adopted>;
  /**
   * Replies parked for this account go on, the oldest first and a little apart. One for which too much has happened
   * meanwhile stays parked and is `asked` of its author. Nothing goes on while the account is dead. Answers how many go on.
   */
  unpark(accountId: string, now: number): Promise<number>;
  /** The author of an `asked` reply wants it sent. `busy`: another answer of the thread is under way. */
  sendAsked(replyId: string, slackUser: string, now: number): Promise<AskedSend>;
}

export type AskedSend =
  | { kind: 'going' | 'busy' | 'not-yours' | 'settled'; reply: Reply }
  | { kind: 'not-holder'; by: string; reply: Reply }
  | { kind: 'missing' };
