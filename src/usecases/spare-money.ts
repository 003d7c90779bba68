import type { Spending } from '../budgets.ts';
import type { DeskSettings } from '../domain/brand.ts';
import { nextUtcDay, sumOf, utcDay } from '../domain/prices.ts';
import type { Clock } from '../ports.ts';

export interface SpareMoneyDeps {
  spending: Spending;
  desk: Pick<DeskSettings, 'budget'>;
  clock: Clock;
}

/**
 * Whether there is money for reading that no customer waits for: once operations were warned, what is left of the day's
 * budget is for answers. Null: there is; else when to ask again.
 */
export async function spareMoney({ spending, desk, clock }: SpareMoneyDeps): Promise<number | null> {
  if (desk.budget === null) return null;
  const now = clock.now();
  const spent = sumOf(await spending.onDay(utcDay(now)));
  return spent < desk.budget.perDay * desk.budget.warnAt ? null : nextUtcDay(now);
}
