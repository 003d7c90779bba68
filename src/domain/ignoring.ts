import type { Ignored } from './glossary.ts';

/** Why a person says that a thread needs no answer. */
export const IGNORE_REASONS = ['spam', 'thanks', 'not-us', 'abusive', 'other'] as const;
export type IgnoreReason = (typeof IGNORE_REASONS)[number];

export const IGNORE_WORDS: Readonly<Record<IgnoreReason, string>> = {
  spam: 'Spam',
  thanks: 'Thanks only',
  'not-us': 'Not about us',
  abusive: 'Abusive',
  other: 'Another reason',
};

/** Ignored for one of these, a thread stays so whatever its customer writes next. */
export const STAYS_IGNORED: readonly IgnoreReason[] = ['spam', 'not-us', 'abusive'];

export function isIgnoreReason(given: string): given is IgnoreReason {
  return (IGNORE_REASONS as readonly string[]).includes(given);
}

/** `Spam`, `Another reason: a test of our own`, `giveaway: says "airdrop"`. Carries words from outside. */
export function ignoredText({ reason, why }: Ignored): string {
  const name = isIgnoreReason(reason) ? IGNORE_WORDS[reason] : reason;
  return why === '' ? name : `${name}: ${why}`;
}

/** "Mute this author": so long. */
export const MUTED_AUTHOR_MS = 30 * 24 * 60 * 60 * 1000;

const SHORTEST_WORD = 3;
const MOST_WORDS = 8;

/** The words that a lead typed, by commas or lines; null: they would mute too much, or are too many. */
export function muteWords(typed: string): string[] | null {
  const words = [...new Set(typed.split(/[,\n]/u).map((word) => word.replace(/\s+/gu, ' ').trim()))].filter(
    Boolean,
  );
  const fine = words.every((word) => [...word.matchAll(/[\p{L}\p{N}]/gu)].length >= SHORTEST_WORD);
  return words.length > 0 && words.length <= MOST_WORDS && fine ? words : null;
}
