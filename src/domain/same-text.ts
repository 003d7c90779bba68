/**
 * X forbids the same or nearly the same text from several accounts, and refuses the same text twice from one. An *echo*
 * is an earlier text that a new one repeats.
 */

export interface SameTextSettings {
  /** How far back texts are compared. */
  windowMs: number;
  /** From this likeness on (0 to 1) the person is warned while writing. */
  warnAt: number;
  /** From this likeness on it is not accepted from another account. */
  refuseAt: number;
  /** Shorter texts are anybody's ("Thank you!"): of them only the same account's exact repeats count. */
  minWords: number;
}

/** A text that an account of the workspace sent or is about to send. */
export interface RecentText {
  /** `reply:<id>`, or `post:<id>` for one that was typed on the network itself. */
  entry: string;
  /** The network's id of the account that it is public from. */
  accountId: string;
  /** Slack user id of its author, where it was written in Slack. */
  responder: string | null;
  text: string;
  /** Milliseconds since 1970. */
  at: number;
}

/** `entry` of the newest text is in `newest`, also when that one does not count; empty: there was none. */
export interface RecentTexts {
  newest: string;
  texts: readonly RecentText[];
}

export interface Echo {
  of: RecentText;
  /** From the very account that the new text would be public from. */
  own: boolean;
  refused: boolean;
}

/** What is compared of a text. */
export interface Fingerprint {
  /** As typed, but for spacing and Unicode's several ways to write one letter. */
  exact: string;
  words: number;
  /** Every three neighbouring characters of its words as one number, sorted. */
  trigrams: Float64Array;
}

/** Nobody can submit more; the cut bounds the work for whatever is sent to us. */
const LONGEST = 4_000;
/** One character may stand for eighteen (U+FDFA). */
const LONGEST_FOLDED = 8_000;
const GREETING_WORDS = 3;

const LINK = /\b(?:https?:\/\/|www\.)\S+/gu;
const MENTION = /(?<![\p{L}\p{N}_])@[\p{L}\p{N}_]+/gu;
const NUMBER = /\p{N}+/gu;
/** Accents, signs that are not seen, emoji's modifiers: what changes the characters and not the words. */
const DECORATION = /[\p{sc=Inherited}\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;
const CLAUSE_END = /[.,!?:;^\n\u2013\u2014\u3001\u3002]| - /u;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** Scripts that leave no space between words: about two characters make a word. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]/gu;

/**
 * Two texts are the same words when they differ only in what is filled in or put around: case, accents, spacing,
 * punctuation, emoji, mentions, links, numbers (a saved reply with another ticket number is still the same reply), a
 * greeting in front and a name at the end.
 */
export function fingerprintOf(text: string): Fingerprint {
  const cut = text.slice(0, LONGEST);
  const words = withoutGreetings(clausesOf(fold(cut)));
  return {
    exact: cut.normalize('NFC').replace(/\s+/gu, ' ').trim(),
    words: lengthOf(words),
    trigrams: trigramsOf(words.join(' ')),
  };
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .slice(0, LONGEST_FOLDED)
    .toLowerCase()
    .replace(DECORATION, '')
    .replace(LINK, ' ')
    .replace(MENTION, ' ')
    .replace(NUMBER, '0')
    .normalize('NFC');
}

function clausesOf(text: string): string[][] {
  return text
    .split(CLAUSE_END)
    .map((clause) => clause.match(WORD) ?? [])
    .filter((words) => words.length > 0);
}

/** "Hi Tom," and "– Ada" in any language: a first or last clause of a few words says nothing of the rest. */
function withoutGreetings(clauses: readonly string[][]): string[] {
  const [first, ...rest] = clauses;
  const opened = first !== undefined && rest.length > 0 && isGreeting(first) ? rest : clauses;
  const last = opened.at(-1);
  const closed = last !== undefined && opened.length > 1 && isGreeting(last) ? opened.slice(0, -1) : opened;
  return closed.flat();
}

function isGreeting(words: readonly string[]): boolean {
  return lengthOf(words) <= GREETING_WORDS;
}

function lengthOf(words: readonly string[]): number {
  return words.reduce((sum, word) => sum + Math.max(1, (word.match(UNSPACED)?.length ?? 0) / 2), 0);
}

function trigramsOf(words: string): Float64Array {
  const padded = ` ${words} `;
  const trigrams = new Float64Array(Math.max(0, padded.length - 2));
  for (let at = 0; at < trigrams.length; at += 1) {
    const [one, two, three] = [0, 1, 2].map((step) => padded.charCodeAt(at + step)) as [
      number,
      number,
      number,
    ];
    // Three times 16 bits: a whole number that is still exact.
    trigrams[at] = (one * 0x10000 + two) * 0x10000 + three;
  }
  return trigrams.sort();
}

/** Dice's coefficient over trigrams, repeats counted: 0 nothing in common, 1 the same words in the same order. */
export function likeness(one: Fingerprint, other: Fingerprint): number {
  const [a, b] = [one.trigrams, other.trigrams];
  let [shared, i, j] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const [left, right] = [a[i] as number, b[j] as number];
    if (left === right) shared += 1;
    if (left <= right) i += 1;
    if (right <= left) j += 1;
  }
  return a.length + b.length === 0 ? 0 : (2 * shared) / (a.length + b.length);
}

export interface Compared {
  of: RecentText;
  print: Fingerprint;
}

/** The earlier text that stands most in the way; of several, the most alike, then the newest. Null: its own words. */
export function findEcho(
  settings: SameTextSettings,
  mine: { accountId: string; print: Fingerprint },
  earlier: readonly Compared[],
): Echo | null {
  let found: { echo: Echo; rank: number } | null = null;
  for (const other of earlier) {
    const own = other.of.accountId === mine.accountId;
    const judged = own
      ? judgeOwn(settings, mine.print, other.print)
      : judge(settings, mine.print, other.print);
    if (judged === null) continue;
    const rank = judged.alike + (judged.refused ? 1 : 0);
    if (found === null || rank > found.rank || (rank === found.rank && other.of.at > found.echo.of.at))
      found = { echo: { of: other.of, own, refused: judged.refused }, rank };
  }
  return found?.echo ?? null;
}

type Judged = { alike: number; refused: boolean } | null;

function judge(settings: SameTextSettings, mine: Fingerprint, other: Fingerprint): Judged {
  const alike = comparable(settings, mine, other) ? likeness(mine, other) : 0;
  return alike >= settings.warnAt ? { alike, refused: alike >= settings.refuseAt } : null;
}

/** Everybody may have a way of saying things; X refuses only the very same text. */
function judgeOwn(settings: SameTextSettings, mine: Fingerprint, other: Fingerprint): Judged {
  if (mine.exact === other.exact) return { alike: 1, refused: true };
  const alike = comparable(settings, mine, other) ? likeness(mine, other) : 0;
  return alike >= settings.refuseAt ? { alike, refused: false } : null;
}

function comparable({ minWords, warnAt }: SameTextSettings, mine: Fingerprint, other: Fingerprint): boolean {
  if (Math.min(mine.words, other.words) < minWords) return false;
  const [a, b] = [mine.trigrams.length, other.trigrams.length];
  // Texts of such different lengths cannot be alike enough.
  return (2 * Math.min(a, b)) / (a + b) >= warnAt;
}
