import minhash from 'minhash';

/** What is compared of a text, so that alike ones are found without looking at all of them. */
export interface Sketch {
  /** Its MinHash signature in hexadecimal, eight signs for each of its places. Empty: it has no words. */
  sign: string;
  /** Texts that share one of these are worth comparing. */
  bands: readonly string[];
  /** Its words, for saying why texts are alike. */
  words: readonly string[];
}

const { Minhash, LshIndex } = minhash;
/** 21 bands of 3 places: half of the same words is found 94 times of 100, a quarter 28 times. */
const PLACES = 63;
const BAND = 3;
const LONGEST = 1_000;
const MOST_WORDS = 40;
const LONGEST_WORD = 30;
/** Shorter ones are in every text, and explain nothing. */
const SHORTEST_SHOWN = 3;

const LINK = /\b(?:https?:\/\/|www\.)\S+/gu;
const MENTION = /(?<![\p{L}\p{N}_])@[\p{L}\p{N}_]+/gu;
const words = new Intl.Segmenter(undefined, { granularity: 'word' });
const index = new LshIndex({ bandSize: BAND });

/**
 * Texts are alike by the words that they share, whatever their order: without case, accents, links, handles and numbers. The
 * same text has the same sketch in every process.
 */
export function sketchOf(text: string): Sketch {
  const all = wordsOf(text);
  if (all.length === 0) return { sign: '', bands: [], words: [] };
  const sketch = new Minhash({ numPerm: PLACES });
  for (const word of all) sketch.update(word);
  return {
    sign: sketch.hashvalues.map(hex).join(''),
    bands: index.getHashbands(sketch),
    words: all.filter((word) => word.length >= SHORTEST_SHOWN || /[\u3040-\u9fff]/u.test(word)),
  };
}

function wordsOf(text: string): string[] {
  const plain = text
    .slice(0, LONGEST)
    .toWellFormed()
    .normalize('NFKD')
    .replace(/\p{M}|\p{Cf}/gu, '')
    .toLowerCase()
    .replace(LINK, ' ')
    .replace(MENTION, ' ');
  const found = new Set<string>();
  for (const { segment, isWordLike } of words.segment(plain)) {
    // A ticket's number makes no text another one.
    if (isWordLike && /\p{L}/u.test(segment)) found.add(segment.replace(/\s/gu, '').slice(0, LONGEST_WORD));
    if (found.size >= MOST_WORDS) break;
  }
  return [...found];
}

function hex(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0');
}

/** How alike two texts are, 0 to 1: an estimate of the share of their words that both have. */
export function alikeness(one: Sketch, other: Sketch): number {
  if (one.sign === '' || other.sign === '') return 0;
  let same = 0;
  for (let at = 0; at < one.sign.length; at += 8)
    if (one.sign.slice(at, at + 8) === other.sign.slice(at, at + 8)) same += 1;
  return same / PLACES;
}
