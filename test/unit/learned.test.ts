import { describe, expect, it } from 'vitest';
import { judgeSteps, openSteps } from '../../src/domain/eligibility.ts';
import { closedBy, type LearnedRefusal } from '../../src/domain/learned.ts';
import { aBrand, aBrandAccount, anAccount, aPost } from '../support/samples.ts';

const now = 1_700_000_000_000;
const refusal: LearnedRefusal = {
  step: 'introduce',
  ground: 'introduced',
  code: 'not-mentioned',
  reason: 'X said no.',
  count: 1,
  until: now + 60_000,
};

describe('what X refused lately', () => {
  it('closes the step for all, on that ground only, until it is over', () => {
    expect(closedBy([refusal], 'introduce', 'introduced', now)).toBe(refusal);
    expect(closedBy([refusal], 'direct', 'introduced', now)).toBeNull();
    expect(closedBy([refusal], 'introduce', 'summoned', now)).toBeNull();
    expect(closedBy([refusal], 'introduce', 'introduced', refusal.until)).toBeNull();
  });

  it('closes nothing by a single refusal that may concern one account only', () => {
    const once: LearnedRefusal = { ...refusal, code: 'not-allowed' };
    expect(closedBy([once], 'introduce', 'introduced', now)).toBeNull();
    expect(closedBy([{ ...once, count: 3 }], 'introduce', 'introduced', now)).not.toBeNull();
  });

  it('closes nothing by what concerns one post', () => {
    const gone: LearnedRefusal = { ...refusal, code: 'post-gone', count: 99 };
    expect(closedBy([gone], 'introduce', 'introduced', now)).toBeNull();
  });

  it('leaves the next step of the ladder, and says why', () => {
    const verdicts = judgeSteps({
      brand: aBrand(),
      post: aPost(),
      account: anAccount(),
      brandAccount: aBrandAccount(),
      learned: [refusal],
      now,
    });
    expect(openSteps(verdicts)).toEqual(['brand']);
    expect(verdicts[1]?.why).toMatch(/refused this way to others.*X said no/u);
  });
});
