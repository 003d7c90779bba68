import { z } from 'zod';
import type { PostLimits } from '../src/domain/limits.ts';
import {
  type DayBudget,
  microsOf,
  PRICED_CALLS,
  type PricedCall,
  type Prices,
} from '../src/domain/prices.ts';
import { X_LIMITS, X_PRICES } from './x-terms.ts';

const lowered = (limit: number) => {
  const range = `must be a whole number, 1 to ${limit}: X takes no more than ${limit}.`;
  return z.number().refine(Number.isInteger, range).min(1, range).max(limit, range).default(limit);
};

const limits = z.strictObject({
  per_account_15_min: lowered(X_LIMITS.perAccount),
  app_24_h: lowered(X_LIMITS.perApp),
});

const price = z
  .number()
  .min(0, 'must be 0 or more, in US dollars.')
  .max(100, 'must be 100 or less: US dollars.');

const prices = z
  .strictObject({
    as_of: z
      .string()
      .regex(/^\d{4}-\d\d-\d\d$/u, 'must be a day such as "2026-08-22".')
      .optional(),
    ...(Object.fromEntries(PRICED_CALLS.map((call) => [call, price.optional()])) as Record<
      PricedCall,
      z.ZodOptional<typeof price>
    >),
  })
  .refine((given) => given.as_of !== undefined, {
    path: ['as_of'],
    message: 'is missing: the day on which you read X\'s price list, such as "2026-08-22".',
  });

const budget = z.strictObject({
  usd_per_day: z.number().positive('must be more than 0. Leave "budget" out if there is none.'),
  warn_at: z
    .number()
    .gt(0, 'must be more than 0, up to 1: 0.8 is four fifths of the budget.')
    .max(1, 'must be more than 0, up to 1: 0.8 is four fifths of the budget.')
    .default(0.8),
});

/** X's limits, X's prices and the day's budget: parts of the desk that may be left out. */
export const moneySchema = {
  limits: limits.default({ per_account_15_min: X_LIMITS.perAccount, app_24_h: X_LIMITS.perApp }),
  prices: prices.optional(),
  budget: budget.optional(),
};

interface Given {
  limits: z.output<typeof limits>;
  prices?: z.output<typeof prices> | undefined;
  budget?: z.output<typeof budget> | undefined;
}

export interface MoneySettings {
  limits: PostLimits;
  prices: Prices;
  budget: DayBudget | null;
}

export function toMoney(given: Given): MoneySettings {
  return {
    limits: { perAccount: given.limits.per_account_15_min, perApp: given.limits.app_24_h },
    prices: toPrices(given.prices),
    budget: given.budget
      ? { perDay: microsOf(given.budget.usd_per_day), warnAt: given.budget.warn_at }
      : null,
  };
}

function toPrices(given: Given['prices']): Prices {
  if (given === undefined) return X_PRICES;
  const each = PRICED_CALLS.map((call) => {
    const dollars = given[call];
    return [call, dollars === undefined ? X_PRICES.each[call] : microsOf(dollars)] as const;
  });
  return { asOf: given.as_of ?? X_PRICES.asOf, each: Object.fromEntries(each) as Record<PricedCall, number> };
}
