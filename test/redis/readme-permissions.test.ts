import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PermissionTable, permissionTable } from '../support/permission-table.ts';
import { keepSection } from '../support/readme-section.ts';
import { startRedis, type TestRedis } from '../support/redis-server.ts';

describe('who may do what', () => {
  let server: TestRedis;
  let table: PermissionTable;
  beforeAll(async () => {
    server = await startRedis();
    table = await permissionTable(server.url);
  }, 60_000);
  afterAll(() => server.close());

  it('stands in the README as it is; if not, run: npm run docs', () => {
    const { written, made } = keepSection('permissions', table.markdown);
    expect(written).toBe(made);
  });

  it('is tried with every handler there is', () => {
    expect(table.untried).toEqual([]);
  });

  it('is one thing in all the steps that lead there', () => {
    expect(table.uneven).toEqual([]);
  });

  it('shows and changes nothing where somebody may not, and tells them why', () => {
    expect(table.wrong).toEqual([]);
  });
});
