import type { Spending } from '../budgets.ts';
import type { DeskSettings } from '../domain/brand.ts';
import { sumOf, sumText } from '../domain/prices.ts';
import { AppError, UnavailableError } from '../errors.ts';
import { POSTING_GRACE_MS, type SlackMessages } from '../outbox.ts';
import type { Clock, JobAnswer, Log, Notifier, People } from '../ports.ts';

export interface TellBudgetDeps {
  spending: Spending;
  messages: SlackMessages;
  people: People;
  notifier: Notifier;
  desk: Pick<DeskSettings, 'budget'>;
  clock: Clock;
  log: Log;
}

const UNREACHABLE_WAIT_MS = 30_000;

/** Tells operations, once on this UTC day, how much of its budget is spent. Whoever cannot be told does not stop the others. */
export function tellBudget(deps: TellBudgetDeps) {
  return async (day: string): Promise<JobAnswer> => {
    if (deps.desk.budget === null) return { done: true };
    const text = warning(deps.desk.budget.perDay, sumOf(await deps.spending.onDay(day)), day);
    let again: number | null = null;
    for (const slackUser of await deps.people.operations()) {
      again = (await tellOnce(deps, `budget:${day}:${slackUser}`, slackUser, text)) ?? again;
    }
    return again === null ? { done: true } : { again };
  };
}

/** Null: told, or cannot be told. */
async function tellOnce(
  { messages, notifier, clock, log }: TellBudgetDeps,
  key: string,
  slackUser: string,
  text: string,
): Promise<number | null> {
  const before = await messages.begin(key, clock.now());
  if (before.kind === 'posted') return null;
  // Somebody may be telling now. After that, twice is better than never.
  if (before.kind === 'begun' && clock.now() < before.since + POSTING_GRACE_MS)
    return before.since + POSTING_GRACE_MS;
  try {
    await notifier.tell(slackUser, text);
    await messages.posted(key, 'told');
    return null;
  } catch (error) {
    await messages.failed(key);
    if (error instanceof UnavailableError) return clock.now() + (error.retryAfterMs ?? UNREACHABLE_WAIT_MS);
    if (!(error instanceof AppError)) throw error;
    log.warn('budget-not-told', { slackUser, error });
    return null;
  }
}

function warning(budget: number, spent: number, day: string): string {
  const part = Math.floor((spent / budget) * 100);
  return (
    `:money_with_wings: X has cost *${sumText(spent)}* on ${day} (UTC): ${part} % of the day's budget of ${sumText(budget)}. ` +
    'When it is used up, mentions are still read, and new answers wait for the next day: those with a link first. ' +
    'Raise `budget.usd_per_day` in the YAML and restart to let them go at once.'
  );
}
