import { describe, expect, it } from 'vitest';
import { withNothingLeft } from '../../src/domain/limits.ts';
import { seenLimits } from '../../src/networks/x/seen-limits.ts';

const OWN = {
  'x-rate-limit-limit': '100',
  'x-rate-limit-remaining': '7',
  'x-rate-limit-reset': '1700000900',
};
const DAY = {
  'x-app-limit-24hour-limit': '10000',
  'x-app-limit-24hour-remaining': '0',
  'x-app-limit-24hour-reset': '1700086400',
  'x-user-limit-24hour-remaining': '3',
  'x-user-limit-24hour-reset': '1700086400',
};

describe('X’s headers', () => {
  it('say what is left of three limits, and until when', () => {
    expect(seenLimits({ ...OWN, ...DAY })).toEqual({
      account: { remaining: 7, resetAt: 1_700_000_900_000 },
      accountDay: { remaining: 3, resetAt: 1_700_086_400_000 },
      appDay: { remaining: 0, resetAt: 1_700_086_400_000 },
    });
  });

  it('may say a part of it, also without the limit itself', () => {
    expect(seenLimits(OWN)).toMatchObject({ account: { remaining: 7 }, accountDay: null, appDay: null });
    expect(seenLimits(DAY)).toMatchObject({ account: null, appDay: { remaining: 0 } });
  });

  it.each([
    ['nothing', {}],
    ['no reset', { 'x-rate-limit-remaining': '7' }],
    ['words', { ...OWN, 'x-rate-limit-remaining': 'many' }],
    ['a fraction', { ...OWN, 'x-rate-limit-remaining': '1.5' }],
    ['less than nothing', { ...OWN, 'x-rate-limit-remaining': '-1' }],
    ['no number', { ...OWN, 'x-rate-limit-reset': 'NaN' }],
    ['an empty one', { ...OWN, 'x-rate-limit-reset': '' }],
  ])('with %s say nothing', (_what, headers) => {
    expect(seenLimits(headers)).toBeNull();
  });
});

describe('a refusal for the limit', () => {
  it('that says no more means the account has nothing left', () => {
    expect(withNothingLeft(null, 5_000)).toEqual({
      account: { remaining: 0, resetAt: 5_000 },
      accountDay: null,
      appDay: null,
    });
    const seen = seenLimits(OWN);
    expect(withNothingLeft(seen, 5_000).account).toEqual({ remaining: 0, resetAt: 5_000 });
  });

  it('that names the limit is believed', () => {
    const seen = seenLimits({ ...OWN, ...DAY });
    expect(withNothingLeft(seen, 5_000)).toEqual(seen);
  });
});
