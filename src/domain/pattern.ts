import { RE2JS, RE2JSException } from 're2js';

/** A regular expression that cannot hang the process: its time grows with the text, never with how it is written. */
export interface Pattern {
  fits(text: string): boolean;
}

/** What it cannot do. Said in the sentence of every mistake. */
const SYNTAX = 'RE2 syntax: no look-around, no back-references';

/** Any case, in RE2's syntax. Answers a sentence when it cannot be read. */
export function readPattern(source: string): Pattern | string {
  try {
    const pattern = RE2JS.compile(source, RE2JS.CASE_INSENSITIVE);
    return { fits: (text) => pattern.test(text) };
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    const why = error.message.replace(/^error parsing regexp: /u, '');
    return `is no regular expression that Faccia can use: ${why} (${SYNTAX}).`;
  }
}
