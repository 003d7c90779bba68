import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('../../', import.meta.url);
const text = (path: string) => readFileSync(new URL(path, ROOT), 'utf8');
const PAGE = text('docs/threat-model.md');

interface Row {
  threat: string;
  shownBy: { file: string; title: string }[];
}

/** The rows of its tables. */
const ROWS: Row[] = PAGE.split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (?:-+|What they do) /u.test(line))
  .map((line) => {
    const [, threat = '', , shown = ''] = line.split(/\s*\|\s*/u);
    const named = [...shown.matchAll(/`(test\/[^`]+\.test\.ts)`: “([^”]+)”/gu)];
    return { threat, shownBy: named.map(([, file = '', title = '']) => ({ file, title })) };
  });

/** Whether a test, or a group of them made from a table, has this very title. */
function hasTest(file: string, title: string): boolean {
  const quoted = ["'", '"', '`'].map((quote) => `${quote}${title}${quote},`);
  return text(file)
    .split('\n')
    .some((line) => quoted.some((one) => line.includes(one)) && !/^\s*(?:describe|\/\/)/u.test(line));
}

describe('the threat model', () => {
  it('has lines, each with what stops it and a test that shows it', () => {
    expect(ROWS.length).toBeGreaterThan(35);
    for (const { threat, shownBy } of ROWS) expect(shownBy, threat).not.toEqual([]);
  });

  it.each(ROWS)('names tests that are there: $threat', ({ shownBy }) => {
    for (const { file, title } of shownBy) {
      expect(existsSync(new URL(file, ROOT)), file).toBe(true);
      expect(hasTest(file, title), `${file}: ${title}`).toBe(true);
    }
  });

  it('would find a test that is not there', () => {
    expect(hasTest('test/unit/threat-model.test.ts', 'would find a test that is not there')).toBe(true);
    expect(hasTest('test/unit/threat-model.test.ts', ['would find', 'nothing'].join(' '))).toBe(false);
    expect(hasTest('test/unit/threat-model.test.ts', 'the threat model')).toBe(false);
  });
});
