import { describe, expect, it } from 'vitest';
import { afterNotThere, replyUpdate } from '../../src/domain/outcome.ts';
import { targetOf } from '../../src/domain/target.ts';
import { introductionText, signedText } from '../../src/domain/wording.ts';
import { aBrand, aReply } from '../support/samples.ts';

const now = 1_700_000_020_000;
const context = (over = {}) => ({
  reply: aReply({ state: 'sending', attempt: 1, ...over }),
  now,
  postUrl: (id: string) => `https://x.com/sam/status/${id}`,
  introductions: 2,
  settleMs: 60_000,
});
const answer = { part: 'answer', introductionId: '55' } as const;
const refusal = (
  scope: 'step' | 'reply',
  code: 'not-mentioned' | 'duplicate-text' | 'post-gone' | 'too-long',
) => ({ kind: 'refused', scope, code, reason: 'X said no.' }) as const;

describe('what an outcome means for the reply', () => {
  it('goes on with the answer after the introduction', () => {
    expect(replyUpdate({ kind: 'sent', postId: '55' }, context())).toEqual({
      kind: 'introduced',
      introductionId: '55',
    });
  });

  it('ends with the public link after the answer', () => {
    expect(replyUpdate({ kind: 'sent', postId: '66' }, context(answer))).toEqual({
      kind: 'sent',
      postId: '66',
      postUrl: 'https://x.com/sam/status/66',
    });
  });

  it('takes the next step when the network closes this one', () => {
    expect(replyUpdate(refusal('step', 'not-mentioned'), context())).toEqual({
      kind: 'next-step',
      refused: 'introduce',
      reason: 'X said no.',
    });
  });

  it('ends with every reason when no step is left', () => {
    const reply = { ...answer, steps: ['brand'], refusedSteps: [{ step: 'introduce', reason: 'First no.' }] };
    expect(replyUpdate(refusal('step', 'not-mentioned'), context(reply))).toEqual({
      kind: 'refused',
      reason: 'First no. X said no.',
    });
  });

  it('words a refused introduction differently as long as there are other words, then takes the next step', () => {
    expect(replyUpdate(refusal('reply', 'duplicate-text'), context()).kind).toBe('retry');
    const late = context({ attempt: 9, rewordings: 0 });
    expect(replyUpdate(refusal('reply', 'duplicate-text'), late).kind).toBe('retry');
    expect(replyUpdate(refusal('reply', 'duplicate-text'), context({ rewordings: 1 })).kind).toBe(
      'next-step',
    );
  });

  it("ends when the customer's post is gone, whichever step was taken", () => {
    expect(replyUpdate(refusal('reply', 'post-gone'), context()).kind).toBe('refused');
  });

  it('takes the next step when the introduction, not the mention, is gone', () => {
    expect(replyUpdate(refusal('reply', 'post-gone'), context(answer))).toMatchObject({
      kind: 'next-step',
      introductionGone: true,
    });
    expect(
      replyUpdate(refusal('reply', 'post-gone'), context({ ...answer, steps: ['introduce'] })),
    ).toMatchObject({
      kind: 'refused',
      introductionGone: true,
    });
  });

  it('searches for what may be public before it is ever sent again', () => {
    expect(replyUpdate({ kind: 'unknown', code: 'time-out', reason: 'No answer.' }, context())).toEqual({
      kind: 'unknown',
      reason: 'No answer.',
      lookAt: now + 15_000,
    });
  });

  it('waits as long as the network says, but not for more than a day', () => {
    const retry = { kind: 'retry', at: now + 900_000, code: '429', reason: 'Busy.' } as const;
    expect(replyUpdate(retry, context())).toEqual({ kind: 'retry', at: now + 900_000, reason: 'Busy.' });
    expect(replyUpdate(retry, context({ createdAt: now - 90_000_000 })).kind).toBe('refused');
  });
});

describe('a reply that is not there after the network had its time', () => {
  const duplicates = 2;
  const direct = { steps: ['direct', 'brand'], part: 'answer' } as const;

  it('is sent again in the same words, also when the network once called them a duplicate', () => {
    for (const over of [{}, direct, { duplicates: 1 }, { ...direct, duplicates: 1 }])
      expect(afterNotThere(aReply(over), 2)).toEqual({ kind: 'send-again', newWording: false });
  });

  it('is refused when the network called them a duplicate twice, and takes no other way', () => {
    expect(afterNotThere(aReply({ ...direct, duplicates }), 2)).toEqual({
      kind: 'refused',
      reason: 'X says that it has this text already, but does not show it: write it differently.',
    });
  });

  it('takes other words for the introduction, until there are none left: then the next way', () => {
    expect(afterNotThere(aReply({ duplicates }), 2)).toEqual({ kind: 'send-again', newWording: true });
    const last = aReply({ duplicates, rewordings: 1 });
    expect(afterNotThere(last, 2)).toMatchObject({ kind: 'next-step', refused: 'introduce' });
    const only = aReply({ duplicates, rewordings: 1, steps: ['introduce'] });
    expect(afterNotThere(only, 2)).toMatchObject({ kind: 'refused' });
  });
});

describe('the post that is answered', () => {
  it("is the customer's, except for an answer under an introduction", () => {
    expect(targetOf(aReply())).toBe('1001');
    expect(targetOf(aReply(answer))).toBe('55');
    expect(targetOf(aReply({ ...answer, steps: ['brand'] }))).toBe('1001');
  });
});

describe('the words around an answer', () => {
  it('introduces with both handles, and differently at the next attempt', () => {
    const people = { customer: 'customer_one', responder: 'sam_works' };
    const texts = [1, 2].map((wording) => introductionText(aBrand().introductions, people, wording));
    expect(new Set(texts).size).toBe(2);
    for (const text of texts) expect(text).toMatch(/@customer_one .*@sam_works/u);
  });

  it('signs what the brand posts with the first name', () => {
    expect(signedText(aBrand(), 'We are on it', 'Sam')).toBe('We are on it – Sam, Acme');
  });
});
