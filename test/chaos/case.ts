import type { SandboxMessage } from '../../sandbox/slack/client-api.ts';
import type { StoredPost } from '../../sandbox/x/world.ts';
import { buttonOf, wordsOf } from '../support/desk.ts';
import type { ReplyPlan } from './plan.ts';
import type { Responder, Scene } from './scene.ts';

/** One mention and its answer, as it goes. */
export interface Case {
  plan: ReplyPlan;
  responder: Responder;
  mention: StoredPost;
  /** The modal out of which it was submitted: names the reply. Null: not submitted yet. */
  viewId: string | null;
  openedAt: number;
  /** What the person met on the way. */
  diary: string[];
}

export type Word =
  | 'sent'
  | 'refused'
  | 'withdrawn'
  /** After everything, with its buttons: the person is told that nobody knows. */
  | 'unknown'
  | 'searched for'
  | 'parked'
  /** The person is asked whether it shall still go out. */
  | 'asked'
  | 'under way'
  | 'none';

const FINAL: ReadonlySet<Word> = new Set(['sent', 'refused', 'withdrawn']);

export const cardKey = ({ mention }: Case): string => `card:x-${mention.id}`;
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

export function isFinal(word: Word): boolean {
  return FINAL.has(word);
}

function wordIn(note: SandboxMessage): Word {
  const words = wordsOf(note);
  if (/\*Sent\*/u.test(words)) return 'sent';
  if (/\*Refused/u.test(words)) return 'refused';
  if (/\*(?:Taken back\*|Stopped:)/u.test(words)) return 'withdrawn';
  if (buttonOf(note, 'send_asked')) return 'asked';
  if (/\*Waiting for your link/u.test(words)) return 'parked';
  if (!/\*Unknown/u.test(words)) return 'under way';
  const ended = buttonOf(note, 'check_again') && /does not send it again by itself/u.test(words);
  return ended ? 'unknown' : 'searched for';
}
