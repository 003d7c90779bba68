import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readDesk } from '../../config/desk.ts';
import { X_LIMITS, X_PRICES } from '../../config/x-terms.ts';
import { readLeastDesk } from '../support/least-desk.ts';

describe('limits, prices and budget', () => {
  it('are X’s own and none where nothing is said', () => {
    expect(readLeastDesk('').value).toMatchObject({ limits: X_LIMITS, prices: X_PRICES, budget: null });
  });

  it('are taken from the YAML, the prices as far as they are there', () => {
    const { value } = readLeastDesk(
      [
        'limits: { per_account_15_min: 20 }',
        'budget: { usd_per_day: 12.5 }',
        'prices: { as_of: 2027-01-31, create_with_link: 0.3, owned_read: 0 }',
      ].join('\n'),
    );
    expect(value).toMatchObject({
      limits: { perAccount: 20, perApp: 10_000 },
      budget: { perDay: 12_500_000, warnAt: 0.8 },
      prices: {
        asOf: '2027-01-31',
        each: { create_with_link: 300_000, owned_read: 0, create: 15_000 },
      },
    });
  });

  it('stand in the example as Faccia knows them', () => {
    const text = readFileSync('config/faccia.example.yaml', 'utf8');
    const shown = text.replace(/^# prices:\n(?:# .*\n)+/mu, (block) => block.replace(/^# /gmu, ''));
    const { value, problems } = readDesk('faccia.example.yaml', () => shown);
    expect(problems).toEqual([]);
    expect(value).toMatchObject({ limits: X_LIMITS, prices: X_PRICES, budget: { perDay: 50_000_000 } });
    expect(shown).toMatch(/^prices:$/mu);
  });

  it.each([
    ['limits: { per_account_15_min: 200 }', 'limits.per_account_15_min must be a whole number, 1 to 100'],
    ['limits: { app_24_h: 0 }', 'limits.app_24_h must be a whole number, 1 to 10000'],
    ['limits: { app_24_h: 1.5 }', 'limits.app_24_h must be a whole number, 1 to 10000'],
    ['budget: { usd_per_day: 0 }', 'budget.usd_per_day must be more than 0. Leave "budget" out'],
    ['budget: { usd_per_day: 5, warn_at: 80 }', 'budget.warn_at must be more than 0, up to 1'],
    ['budget: { per_day: 5 }', 'budget has "per_day", which Faccia does not know'],
    ['prices: { create: 0.02 }', 'prices.as_of is missing: the day'],
    ['prices: { as_of: last May, create: 0.02 }', 'prices.as_of must be a day such as "2026-08-22"'],
    ['prices: { as_of: 2027-01-31, create: -1 }', 'prices.create must be 0 or more'],
  ])('that are wrong are named: %s', (line, complaint) => {
    expect(readLeastDesk(line).problems.join('\n')).toContain(complaint);
  });
});
