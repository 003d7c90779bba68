import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OutcomeTable, outcomeTable } from '../support/outcome-table.ts';
import { keepSection } from '../support/readme-section.ts';
import { startRedis, type TestRedis } from '../support/redis-server.ts';

describe('the table of outcomes in the README', () => {
  let server: TestRedis;
  let table: OutcomeTable;
  beforeAll(async () => {
    server = await startRedis();
    table = await outcomeTable(server.url);
  });
  afterAll(() => server.close());

  it('is what the code does; if not, run: npm run docs', () => {
    const { written, made } = keepSection('outcomes', table.markdown);
    expect(written).toBe(made);
  });

  it('has a row for every rule of the adapter', () => {
    expect(table.missing).toEqual([]);
  });
});
