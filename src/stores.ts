/**
 * What the use cases remember: the other half of the ports, by the same rules ({@link ./ports.ts}). `store` implements
 * these.
 */

import type { AccountOwner, DeliveryStep, Post, Thread, ThreadState } from './domain/glossary.ts';
import type { LearnedRefusal, StepGround } from './domain/learned.ts';
import type { Noise } from './domain/noise.ts';
import type { TopicSuggestion } from './domain/route.ts';
import type { RouteTaken } from './domain/routing.ts';

export type { AccountStore, LinkAttempt, LinkRequest, LinkStore, StoredTokens, Tokens } from './accounts.ts';
export type { Adopted, AskedSend, BeginResult, LookResult, ReplyStore, SubmitResult } from './replies.ts';
export { SENDING_GRACE_MS } from './replies.ts';

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

/** Posts of one source in their order. The cursor stands for all of them. */
export type IngestBatch = Omit<IngestInput, 'post' | 'as'> & {
  posts: readonly Pick<IngestInput, 'post' | 'as'>[];
};

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
  /** The same for several posts, in the same single step: one result each, in their order. */
  ingestAll(batch: IngestBatch): Promise<IngestResult[]>;
  cursor(source: string): Promise<string | null>;
  /** Where a source begins that has never been read; does nothing once it has a cursor. */
  beginAt(source: string, cursor: string): Promise<void>;
  /** Network user ids whose posts are ours: every linked account. The brand's own id is added by the caller. */
  ownAccountIds(): Promise<ReadonlySet<string>>;
}

export type ClaimResult =
  | { kind: 'won'; thread: Thread }
  /** `writingSince`: they have the reply window open since then; null: they do not write now. */
  | { kind: 'taken'; by: string; at: number; writingSince: number | null; thread: Thread }
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
  /** When this customer's post came in, by our own clock; null: not known. */
  seenAt(postId: string): Promise<number | null>;
  /** The thread that a post belongs to: the customer's posts, our answers and introductions, own posts by hand. */
  threadOf(postId: string): Promise<string | null>;
  /** The thread whose card is this message. */
  byCard(channel: string, ts: string): Promise<string | null>;
  /** Threads held by this person, newest first. */
  heldBy(slackUser: string, limit: number): Promise<Thread[]>;
  /** Open and claimed threads, the longest waiting first, and how many there are. */
  unsettled(offset: number, limit: number): Promise<{ threads: Thread[]; total: number }>;
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

/** What X refused lately, for all: so that a step that it refuses is not tried on everybody. */
export interface LearnedStore {
  all(): Promise<LearnedRefusal[]>;
  refused(refusal: Omit<LearnedRefusal, 'count'>): Promise<void>;
  /** X took a reply by this step: what was learnt of it is over. */
  accepted(step: DeliveryStep, ground: StepGround): Promise<void>;
}

/** Counts by name, for metrics: `mentions.opened`, `dropped.retweet`, `replies.sent.introduce`, … */
export interface Counters {
  add(name: string, by?: number): Promise<void>;
  all(): Promise<Record<string, number>>;
}
