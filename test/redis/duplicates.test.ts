import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FaultInput } from '../../sandbox/x/client-api.ts';
import { DETAIL } from '../../sandbox/x/rules.ts';
import type { Reply } from '../../src/domain/glossary.ts';
import { type OutcomeRun, runOutcome } from '../support/outcome-run.ts';
import { startRedis, type TestRedis } from '../support/redis-server.ts';
import type { XAnswer } from '../support/x-answers.ts';

let server: TestRedis;
beforeAll(async () => {
  server = await startRedis();
});
afterAll(() => server.close());

/** X calls it a duplicate: of what it does at this very call, or without doing it. */
const duplicate = (when: 'before' | 'after'): FaultInput['kind'] => ({
  do: 'status',
  status: 403,
  when,
  body: { title: 'Forbidden', detail: DETAIL.duplicate, type: 'about:blank', status: 403 },
});
const NOT_DONE = duplicate('before');
const DONE = duplicate('after');

/** X shows nothing that was posted for so long. */
const late =
  (lagMs: number): NonNullable<XAnswer['given']> =>
  ({ x }) => {
    x.world.lagMs = () => lagMs;
  };

const run = (steps: Reply['steps'], answer: XAnswer): Promise<OutcomeRun> =>
  runOutcome(server.url, { times: 1, ...answer }, steps);
const answers = ({ posts }: OutcomeRun) => posts.filter(({ text }) => text.startsWith('We look into it'));
const introductions = ({ posts }: OutcomeRun) => posts.filter(({ text }) => text.includes('our team'));

describe('an answer that X calls a duplicate and does not show', () => {
  it('is searched for after X had its time, and found', async () => {
    const ran = await run(['direct'], { fault: DONE, given: late(20_000) });
    expect(ran.first).toMatchObject({ state: 'unknown', duplicates: 1 });
    expect(ran.last.state).toBe('sent');
    expect(answers(ran)).toHaveLength(1);
  });

  it('is sent again in the same words when X does not have it', async () => {
    const ran = await run(['direct'], { fault: NOT_DONE });
    expect(ran.last.state).toBe('sent');
    expect(answers(ran)).toHaveLength(1);
  });

  it('is found when X had only carried out the second call, and called both duplicates', async () => {
    const ran = await run(['direct'], {
      fault: NOT_DONE,
      next: { kind: DONE, times: 1 },
      given: late(20_000),
    });
    expect(ran.last.state).toBe('sent');
    expect(answers(ran)).toHaveLength(1);
  });

  it('is refused when X says so twice and has none, with the text kept', async () => {
    const ran = await run(['direct', 'brand'], { fault: NOT_DONE, next: { kind: NOT_DONE, times: 1 } });
    expect(ran.last).toMatchObject({
      state: 'refused',
      duplicates: 2,
      reason: expect.stringMatching(/does not show it: write it differently/u),
    });
    expect(ran.posts).toEqual([]);
  });

  it('is found although its introduction was in doubt long before', async () => {
    const ran = await run(['introduce'], {
      mention: '@acme no signal',
      fault: { do: 'cut', when: 'after' },
      // The introduction is found; then the answer is carried out, and called a duplicate.
      next: { kind: DONE, times: 1 },
      given: late(20_000),
    });
    expect(ran.last.state).toBe('sent');
    expect(answers(ran)).toHaveLength(1);
    expect(introductions(ran)).toHaveLength(1);
  });
});

describe('an introduction that X calls a duplicate and does not show', () => {
  const mention = '@acme no signal';

  it('is worded differently after the second time, and goes on', async () => {
    const ran = await run(['introduce'], {
      mention,
      fault: NOT_DONE,
      next: { kind: NOT_DONE, times: 1 },
    });
    expect(ran.last).toMatchObject({ state: 'sent', rewordings: 1 });
    expect(introductions(ran)).toHaveLength(1);
    expect(answers(ran)).toHaveLength(1);
  });

  it('gives way to the next step when all sentences were tried twice', async () => {
    const ran = await run(['introduce', 'brand'], {
      mention,
      fault: NOT_DONE,
      next: { kind: NOT_DONE, times: 3 },
    });
    expect(ran.last).toMatchObject({ state: 'sent', steps: ['brand'] });
    expect(ran.last.refusedSteps).toMatchObject([
      { step: 'introduce', reason: expect.stringMatching(/introduction already/u) },
    ]);
    expect(introductions(ran)).toEqual([]);
  });
});
