/**
 * What the use cases remember: the other half of the ports, by the same rules ({@link ./ports.ts}). `store` implements
 * these.
 */

import type { AccountOwner, DeliveryStep, Post, Reply, Thread, ThreadState } from './domain/glossary.ts';
import type { LearnedRefusal, StepGround } from './domain/learned.ts';
import type { Noise } from './domain/noise.ts';
import type { ReplyUpdate } from './domain/outcome.ts';
import type { TopicSuggestion } from './domain/route.ts';
import type { RouteTaken } from './domain/routing.ts';
import type { RecentTexts } from './domain/same-text.ts';

export type { AccountStore, LinkAttempt, LinkRequest, LinkStore, StoredTokens, Tokens } from './accounts.ts';

/** One process holds a source at a time. The token grows with every new holder, so that a frozen one is fenced. */
export interface SourceLeases {
  /** Null when another holder has it. */
  acquire(source: string, holder: string, ttlMs: number): Promise<{ token: number } | null>;
  /** False when the lease was lost. */
  renew(source: string, token: number, ttlMs: number): Promise<boolean>;
  release(source: string, token: number): Promise<void>;
  /** Who reads it now; null: nobody. */
  holder(source: string): Promise<string | null>;
}

/** Where a mention goes; left out: normal, no rule fitted, and nothing is suggested. */
export type MentionRoute = { kind: 'mention'; brand: string } & Pick<RouteTaken, 'channel' | 'topic'> &
  Partial<RouteTaken> & {
    suggestion?: TopicSuggestion | null;
    /** What it would be, where it does not belong to a thread of its author. */
    noise?: Noise | null;
  };

export interface IngestInput {
  source: string;
  /** The lease's fencing token: an older one than the newest is refused. */
  token: number;
  /** Null: the cursor stays. */
  cursor: string | null;
  post: Post;
  /**
   * What the post is to us. `mention` opens or joins a thread; `own` is a post by the brand or by a linked
   * account; `dropped` is noise: only the cursor moves and the reason is counted.
   */
  as: MentionRoute | { kind: 'own' } | { kind: 'dropped'; reason: string };
  now: number;
  /** So long after, it is asked whether its author deleted it; 0 (or left out): never. */
  checkAfterMs?: number;
}

export type IngestResult =
  | { kind: 'opened'; threadId: string }
  | { kind: 'joined'; threadId: string; reopened: boolean }
  /** A newer version of a post that is known: it stands in its place. */
  | { kind: 'edited'; threadId: string }
  /** Another person wrote in the conversation of this thread. */
  | { kind: 'other'; threadId: string }
  /** Noise: kept for a while without a card. */
  | { kind: 'muted'; threadId: string }
  | { kind: 'own'; threadId: string | null }
  | { kind: 'dropped' }
  | { kind: 'duplicate' }
  /** Another process holds the source now: nothing was stored. */
  | { kind: 'fenced' };

export interface MentionStore {
  /**
   * Stores the post, opens or joins its thread (or takes the place of its older version), moves the cursor, counts and
   * audits: one atomic step.
   */
  ingest(input: IngestInput): Promise<IngestResult>;
  cursor(source: string): Promise<string | null>;
  /** Where a source begins that has never been read; does nothing once it has a cursor. */
  beginAt(source: string, cursor: string): Promise<void>;
  /** Network user ids whose posts are ours: every linked account. The brand's own id is added by the caller. */
  ownAccountIds(): Promise<ReadonlySet<string>>;
}

export type ClaimResult =
  | { kind: 'won'; thread: Thread }
  | { kind: 'taken'; by: string; at: number; thread: Thread }
  /** The thread is past claiming (resolved or ignored). */
  | { kind: 'closed'; state: ThreadState; thread: Thread }
  /** They asked to be kept from its author; or somebody else did, and only leads answer there. */
  | { kind: 'shielded' | 'leads-only'; thread: Thread }
  | { kind: 'missing' };

export type ThreadChange =
  | { kind: 'done'; thread: Thread }
  /** Nothing to do: it was so already. */
  | { kind: 'already'; thread: Thread }
  | { kind: 'not-holder'; by: string | null; thread: Thread }
  /** A reply is on its way, or may be. */
  | { kind: 'reply-active'; reply: string; thread: Thread }
  | { kind: 'closed'; state: ThreadState; thread: Thread }
  | { kind: 'missing' };

export interface ThreadStore {
  get(threadId: string): Promise<Thread | null>;
  post(postId: string): Promise<Post | null>;
  /** The thread that a post belongs to: the customer's posts, our answers and introductions, own posts by hand. */
  threadOf(postId: string): Promise<string | null>;
  /** Threads held by this person, newest first. */
  heldBy(slackUser: string, limit: number): Promise<Thread[]>;
  /** Open and claimed threads, the longest waiting first, and how many there are. */
  unsettled(offset: number, limit: number): Promise<{ threads: Thread[]; total: number }>;
  /** The thread whose card stands there. */
  ofCard(channel: string, ts: string): Promise<string | null>;
  /**
   * The first caller wins; the same caller wins again. An answered thread without a holder may be claimed too. Where
   * somebody was taken off, only leads may (`asLead`).
   */
  claim(threadId: string, slackUser: string, now: number, asLead?: boolean): Promise<ClaimResult>;
  /** `asLead` lets a person release what somebody else holds. Refused while a reply is queued or sending. */
  release(threadId: string, slackUser: string, asLead: boolean, now: number): Promise<ThreadChange>;
  /** Refused while a reply is under way, unless the person answers for it as a lead. */
  resolve(threadId: string, slackUser: string, asLead: boolean, now: number): Promise<ThreadChange>;
  /**
   * Everything that this person holds goes back to its channels, and what of theirs is not public is taken back with this
   * reason. `staying`: an answer is on its way there; `force`: only what is being sent at this moment stays.
   */
  releaseAll(
    slackUser: string,
    reason: string,
    force: boolean,
    now: number,
  ): Promise<{ released: number; staying: string[] }>;
  /** The customer deleted the root post. */
  markGone(threadId: string, now: number): Promise<void>;
  /**
   * A linked account answered by hand, outside Faccia: a reply that still waits here is withdrawn with this reason.
   * `false` when this post was credited before.
   */
  answeredByHand(
    threadId: string,
    postId: string,
    owner: AccountOwner,
    reason: string,
    now: number,
  ): Promise<boolean>;
}

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
  | { kind: 'send-again'; by: string | null }
  /** Never posted by hand: refused. */
  | { kind: 'not-posted'; reason: string }
  /** Only a person decides from here on. */
  | { kind: 'given-up'; reason: string }
  /** This account must be linked again before anybody can look. */
  | { kind: 'parked'; accountId: string; reason: string };

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
  /** Ends the attempt that {@link begin} started; ignored (answers the stored reply) when that attempt is over. */
  finish(replyId: string, attempt: number, update: ReplyUpdate, now: number): Promise<Reply>;
  /** The reply whose answer or introduction this post is. */
  byPost(postId: string): Promise<Reply | null>;
  /** `unknown` in the part `introduction` becomes `queued` in the part `answer`: the introduction was found. */
  adoptIntroduction(replyId: string, introductionId: string, now: number): Promise<Reply>;
  /**
   * Ends a search for attempt `reply.attempt`, the search number `reply.looks`; ignored (answers the stored reply) when
   * the reply is past that.
   */
  looked(reply: Reply, result: LookResult, now: number): Promise<Reply>;
  /** The number of the next introducing sentence of this brand. */
  nextWording(brand: string): Promise<number>;
  /** `unknown`, or waiting for the responder's click, becomes `sent`: the post was found on the network. */
  adopt(replyId: string, postId: string, postUrl: string, now: number): Promise<Reply>;
  /**
   * Replies parked for this account go on, the oldest first and a little apart. One for which too much has happened
   * meanwhile stays parked and is `asked` of its author. Nothing goes on while the account is dead. Answers how many go on.
   */
  unpark(accountId: string, now: number): Promise<number>;
  /** The author of an `asked` reply wants it sent. `busy`: another answer of the thread is under way. */
  sendAsked(replyId: string, slackUser: string, now: number): Promise<AskedSend>;
}

/** What X refused lately, for all: so that a step that it refuses is not tried on everybody. */
export interface LearnedStore {
  all(): Promise<LearnedRefusal[]>;
  refused(refusal: Omit<LearnedRefusal, 'count'>): Promise<void>;
  /** X took a reply by this step: what was learnt of it is over. */
  accepted(step: DeliveryStep, ground: StepGround): Promise<void>;
}

export type AskedSend =
  | { kind: 'going' | 'busy' | 'not-yours' | 'settled'; reply: Reply }
  | { kind: 'not-holder'; by: string; reply: Reply }
  | { kind: 'missing' };

/** Counts by name, for metrics: `mentions.opened`, `dropped.retweet`, `replies.sent.introduce`, … */
export interface Counters {
  add(name: string, by?: number): Promise<void>;
  all(): Promise<Record<string, number>>;
}
