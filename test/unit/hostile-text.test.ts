import { Readable, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { writeTable } from '../../src/archive/export-table.ts';
import { EXPORT_COLUMNS, type ExportRow } from '../../src/domain/export-rows.ts';
import { linkPages } from '../../src/ops/link-pages.ts';
import { createLogger } from '../../src/ops/logger.ts';
import { cellsOf } from '../support/csv.ts';
import { CASES } from '../support/hostile-cases.ts';
import { problemsOf, wordsOf } from '../support/hostile-rules.ts';
import { SURFACES } from '../support/hostile-surfaces.ts';

describe.each(SURFACES)('on %s', (_surface, show) => {
  it.each(CASES)('%s harms nobody, and the words stay', (_case, words) => {
    const shown = show(words);
    expect(shown.flatMap(problemsOf)).toEqual([]);
    // Ours stands before theirs in every text: whatever theirs does, what was said before it can still be read.
    const read = wordsOf(shown);
    expect(read).toContain('SAID');
    const plain = /^[\p{L} ]+/u.exec(words)?.[0].trim() ?? '';
    if (plain.length < 40) expect(read).toContain(plain);
  });
});

describe('in the log', () => {
  it.each(CASES)('%s stays one line of JSON, with what we say untouched', (_case, words) => {
    const lines: string[] = [];
    const log = createLogger('debug', { write: (line: string) => void lines.push(line) });
    log.warn('reply-refused', { threadId: 'x-1', reason: words, [words]: words, error: new Error(words) });
    expect(lines).toHaveLength(1);
    const [line = ''] = lines;
    expect(line.endsWith('\n')).toBe(true);
    // No raw control character: a terminal that shows the log is moved by nothing.
    expect(line.slice(0, -1)).not.toMatch(/[\u0000-\u001f]/u);
    const read = JSON.parse(line) as Record<string, unknown>;
    expect(read).toMatchObject({ level: 'warn', event: 'reply-refused', threadId: 'x-1' });
    expect(String(read.reason).toWellFormed()).toBe(words.toWellFormed());
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  });
});

describe('on a page', () => {
  it.each(CASES)('%s is only text', (_case, words) => {
    const pages = [
      linkPages.consent({ person: words, workspace: words, brand: words, ticket: words }),
      linkPages.linked({ person: words, workspace: words, handle: words, name: words, resumed: 1 }),
      linkPages.problem(words),
    ];
    const plain = linkPages.problem('');
    for (const html of pages) {
      const tags = new Set((html.match(/<[^>]*>/gu) ?? []).map((tag) => tag.replace(/value="[^"]*"/u, '')));
      for (const tag of tags)
        expect(tag).toMatch(
          /^<(?:!doctype html|\/?(?:html|head|title|style|body|main|h1|p|strong|code|form|input|button|meta)(?: [a-z]+="[^"<>]*")* ?)>$/u,
        );
      expect(html.match(/<(?:script|img|svg|iframe|a|link)\b/u)).toBeNull();
    }
    expect(plain).toContain('Nothing was linked');
  });
});

describe('in an export', () => {
  async function exported(row: ExportRow, format: 'csv' | 'ndjson'): Promise<string> {
    let text = '';
    const to = new Writable({
      write(chunk, _encoding, done) {
        text += String(chunk);
        done();
      },
    });
    await writeTable(Readable.from([row]) as never, format, to);
    return text;
  }

  it.each(CASES)('%s is no formula, no other cell and no other line', async (_case, words) => {
    const row = Object.fromEntries(EXPORT_COLUMNS.map((name) => [name, words])) as unknown as ExportRow;
    const [header = [], ...rows] = cellsOf((await exported(row, 'csv')).replace(/^\uFEFF/u, ''));
    expect(header).toEqual(EXPORT_COLUMNS);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toHaveLength(EXPORT_COLUMNS.length);
    for (const cell of rows[0] ?? []) {
      expect(cell).not.toMatch(/^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/u);
      expect(cell.replace(/^'/u, '')).toBe(words.toWellFormed().replace(/^'/u, ''));
    }
    const lines = (await exported(row, 'ndjson')).split('\n');
    expect(lines).toHaveLength(2);
    expect(JSON.parse(lines[0] ?? '')).toEqual(row);
  });
});
