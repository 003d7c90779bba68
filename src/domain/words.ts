/** Lower case, without accents. */
export function foldedWord(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The words of a text, lower-cased and without accents, with one space around each. */
export function foldedWords(text: string): string {
  return ` ${foldedWord(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(' ')} `;
}

/** Words as {@link foldedWords} has them: what is looked for in it. */
export function phrase(words: string): string {
  return ` ${foldedWords(words).trim()} `;
}

/** Whether these words stand in the text, whole and in this order. */
export function hasWords(text: string, words: string): boolean {
  return foldedWords(text).includes(phrase(words));
}
