import { describe, expect, it } from 'vitest';
import {
  afterMissing,
  firstLook,
  firstNativeLook,
  givesUpLooking,
  isThisReply,
} from '../../src/domain/reconcile.ts';
import { aPost, aReply } from '../support/samples.ts';

const SINCE = 1_700_000_100_000;
const SETTLE = 60_000;
const HOUR = 3_600_000;
const answer = aReply({ steps: ['direct'], part: 'answer', text: 'Look at https://acme.com now, please.' });
const own = (over = {}) => aPost({ inReplyTo: '1001', createdAt: SINCE, text: answer.text, ...over });

describe('a post', () => {
  it('is the reply by its place and its words, whatever the network does with links and mentions', () => {
    const text = '@customer_one  look at https://t.co/abc NOW, please.';
    expect(isThisReply(own({ text }), answer, 'sam_works')).toBe(true);
  });

  it.each([
    ['under another post', { inReplyTo: '1002' }],
    ['in other words', { text: 'Thank you!' }],
    ['from long before', { createdAt: answer.createdAt - 25 * HOUR }],
  ])('is not the reply when it stands %s', (_where, over) => {
    expect(isThisReply(own(over), answer, 'sam_works')).toBe(false);
  });

  it('is the introduction when it names the responder', () => {
    const introduction = aReply({ state: 'unknown' });
    expect(isThisReply(own({ text: '@c meet @Sam_Works' }), introduction, 'sam_works')).toBe(true);
    expect(isThisReply(own({ text: '@c meet @ben_pulls' }), introduction, 'sam_works')).toBe(false);
  });

  it('typed by hand is the reply whatever it says', () => {
    const native = aReply({ steps: ['native'], part: 'answer', awaitsPost: true });
    expect(isThisReply(own({ text: 'Said otherwise' }), native, 'sam_works')).toBe(true);
  });
});

describe('a reply that is not found', () => {
  const missing = (looks: number, after: number) =>
    afterMissing(aReply({ state: 'unknown', looks }), SINCE, SINCE + after, SETTLE);

  it('is searched for three times before the network had its time, then sent again', () => {
    expect(firstLook(SINCE, SETTLE)).toBe(SINCE + 15_000);
    expect(missing(0, 15_000)).toEqual({ kind: 'look-again', at: SINCE + 30_000 });
    expect(missing(1, 30_000)).toEqual({ kind: 'look-again', at: SINCE + 60_000 });
    expect(missing(2, 60_000)).toEqual({ kind: 'send-again' });
  });

  it('is never sent again before that, however often it was searched for', () => {
    expect(missing(9, 59_000)).toEqual({ kind: 'look-again', at: SINCE + 60_000 });
  });

  it('is a matter for people when it could not be searched for during a day', () => {
    expect(givesUpLooking(SINCE, SINCE + 23 * HOUR)).toBe(false);
    expect(givesUpLooking(SINCE, SINCE + 25 * HOUR)).toBe(true);
  });

  it('and is posted by hand is waited for a day', () => {
    const waiting = (looks: number, after: number) =>
      afterMissing(aReply({ awaitsPost: true, looks }), SINCE, SINCE + after, SETTLE);
    expect(firstNativeLook(SINCE)).toBe(SINCE + 600_000);
    expect(waiting(0, 600_000)).toEqual({ kind: 'look-again', at: SINCE + HOUR });
    expect(waiting(3, 24 * HOUR)).toEqual({ kind: 'not-posted' });
  });
});
