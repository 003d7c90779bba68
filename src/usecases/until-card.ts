import type { Thread } from '../domain/glossary.ts';
import type { JobAnswer } from '../ports.ts';

const CARD_WAIT_MS = 2_000;

/** What belongs under a card that is not written yet: soon; where the thread is folded, when its card is. */
export function untilCard({ id, folded }: Thread, now: number): JobAnswer {
  return folded ? { card: id } : { again: now + CARD_WAIT_MS };
}
