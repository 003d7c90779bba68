/** Slack's limits for blocks, in characters (UTF-16 units) or pieces. Source: Slack's Block Kit reference. */
export const LIMIT = {
  blocksPerMessage: 50,
  blocksPerView: 100,
  sectionText: 3_000,
  buttonText: 75,
  value: 2_000,
  url: 3_000,
  altText: 2_000,
  privateMetadata: 3_000,
  contextElements: 10,
  contextText: 2_000,
  optionText: 75,
  messageText: 4_000,
  /** Our own: a longer post is shown up to here and ends with a link to the whole. */
  shownText: 9_000,
} as const;

/** Families of emoji are shorter, in UTF-16 units. */
const LONGEST_LETTER = 40;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The first part of a text that fits, without cutting what people see as one character. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  // Only what stands around the cut is looked at: long texts come in floods.
  const end = graphemes.segment(text.slice(0, limit + 1)).containing(limit - 1)?.index ?? 0;
  // A letter under a flood of marks is cut too: better than nothing of it.
  return `${text.slice(0, end === 0 && limit > LONGEST_LETTER ? limit - 1 : end).toWellFormed()}…`;
}
