import type { Spending } from '../budgets.ts';
import type { DeskSettings } from '../domain/brand.ts';
import { sumOf, sumText } from '../domain/prices.ts';
import type { JobAnswer, Notifier, People } from '../ports.ts';
import { type TellOnceDeps, tellOnce } from './tell-once.ts';

export interface TellBudgetDeps extends TellOnceDeps {
  spending: Spending;
  people: People;
  notifier: Notifier;
  desk: Pick<DeskSettings, 'budget'>;
}

/** Tells operations, once on this UTC day, how much of its budget is spent. Whoever cannot be told does not stop the others. */
export function tellBudget(deps: TellBudgetDeps) {
  return async (day: string): Promise<JobAnswer> => {
    if (deps.desk.budget === null) return { done: true };
    const text = warning(deps.desk.budget.perDay, sumOf(await deps.spending.onDay(day)), day);
    const tell = tellOnce(deps);
    let again: number | null = null;
    for (const slackUser of await deps.people.operations()) {
      again = (await tell(`budget:${day}:${slackUser}`, () => deps.notifier.tell(slackUser, text))) ?? again;
    }
    return again === null ? { done: true } : { again };
  };
}

function warning(budget: number, spent: number, day: string): string {
  const part = Math.floor((spent / budget) * 100);
  return (
    `:money_with_wings: X has cost *${sumText(spent)}* on ${day} (UTC): ${part} % of the day's budget of ${sumText(budget)}. ` +
    'When it is used up, mentions are still read, and new answers wait for the next day: those with a link first. ' +
    'Raise `budget.usd_per_day` in the YAML and restart to let them go at once.'
  );
}
