import { describe, expect, it } from 'vitest';
import { judgeSteps, openSteps, summons } from '../../src/domain/eligibility.ts';
import { aBrand, aBrandAccount, anAccount, aPost } from '../support/samples.ts';

const account = anAccount();
const brandAccount = aBrandAccount();
const now = 1_700_000_000_000;
const known = { brand: aBrand(), post: aPost(), account, learned: [], now };

function stepsFor(over: Partial<Parameters<typeof judgeSteps>[0]> = {}) {
  return openSteps(judgeSteps({ ...known, brandAccount, ...over }));
}

describe('eligibility', () => {
  it('lets only the brand summoned by the customer introduce or answer on self-serve access', () => {
    expect(stepsFor()).toEqual(['introduce', 'brand']);
  });

  it('lets the responder answer straight when the post mentions them', () => {
    const post = aPost({ mentions: [{ id: account.id, handle: 'renamed' }] });
    expect(stepsFor({ post })).toEqual(['direct']);
  });

  it('lets the responder answer straight when the post quotes one of theirs', () => {
    const post = aPost({ quotes: { postId: '1', authorId: account.id } });
    expect(stepsFor({ post })[0]).toBe('direct');
  });

  it('compares by handle, whatever its case, where the network gave no id', () => {
    expect(summons(aPost({ mentions: [{ id: null, handle: 'SAM_Works' }] }), account)).toBe(true);
    expect(summons(aPost({ mentions: [{ id: '999', handle: 'sam_works' }] }), account)).toBe(false);
  });

  it('opens every step with Enterprise access', () => {
    expect(stepsFor({ brand: aBrand({ access: 'enterprise' }) })).toEqual(['direct', 'introduce', 'brand']);
  });

  it('keeps the order of the ladder in the configuration', () => {
    const brand = aBrand({ access: 'enterprise', ladder: ['brand', 'direct'] });
    expect(stepsFor({ brand })).toEqual(['brand', 'direct']);
  });

  it('closes the steps that need the brand when it is not linked, or its link is dead, and says so', () => {
    for (const brandAccount of [null, aBrandAccount({ state: 'dead' })]) {
      const verdicts = judgeSteps({ ...known, brandAccount });
      expect(openSteps(verdicts)).toEqual([]);
      expect(verdicts.find(({ step }) => step === 'introduce')?.why).toContain('/care link brand');
    }
  });
});
