import { expect, it } from 'vitest';
import { runSoak } from './run.ts';

it('two processes of each role, killed at random, lose and double nothing', {
  timeout: 120_000,
}, async () => {
  const said: string[] = [];
  const result = await runSoak(
    { seconds: 6, seed: 3, responders: 4, killEveryMs: 2_000, mentionEveryMs: 400 },
    (line) => said.push(line),
  );
  const { lost, doubled, silent, problems, exitCodes, histories } = result;
  expect({ lost, doubled, silent, problems }, [...said, ...histories].join('\n')).toEqual({
    lost: 0,
    doubled: 0,
    silent: 0,
    problems: [],
  });
  expect(exitCodes).toEqual(Array(6).fill(0));
  expect(result.killed).toBe(2);
  expect(result.answers).toBeGreaterThan(5);
});
