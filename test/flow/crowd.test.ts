import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCrowd } from '../../sandbox/crowd/run.ts';

it('a small crowd works for a while: nothing is claimed twice, nothing lies with somebody who is away', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'faccia-crowd-'));
  const small = { people: 16, mentions: 20, rate: 4, seed: 11, leaseMs: 6_000, finishingMs: 3_000 };
  const said: string[] = [];
  try {
    const { line, wrong } = await runCrowd({ ...small, verbose: false }, dir, (one) => said.push(one));
    expect(wrong, `${said.join('\n')}\n${line}`).toEqual([]);
    // They worked, and some went away with what they had.
    expect(line).toMatch(/, claims [1-9]/u);
    expect(line).toMatch(/went away or off [1-9]/u);
    expect(line).toMatch(/leases ended [1-9]/u);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
