/** The words of the product, as types. The same words stand in Slack's text, in the docs and in the metrics. */

import type { Approval } from './approval.ts';
import type { Deletion } from './deletion-state.ts';
import type { ReplyHandover, ThreadHold } from './hold.ts';
import type { ReplyFile } from './media.ts';
import type { Priority, RouteReason, TopicSuggestion } from './route.ts';

export type { AccountDeath, AccountOwner, AccountState, DeathKind, LinkedAccount } from './account.ts';
export { ownerFrom, ownerKey } from './account.ts';
export type { Deletion } from './deletion-state.ts';

export type NetworkId = 'x';

/** Somebody on a network, as the network describes them. All of it is data from outside. */
export interface Author {
  /** The network's own id: 1 to 19 digits on X. */
  id: string;
  /** Without the `@`. */
  handle: string;
  name: string;
  avatarUrl: string | null;
  /** Only people whom they approved see their posts. */
  isProtected?: boolean;
}

/** Whom an author lets answer, besides those mentioned in the post. Null: the network did not say. */
export type ReplySettings = 'everyone' | 'mentioned' | 'some' | null;

/** One public post as the network gave it, with its text unmodified. */
export interface Post {
  id: string;
  /** `desk`: no post; somebody wrote down here what a customer said elsewhere. */
  network: NetworkId | 'desk';
  author: Author;
  text: string;
  /** Milliseconds since 1970, by the network's clock. */
  createdAt: number;
  /** The id of the conversation's first post. */
  conversationId: string;
  /** The id of the post that this one answers. */
  inReplyTo: string | null;
  /** The post that this one quotes; the quoted author is null where the network did not say. */
  quotes: { postId: string; authorId: string | null } | null;
  /** The id of the post that this one merely repeats (a retweet). */
  repostOf: string | null;
  mentions: readonly { id: string | null; handle: string }[];
  images: readonly { url: string; alt: string | null }[];
  /** Where the links in its text lead, as they were typed; left out: the network did not say. */
  links?: readonly string[];
  /** The ids of all its versions, oldest first, its own among them: an edit gets a new id. One id: never edited. */
  versions: readonly string[];
  /** BCP 47, as the network guessed it. */
  language: string | null;
  /** `some`: a circle that Faccia cannot know, such as those whom the author follows. */
  replySettings?: ReplySettings;
  /** Its author deleted it, or the network does not show it any more: none of its words are kept. */
  erased?: Erasure;
}

/** Where the customer wrote or spoke: a public post, or something that was written down here. */
export type Origin = NetworkId | 'phone' | 'email' | 'letter' | 'visit' | 'chat' | 'other';

export type Erasure = 'deleted' | 'hidden';

export type ThreadState = 'open' | 'claimed' | 'answered' | 'resolved' | 'ignored';

/** The care conversation that a mention opens: one card in a Slack channel, and the Slack thread under it. */
export interface Thread extends ThreadHold {
  id: string;
  brand: string;
  /** Slack channel id. */
  channel: string;
  topic: string | null;
  origin: Origin;
  /** Slack user id of who wrote it down; null for a public post. */
  loggedBy: string | null;
  priority: Priority;
  /** Why it has this topic; empty: no rule fitted, and nobody decided. */
  because: readonly RouteReason[];
  /** What Faccia thinks that it is about, until somebody says yes or no. */
  suggestion: TopicSuggestion | null;
  /** How often people changed its topic, and how often its card moved to another channel by that. */
  reroutes: number;
  moves: number;
  /** What people put on it to find it again: small letters, digits and `-`. */
  tags: readonly string[];
  state: ThreadState;
  root: Post;
  /** What the next reply answers: the customer's newest post in this thread. */
  lastCustomerPost: Post;
  openedAt: number;
  /** Slack user id of the holder. */
  claimedBy: string | null;
  claimedAt: number | null;
  /** Slack user id of the last person who answered. */
  answeredBy: string | null;
  /** The reply that is under way (held, queued, sending or unknown), if there is one. */
  activeReplyId: string | null;
  /** Slack's `ts` of the card, once it was posted. */
  cardTs: string | null;
  /** It has no card: it stands on its channel's surge card. */
  folded?: true;
  /** The incident that it is part of. */
  incident?: string;
  /** The customer deleted the root post on the network. */
  rootGone: boolean;
  /** The only answer to what the customer wrote last was deleted: they wait again. */
  answerDeleted: boolean;
  /** Why it needs no answer; only while `ignored`. */
  ignored: Ignored | null;
  /** How many posts other people wrote in its conversation. */
  others: number;
  /** The customer wrote again, and it is not decided yet whether it goes back to whoever answered. */
  returning: boolean;
  /** Whoever answered before, but was not there when the customer wrote again; `why` is one of the reasons to be away. */
  missed: { slackUser: string; why: string } | null;
  /** Grows by one with every change. */
  version: number;
}

export interface Ignored {
  /** Slack user id; null: a rule muted it, and it never had a card. */
  by: string | null;
  /** What it is counted by: a reason that a person picked, or the name of a rule. */
  reason: string;
  /** What that person wrote, or what the rule found; may be empty. */
  why: string;
  at: number;
  /** How many posts came since. */
  since: number;
}

/**
 * `held` waits for the undo window, for a lead's word, for a new link or for the responder's own click on X; `queued` waits for a worker; `sending` was handed to the
 * network; `sent`, `refused` and `withdrawn` are ends; `unknown` means that the network may or may not have it.
 */
export type ReplyState = 'held' | 'queued' | 'sending' | 'sent' | 'refused' | 'unknown' | 'withdrawn';

/** One rung of the ladder by which a reply may reach the customer. */
export type DeliveryStep = 'direct' | 'introduce' | 'native' | 'brand';

/** Which of a step's posts is being created: `introduce` makes two. */
export type ReplyPart = 'introduction' | 'answer';

export interface Reply extends ReplyHandover {
  id: string;
  threadId: string;
  /** Slack user id. */
  responder: string;
  /** The responder's linked account at the time of submitting (network user id). */
  accountId: string;
  text: string;
  /** Pictures or video, in their order; they go out with the answer, never with an introduction. */
  files: readonly ReplyFile[];
  state: ReplyState;
  /** The customer's post that is answered. */
  inReplyTo: string;
  /** The steps still allowed, in order; the first is the one in use. */
  steps: readonly DeliveryStep[];
  /** Steps that the network refused for this reply, with the reason in plain words. */
  refusedSteps: readonly { step: DeliveryStep; reason: string }[];
  part: ReplyPart;
  /** How often the network was called for this reply. */
  attempt: number;
  /** When the newest attempt began; null before the first. */
  sendingAt: number | null;
  /** How often the introduction was worded anew, because X has its words already. */
  rewordings: number;
  /** Since when nobody knows how an attempt ended; kept when it was sent again. Null: every attempt said so. */
  unknownSince: number | null;
  /** How often the network was searched for it since. */
  looks: number;
  /** How often the network said that it has these very words already, without showing them in any post. */
  duplicates: number;
  /** `native`: the responder was asked to post it, and it was not seen yet. */
  awaitsPost: boolean;
  /** `native`: it was asked for, and was not seen on the network within a day. */
  unseen?: boolean;
  /** The brand's introducing post, once it exists. */
  introductionId: string | null;
  /** The public post, once it exists. */
  postId: string | null;
  postUrl: string | null;
  /** Milliseconds since 1970: nothing is done for it before this moment. */
  notBefore: number;
  /** Why it waits, was refused or is unknown: a sentence for the responder. */
  reason: string | null;
  /** It waits for the responder to link their account again. */
  parked: boolean;
  /** It is the brand's link that it waits for: a lead mends that. */
  parkedForBrand?: boolean;
  /** It came back with a backup, and may have gone out after that was taken. */
  restored?: boolean;
  /** How far it is taken away from the network again; null: nobody wants that. */
  deletion: Deletion | null;
  /** Its account works again, but too much has happened meanwhile: its author says whether it still goes out. */
  asked?: boolean;
  /** A lead's word on it; left out: nobody's was needed. */
  approval?: Approval;
  /** Slack user id of the colleague whose words it began with; left out: its author's own. */
  credit?: string;
  createdAt: number;
  updatedAt: number;
  version: number;
}
