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

  it('keeps to whom the customer lets answer, and offers what is left', () => {
    const post = aPost({ replySettings: 'mentioned' });
    const brand = aBrand({ ladder: ['direct', 'introduce', 'native', 'brand'] });
    expect(stepsFor({ brand, post })).toEqual(['brand']);
    const named = aPost({
      ...post,
      mentions: [...post.mentions, { id: account.id, handle: account.handle }],
    });
    expect(stepsFor({ brand, post: named })).toEqual(['direct', 'introduce', 'native', 'brand']);
  });

  it('warns where only some people may answer', () => {
    const verdicts = judgeSteps({ ...known, brandAccount, post: aPost({ replySettings: 'some' }) });
    expect(verdicts.find(({ step }) => step === 'introduce')?.why).toContain('X may refuse it');
  });

  it('opens nothing to a protected account', () => {
    const post = aPost({ author: { ...aPost().author, isProtected: true } });
    const brand = aBrand({ ladder: ['direct', 'introduce', 'native', 'brand'] });
    expect(stepsFor({ brand, post })).toEqual([]);
  });

  it('offers the hand when nothing else is open', () => {
    const brand = aBrand({ ladder: ['direct', 'introduce', 'native', 'brand'] });
    expect(stepsFor({ brand, brandAccount: null })).toEqual(['native']);
  });
});
