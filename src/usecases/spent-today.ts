import type { Spending, Spent } from '../budgets.ts';
import type { DeskSettings } from '../domain/brand.ts';
import { utcDay } from '../domain/prices.ts';
import { AppError } from '../errors.ts';
import type { Clock, People } from '../ports.ts';

export interface SpentTodayDeps {
  spending: Spending;
  people: People;
  desk: Pick<DeskSettings, 'prices' | 'budget'>;
  clock: Clock;
}

export interface SpentToday {
  /** By call, in millionths of a dollar. */
  spent: Spent;
  /** In millionths of a dollar; null: no budget. */
  perDay: number | null;
  /** The day of the price list. */
  pricesAsOf: string;
}

/** With Slack's groups away, nobody is shown more than everybody is. */
async function mayKnow(people: People, slackUser: string): Promise<boolean> {
  try {
    return (await people.operations()).has(slackUser) || (await people.isLead(slackUser));
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

/** What X has cost on this UTC day, for leads and operations; null for everybody else. */
export function spentToday({ spending, people, desk, clock }: SpentTodayDeps) {
  return async (slackUser: string): Promise<SpentToday | null> => {
    if (!(await mayKnow(people, slackUser))) return null;
    const spent = await spending.onDay(utcDay(clock.now()));
    return { spent, perDay: desk.budget?.perDay ?? null, pricesAsOf: desk.prices.asOf };
  };
}
