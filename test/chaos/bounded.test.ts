import { describe, expect, it } from 'vitest';
import { runChaos } from './run.ts';

const REPLIES = 40;
const SEED = 11;

describe('forty answers while calls fail and processes are killed', () => {
  it('end once each, where they belong, and everybody is told', { timeout: 150_000 }, async () => {
    const strikes = { 'kill at a post': 1, 'redis restart': 1 };
    const result = await runChaos(
      { replies: REPLIES, seed: SEED, slow: false, responders: 8, strikes },
      () => undefined,
    );
    const { replies, lost, doubled, silent, secrets, problems } = result;
    const story = [
      `seed ${SEED}, ${REPLIES} replies, without slow faults`,
      ...problems,
      ...secrets,
      ...result.histories,
    ];
    expect({ replies, lost, doubled, silent, secrets, problems }, story.join('\n')).toEqual({
      replies: REPLIES,
      lost: 0,
      doubled: 0,
      silent: 0,
      secrets: [],
      problems: [],
    });
    expect(result.reconciled).toBeGreaterThan(0);
  });
});
