import type { SandboxMessage } from '../../sandbox/slack/client-api.ts';
import type { StoredPost } from '../../sandbox/x/world.ts';
import { buttonOf, wordsOf } from '../support/desk.ts';
import type { ReplyPlan } from './plan.ts';
import type { Responder, Scene } from './scene.ts';

/** One post of a customer and its answer, as it goes. */
export interface Case {
  plan: ReplyPlan;
  responder: Responder;
  /** The customer's post that is answered. */
  mention: StoredPost;
  /** The customer's first post: names the thread. */
  root: StoredPost;
  /** The answer that came before it in the same thread. */
  before: Case | null;
  /** The modal out of which it was submitted: names the reply. Null: not submitted yet. */
  viewId: string | null;
  openedAt: number;
  /** When its thread first said a final word. */
  endedAt: number | null;
  /** What its responder typed on X. */
  typed: StoredPost | null;
  /** What a colleague typed on X meanwhile. */
  byColleague: StoredPost | null;
  /** What the person met on the way. */
  diary: string[];
}

export type Word =
  | 'sent'
  | 'refused'
  | 'withdrawn'
  | 'deleted'
  /** The responder was asked to post it by hand, and nothing was seen on X. */
  | 'unseen'
  /** After everything, with its buttons: the person is told that nobody knows. */
  | 'unknown'
  | 'searched for'
  | 'parked'
  /** Faccia waits for the responder's own post. */
  | 'awaited'
  /** The person is asked whether it shall still go out. */
  | 'asked'
  | 'being deleted'
  | 'not deleted'
  | 'under way'
  | 'none';

const FINAL: ReadonlySet<Word> = new Set(['sent', 'refused', 'withdrawn', 'deleted', 'unseen']);

export const cardKey = ({ root }: Case): string => `card:x-${root.id}`;
export const replyId = ({ viewId }: Case): string => `r-${viewId}`;
export const noteKey = (one: Case): string => `note:${replyId(one)}`;

export function cardOf(scene: Scene, one: Case): SandboxMessage | null {
  return scene.messages.get(cardKey(one));
}

/** The note that tells the reply's life. */
export function noteOf(scene: Scene, one: Case): SandboxMessage | null {
  return one.viewId === null ? null : scene.messages.get(noteKey(one));
}

export function wordOf(scene: Scene, one: Case): Word {
  const note = noteOf(scene, one);
  return note === null ? 'none' : wordIn(note);
}

/** Nothing comes after this word, as far as its person wants nothing more. */
export function isFinal(word: Word, { deletion }: ReplyPlan): boolean {
  return FINAL.has(word) && (word !== 'sent' || deletion === null);
}

const SAYS: readonly [RegExp, Word][] = [
  [/\*Sent\*/u, 'sent'],
  [/\*Deleted\*|\*It was gone from X already\*/u, 'deleted'],
  [/\*Being deleted\*|\*Not deleted yet/u, 'being deleted'],
  [/\*Not deleted\.\*/u, 'not deleted'],
  [/\*Refused/u, 'refused'],
  [/\*It was not seen on X/u, 'unseen'],
  [/\*(?:Taken back\*|Stopped:)/u, 'withdrawn'],
];

function wordIn(note: SandboxMessage): Word {
  const words = wordsOf(note);
  const said = SAYS.find(([pattern]) => pattern.test(words));
  if (said) return said[1];
  if (buttonOf(note, 'send_asked')) return 'asked';
  if (/\*Waiting for your link/u.test(words)) return 'parked';
  if (/\*Waiting for your post/u.test(words)) return 'awaited';
  if (!/\*Unknown/u.test(words)) return 'under way';
  const ended = buttonOf(note, 'check_again') && /does not send it again by itself/u.test(words);
  return ended ? 'unknown' : 'searched for';
}
