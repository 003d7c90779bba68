/** The words of a text, lower-cased and without accents, with one space around each. */
export function foldedWords(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return ` ${plain
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(' ')} `;
}

/** Whether these words stand in the text, whole and in this order. */
export function hasWords(text: string, words: string): boolean {
  return foldedWords(text).includes(` ${foldedWords(words).trim()} `);
}
