import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OutcomeTable, outcomeTable } from '../support/outcome-table.ts';
import { readSection, writeSection } from '../support/readme-section.ts';
import { startRedis, type TestRedis } from '../support/redis-server.ts';

// `npm run docs` sets it: then the README is brought to what the code does.
const WRITES = process.env.FACCIA_WRITE_DOCS === '1';

/** The formatter lines the columns up. */
function unpadded(table: string): string {
  return table.replace(/ {2,}/gu, ' ').replace(/-{3,}/gu, '---').trim();
}

describe('the table of outcomes in the README', () => {
  let server: TestRedis;
  let table: OutcomeTable;
  beforeAll(async () => {
    server = await startRedis();
    table = await outcomeTable(server.url);
  });
  afterAll(() => server.close());

  it('is what the code does; if not, run: npm run docs', () => {
    if (WRITES) writeSection('outcomes', `\n${table.markdown}\n\n`);
    expect(unpadded(readSection('outcomes'))).toBe(unpadded(table.markdown));
  });

  it('has a row for every rule of the adapter', () => {
    expect(table.missing).toEqual([]);
  });
});
