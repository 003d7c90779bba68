import { describe, expect, it } from 'vitest';
import {
  afterMissing,
  firstLook,
  firstNativeLook,
  givesUpLooking,
  isElsewhere,
  isThisReply,
  writtenAt,
} from '../../src/domain/reconcile.ts';
import { aPost, aReply } from '../support/samples.ts';

const SINCE = 1_700_000_100_000;
const SETTLE = 60_000;
const HOUR = 3_600_000;
const answer = aReply({ steps: ['direct'], part: 'answer', text: 'Look at https://acme.com now, please.' });
const SAM = { handle: 'sam_works', text: answer.text };
const own = (over = {}) => aPost({ inReplyTo: '1001', createdAt: SINCE, text: answer.text, ...over });

describe('a post', () => {
  it('is the reply by its place and its words, whatever the network does with links and mentions', () => {
    const text = '@customer_one  look at https://t.co/abc NOW, please.';
    expect(isThisReply(own({ text }), answer, SAM)).toBe(true);
  });

  it.each([
    ['under another post', { inReplyTo: '1002' }],
    ['in other words', { text: 'Thank you!' }],
    ['with more words', { text: `${answer.text} And tell us the number of your contract.` }],
    ['from long before', { createdAt: answer.createdAt - 25 * HOUR }],
  ])('is not the reply when it stands %s', (_where, over) => {
    expect(isThisReply(own(over), answer, SAM)).toBe(false);
  });

  it('is the introduction when it names the responder', () => {
    const introduction = aReply({ state: 'unknown' });
    expect(isThisReply(own({ text: '@c meet @Sam_Works' }), introduction, SAM)).toBe(true);
    expect(isThisReply(own({ text: '@c meet @ben_pulls' }), introduction, SAM)).toBe(false);
  });

  it('of the brand is the signed answer, and no other with the same beginning', () => {
    const signed = aReply({ steps: ['brand'], part: 'answer', text: 'We are on it' });
    const wanted = { handle: 'sam_works', text: 'We are on it – Sam, Acme' };
    expect(isThisReply(own({ text: 'We are on it – Sam, Acme' }), signed, wanted)).toBe(true);
    expect(isThisReply(own({ text: 'We are on it' }), signed, wanted)).toBe(false);
  });

  it('is as old as the wish for it, by the clock of the network', () => {
    const asked = aPost({ createdAt: 5_000 });
    const native = aReply({ steps: ['native'], part: 'answer', createdAt: SINCE + 60_000 });
    // Our clock is years ahead, and the customer's post came in at this moment.
    expect(writtenAt(native, asked, SINCE)).toBe(65_000);
    expect(writtenAt(native, asked, SINCE + 90_000)).toBe(5_000);
  });

  it('typed by hand is the reply whatever it says', () => {
    const native = aReply({ steps: ['native'], part: 'answer', awaitsPost: true });
    expect(isThisReply(own({ text: 'Said otherwise' }), native, SAM)).toBe(true);
  });
});

describe('a text that X has already', () => {
  it('is another post when it stands under another one', () => {
    expect(isElsewhere(own({ inReplyTo: '7' }), answer, answer.text)).toBe(true);
    expect(isElsewhere(own({ inReplyTo: '7', text: 'Thank you!' }), answer, answer.text)).toBe(false);
    expect(isElsewhere(own(), answer, answer.text)).toBe(false);
  });

  it('is not the introduction of the same person to another customer', () => {
    const introduction = aReply({ state: 'unknown' });
    const other = own({ inReplyTo: '7', text: '@other meet @sam_works' });
    expect(isElsewhere(other, introduction, '@customer_one meet @sam_works')).toBe(false);
    expect(isElsewhere(other, introduction, '@other meet @sam_works')).toBe(true);
  });
});

describe('a reply that is not found', () => {
  const missing = (looks: number, after: number) =>
    afterMissing(aReply({ state: 'unknown', looks }), SINCE, SINCE + after, SETTLE);

  it('is searched for three times before the network had its time, then known not to be there', () => {
    expect(firstLook(SINCE, SETTLE)).toBe(SINCE + 15_000);
    expect(missing(0, 15_000)).toEqual({ kind: 'look-again', at: SINCE + 30_000 });
    expect(missing(1, 30_000)).toEqual({ kind: 'look-again', at: SINCE + 60_000 });
    expect(missing(2, 60_000)).toEqual({ kind: 'not-there' });
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
