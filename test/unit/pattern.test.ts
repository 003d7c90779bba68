import { describe, expect, it } from 'vitest';
import { readPattern } from '../../src/domain/pattern.ts';

const LONG = 25_000;

function fits(source: string, text: string): boolean {
  const pattern = readPattern(source);
  if (typeof pattern === 'string') throw new Error(pattern);
  return pattern.fits(text);
}

describe('a pattern', () => {
  it('fits anywhere, in any case', () => {
    expect(fits('ORDER\\s+#?\\d{4,}', 'where is order #12345?')).toBe(true);
    expect(fits('^order', 'my order')).toBe(false);
    expect(fits('straße|é', 'STRASSE É')).toBe(true);
  });

  it.each([
    ['a look-ahead', 'a(?=b)'],
    ['a back-reference', '(a)\\1'],
    ['an open bracket', '[a'],
    ['a number of times beyond reason', '(a{1000}){1000}'],
  ])('with %s is refused with the reason', (_what, source) => {
    expect(readPattern(source)).toMatch(/^is no regular expression that Faccia can use: .+RE2 syntax/u);
  });

  // Each takes a backtracking engine longer than the process would live, or at least minutes.
  it.each([
    ['(a+)+$', `${'a'.repeat(LONG)}b`],
    ['(a|aa)+$', `${'a'.repeat(LONG)}b`],
    ['(x+x+)+y', `${'x'.repeat(LONG)}`],
    ['(.*)(.*)(.*)(.*)(.*)[0-9]z', 'ab1'.repeat(LONG / 3)],
    ['(a|b)*a(a|b){200}c', `${'ab'.repeat(LONG / 2)}c`],
    ['^(\\w+\\s?)*$', `${'word '.repeat(LONG / 5)}!`],
  ])('%s ends soon on a text of 25,000 characters', (source, text) => {
    const before = performance.now();
    fits(source, text);
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});
