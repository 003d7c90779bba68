/**
 * What the use cases need from the world, and nothing of how it is done. Adapters (`slack`, `networks/*`,
 * `queue`, `store`) implement these and never meet each other.
 *
 * Every method may throw {@link UnavailableError} (the other side cannot be reached, ask again later) unless it
 * says otherwise. Times are milliseconds since 1970. Every method that changes something may be called twice with
 * the same arguments: the second time changes nothing and answers the same.
 */

import type { DeleteOutcome } from './domain/deletion.ts';
import type { PublicProfile } from './domain/disclosure.ts';
import type { Author, LinkedAccount, Post, Thread } from './domain/glossary.ts';
import type { SeenLimits } from './domain/limits.ts';
import type { PostOutcome } from './domain/outcome.ts';
import type { PricedCall } from './domain/prices.ts';
import type { MediaUploads } from './media.ts';
import type { TakenWork } from './outbox.ts';
import type { Tokens } from './stores.ts';
import type { MovedCard } from './topics.ts';

import type { CardView, NoteView } from './views.ts';

export type { CardDue, CardHint, CardView, NoteView } from './views.ts';

export interface Clock {
  now(): number;
  /** Resolves after `ms`, or at once (without throwing) when the signal is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export interface Log {
  debug(event: string, fields?: Record<string, unknown>): void;
  info(event: string, fields?: Record<string, unknown>): void;
  warn(event: string, fields?: Record<string, unknown>): void;
  error(event: string, fields?: Record<string, unknown>): void;
}

/**
 * Some posts, oldest first, and the cursor that stands for "all of these were seen". Without posts: where a source begins
 * that was never read before.
 */
export interface SourceBatch {
  posts: readonly Post[];
  /** Null: leave the cursor where it is. */
  cursor: string | null;
}

/** Where mentions of one brand come from. Ends when the signal is aborted; throws only what no waiting can mend. */
export interface MentionSource {
  /** `x:mentions:<brand>`: names the lease, the cursor and the metrics. */
  readonly id: string;
  readonly brand: string;
  read(cursor: string | null, signal: AbortSignal): AsyncIterable<SourceBatch>;
}

/** Hands work to the workers. */
export interface JobQueue {
  /** The same work (member and receipt) added twice is one job. When it throws, some may have been added. */
  add(works: readonly TakenWork[]): Promise<void>;
  /** Jobs by state, for metrics and the doctor. */
  counts(): Promise<Record<string, Record<string, number>>>;
}

/**
 * What a job handler answers: the work is done, or wait until then without counting it as a failure. `card`: the id of a
 * folded thread under whose card it belongs, once that is written.
 */
export type JobAnswer = { done: true } | { again: number } | { card: string };

export type JobHandler = (work: TakenWork) => Promise<JobAnswer>;

/**
 * Sends to Slack and decides nothing. Throws {@link UnavailableError} with `retryAfterMs` when Slack limits us,
 * and AppError `slack-refused` (cause: Slack's error code) when it will not take the message.
 */
export interface Notifier {
  postCard(key: string, card: CardView): Promise<string>;
  updateCard(ts: string, card: CardView): Promise<void>;
  /** Makes one line of a card whose thread moved to another channel. */
  leaveSign(channel: string, ts: string, moved: MovedCard): Promise<void>;
  /** The address of a message in Slack. Null: there is none. */
  permalink(channel: string, ts: string): Promise<string | null>;
  postNote(key: string, thread: Thread, note: NoteView): Promise<string>;
  updateNote(ts: string, thread: Thread, note: NoteView): Promise<void>;
  /** The `ts` of our message with this key, posted in this channel (or thread) since that moment; else null. */
  find(key: string, channel: string, threadTs: string | null, since: number): Promise<string | null>;
  /** A line that only this person sees. */
  whisper(channel: string, slackUser: string, text: string, threadTs?: string | null): Promise<void>;
  /** The id of the channel in which we write to this person alone. */
  openDirect(slackUser: string): Promise<string>;
  /** Says there that this account is dead, and how to go on. */
  postDeath(key: string, channel: string, account: LinkedAccount): Promise<string>;
  /** A direct message. */
  tell(slackUser: string, text: string): Promise<void>;
  /** A direct message with what can be done about it. */
  tellNote(slackUser: string, note: NoteView): Promise<void>;
}

export interface Person {
  slackUser: string;
  /** As shown in Slack. */
  name: string;
  firstName: string;
  /** Guests and deactivated people may not act. */
  employee: boolean;
  /** IANA, as set in Slack; left out: Slack did not say. */
  zone?: string;
}

export interface People {
  get(slackUser: string): Promise<Person>;
  isLead(slackUser: string): Promise<boolean>;
  /** Every lead, once. */
  leads(): Promise<string[]>;
  isResponder(slackUser: string): Promise<boolean>;
  /** Slack user ids of operations, or of the leads where nobody is named as such. */
  operations(): Promise<ReadonlySet<string>>;
}

/** Counts what the network charges for. Never throws: nobody waits for it. */
export interface Ledger {
  /** `count`: posts or users that were read, posts that were created or deleted. */
  add(call: PricedCall, count: number): Promise<void>;
}

export interface SocialNetwork {
  readonly id: 'x';
  /** `onLimits` is told what the answer says of the network's limits, when it says something. */
  createPost(
    tokens: Tokens,
    input: {
      text: string;
      inReplyTo: string;
      /** What was uploaded for this account, in the order in which it is shown. */
      mediaIds?: readonly string[];
      onLimits?: (seen: SeenLimits) => void;
    },
  ): Promise<PostOutcome>;
  readonly media: MediaUploads;
  /** Deletes one of the account's own posts, with all its versions. Deleting twice harms nobody. */
  deletePost(tokens: Tokens, postId: string): Promise<DeleteOutcome>;
  /** The account's own newest posts, newest first, not older than `since`. Not `complete`: there are more than it reads. */
  recentPosts(
    tokens: Tokens,
    accountId: string,
    since: number,
  ): Promise<{ posts: Post[]; complete: boolean }>;
  /** What the network shows of the account to everybody. */
  profile(tokens: Tokens): Promise<PublicProfile>;
  /** Opens the network's own composer with text and place filled in. */
  composeUrl(input: { text: string; inReplyTo: string }): string;
  /** Opens a private conversation with this account. */
  messageUrl(accountId: string): string;
  postUrl(handle: string, postId: string): string;
  profileUrl(handle: string): string;

  // OAuth 2.0 with PKCE
  authorizeUrl(input: { state: string; redirectUri: string }): { url: string; codeVerifier: string };
  exchangeCode(input: {
    code: string;
    codeVerifier: string;
    redirectUri: string;
  }): Promise<{ tokens: Tokens; account: Author; uploads: boolean }>;
  /** Throws TokenDeadError when the refresh token is not taken any more. */
  refresh(tokens: Tokens): Promise<Tokens>;
  /** Best effort: answers whether the network confirmed. */
  revoke(tokens: Tokens): Promise<boolean>;
}

/** How long a text is by the network's own counting, and what it will cost. */
export interface TextMeasure {
  /** Weighted characters, as the network counts. */
  length: number;
  limit: number;
  hasUrl: boolean;
  cashtags: number;
  /** US dollars for creating one post with this text as a plain (not summoned) post. */
  price: number;
}

export type MeasureText = (text: string) => TextMeasure;
