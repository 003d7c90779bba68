import { readFileSync, writeFileSync } from 'node:fs';

const README = new URL('../../README.md', import.meta.url);

/** What stands in the README between `<!-- name: … -->` and `<!-- /name -->`. Throws when there is no such place. */
function readSection(name: string): string {
  return placeOf(readFileSync(README, 'utf8'), name).section;
}

// `npm run docs` sets it: then the README is brought to what the code does.
const WRITES = process.env.FACCIA_WRITE_DOCS === '1';

/** A table that was made, and what stands in its place in the README, both without what lines the columns up. */
export function keepSection(name: string, table: string): { written: string; made: string } {
  if (WRITES) writeSection(name, `\n${table}\n\n`);
  return { written: unpadded(readSection(name)), made: unpadded(table) };
}

/** The formatter lines the columns up. */
function unpadded(table: string): string {
  return table
    .replace(/ {2,}/gu, ' ')
    .replace(/(?<=\| :?)-+(?=:? \|)/gu, '-')
    .trim();
}

function writeSection(name: string, section: string): void {
  const { before, after } = placeOf(readFileSync(README, 'utf8'), name);
  writeFileSync(README, `${before}${section}${after}`);
}

function placeOf(text: string, name: string): { before: string; section: string; after: string } {
  const [start, end] = [text.indexOf(`<!-- ${name}:`), text.indexOf(`<!-- /${name} -->`)];
  const from = start < 0 ? -1 : text.indexOf('-->\n', start) + '-->\n'.length;
  if (from < 1 || end < from) throw new Error(`README.md has no place for "${name}".`);
  return { before: text.slice(0, from), section: text.slice(from, end), after: text.slice(end) };
}
