import type { Post, Reply } from './glossary.ts';
import { isSameText, saysThis } from './same-words.ts';
import { introducing, targetOf } from './target.ts';

/** Our clock may have been wrong when the reply was written, or is wrong now. */
const CLOCKS_DIFFER_MS = 24 * 60 * 60_000;
/** After the last of these parts of the settling time a post that is not there was not taken. */
const LOOKS_AT = [0.25, 0.5, 1] as const;
/** A person may press Post after lunch. */
const NATIVE_LOOKS_MS = [10 * 60_000, 60 * 60_000, 4 * 60 * 60_000, 24 * 60 * 60_000] as const;
/** While X cannot be asked: as long as a customer may still be waiting for this very answer. */
const CANNOT_LOOK_MS = 24 * 60 * 60_000;

/**
 * From when on the account's posts must be known to tell whether this reply is among them. `asked`: the customer's post; an
 * answer is younger, by the network's own clock.
 */
export function searchFrom(reply: Reply, asked: Post | null): number {
  return asked?.createdAt ?? reply.createdAt - CLOCKS_DIFFER_MS;
}

/** What the newest attempt wanted to create, as far as the reply itself does not say it. */
export interface Wanted {
  /** The responder's, without the `@`. */
  handle: string;
  /** The answer as the network gets it. */
  text: string;
}

/**
 * Whether this post of the right account is what the reply's newest attempt wanted to create: by the post that it
 * answers, and by its words. The introduction is known by whom it names, the hand's by its place alone: people
 * change their words.
 */
export function isThisReply(post: Post, reply: Reply, { handle, text }: Wanted): boolean {
  if (post.inReplyTo !== targetOf(reply) || post.createdAt < reply.createdAt - CLOCKS_DIFFER_MS) return false;
  if (introducing(reply)) return post.text.toLowerCase().includes(`@${handle.toLowerCase()}`);
  return knownByItsWords(reply) ? saysThis(post, text) : true;
}

/** Whoever typed this very text at this very place: it is this reply. */
export function knownByItsWords(reply: Reply): boolean {
  return reply.steps[0] !== 'native' && !introducing(reply);
}

/**
 * When the reply was written, by the network's own clock: as long after the customer's post as it was written, by ours,
 * after that post came in. Never too late, unless our clock was set forward between the two.
 */
export function writtenAt(reply: Reply, asked: Post, askedSeenAt: number): number {
  return asked.createdAt + Math.max(0, reply.createdAt - askedSeenAt);
}

/** Whether this post has these words in another place, so that the network would refuse them here. */
export function isElsewhere(post: Post, reply: Reply, text: string): boolean {
  return post.inReplyTo !== targetOf(reply) && isSameText(post, text);
}

/** What follows from a search that did not find the post. */
export type Missing =
  /** The network may be late: search again then. */
  | { kind: 'look-again'; at: number }
  /** The network had its time: it was not taken. */
  | { kind: 'not-there' }
  /** Nothing of it was seen that the responder should have posted by hand. */
  | { kind: 'not-posted' };

/** `since`: when the doubt, or the waiting for the hand, began. */
export function afterMissing(reply: Reply, since: number, now: number, settleMs: number): Missing {
  const looks = reply.awaitsPost ? NATIVE_LOOKS_MS : LOOKS_AT.map((part) => part * settleMs);
  const next = looks[reply.looks + 1];
  if (next !== undefined) return { kind: 'look-again', at: Math.max(now + 1_000, since + next) };
  const last = looks.at(-1) ?? 0;
  if (now < since + last) return { kind: 'look-again', at: since + last };
  return { kind: reply.awaitsPost ? 'not-posted' : 'not-there' };
}

/** When the network is searched for the first time. */
export function firstLook(since: number, settleMs: number): number {
  return since + LOOKS_AT[0] * settleMs;
}

export function firstNativeLook(since: number): number {
  return since + NATIVE_LOOKS_MS[0];
}

/** Whether searching is given up: from then on only a person decides. */
export function givesUpLooking(since: number, now: number): boolean {
  return now - since > CANNOT_LOOK_MS;
}
