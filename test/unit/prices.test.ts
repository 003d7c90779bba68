import { describe, expect, it } from 'vitest';
import { nextUtcDay, priceText, sumText, utcDay } from '../../src/domain/prices.ts';
import { type AnsweredCall, pricedCall } from '../../src/networks/x/priced-calls.ts';

const call = (over: Partial<AnsweredCall>) =>
  pricedCall({
    method: 'GET',
    path: '/2/tweets',
    caller: 'user',
    body: undefined,
    answer: { data: [{ id: '1' }, { id: '2' }], includes: { users: [{}, {}, {}] } },
    repliesAreSummoned: true,
    ...over,
  });
const created = (text: string, over: Partial<AnsweredCall> = {}) =>
  call({
    method: 'POST',
    body: { text, reply: { in_reply_to_tweet_id: '1' } },
    answer: { data: { id: '2' } },
    ...over,
  });

describe('what X charges for', () => {
  it.each([
    ['own mentions', { path: '/2/users/7/mentions' }, 'owned_read', 2],
    ['mentions, read by the app', { path: '/2/users/7/mentions', caller: 'app' }, 'post_read', 2],
    ['posts of an account', { path: '/2/users/7/tweets' }, 'post_read', 2],
    ['a search', { path: '/2/tweets/search/recent', caller: 'app' }, 'post_read', 2],
    ['posts by id', { path: '/2/tweets' }, 'post_read', 2],
    ['one post', { path: '/2/tweets/1001', answer: { data: { id: '1001' } } }, 'post_read', 1],
    ['who I am', { path: '/2/users/me', answer: { data: { id: '7' } } }, 'user_read', 1],
    ['a handle', { path: '/2/users/by/username/acme', answer: { data: { id: '7' } } }, 'user_read', 1],
    [
      'deleting',
      { method: 'DELETE', path: '/2/tweets/1001', answer: { data: { deleted: true } } },
      'delete',
      1,
    ],
  ] as const)('is %s, by what is returned', (_what, over, name, count) => {
    expect(call(over)).toEqual({ call: name, count });
  });

  it.each([
    ['an empty page', { answer: { meta: { result_count: 0 } } }],
    ['a post that is gone', { path: '/2/tweets/1', answer: { errors: [{}] } }],
    ['the stream’s rules', { path: '/2/tweets/search/stream/rules' }],
    ['tokens', { method: 'POST', path: '/2/oauth2/token' }],
  ] as const)('is not %s', (_what, over) => {
    expect(call(over)).toBeNull();
  });

  it('is a post by the dearest name that fits', () => {
    expect(created('hello')).toEqual({ call: 'create_summoned', count: 1 });
    expect(created('hello', { repliesAreSummoned: false })).toEqual({ call: 'create', count: 1 });
    expect(created('hello', { body: { text: 'no reply' } })).toEqual({ call: 'create', count: 1 });
    expect(created('see acme.com')).toEqual({ call: 'create_with_link', count: 1 });
  });
});

describe('money in words', () => {
  it.each([
    [15_000, '$0.015', '$0.01'],
    [200_000, '$0.20', '$0.20'],
    [1_000, '$0.001', '$0.00'],
    [50_000_000, '$50.00', '$50.00'],
    [1_234_567_890, '$1234.56789', '$1234.57'],
    [0, '$0.00', '$0.00'],
  ])('of %i millionths is %s, and %s as a sum', (micros, price, sum) => {
    expect(priceText(micros)).toBe(price);
    expect(sumText(micros)).toBe(sum);
  });
});

describe('a day of X’s', () => {
  it('begins at midnight UTC', () => {
    const noon = Date.UTC(2026, 10, 24, 12);
    expect(utcDay(noon)).toBe('2026-11-24');
    expect(utcDay(Date.UTC(2026, 10, 24, 23, 59, 59, 999))).toBe('2026-11-24');
    expect(nextUtcDay(noon)).toBe(Date.UTC(2026, 10, 25));
    expect(nextUtcDay(Date.UTC(2026, 10, 25))).toBe(Date.UTC(2026, 10, 26));
  });
});
