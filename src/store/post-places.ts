import type { Hindrance, PostPlaces } from '../budgets.ts';
import { ACCOUNT_WINDOW_MS, type Allowance, APP_WINDOW_MS } from '../domain/limits.ts';
import { nextUtcDay, utcDay } from '../domain/prices.ts';
import { SEEN_LIMITS_MS } from './keys.ts';
import type { Database } from './scripts.ts';

/** A call that was not settled by then never will be: its process is gone. */
const LOST_AFTER_MS = 90_000;
/** Between two replies that wait for the same moment. */
const SPACING_MS = 1_000;
/** Until calls under way have told how they ended. */
const SOON_MS = 2_000;
/** Whoever did not come so long after its moment is not waited for: it ended in another way. */
const LATE_AFTER_MS = 60_000;
/** X's clock and ours differ: a little after its reset is safe. */
const RESET_MARGIN_MS = 1_000;

export function createPostPlaces(db: Database): PostPlaces {
  return {
    async take({ id, replyId, accountId, followedBy, limits, money, now }) {
      const budget = money === null ? '' : money.perDay;
      const [kind, at, because] = (await db.run(
        'take-place',
        ...[id, replyId, accountId, followedBy ?? '', now],
        ...[limits.perAccount, ACCOUNT_WINDOW_MS, limits.perApp, APP_WINDOW_MS],
        ...[money?.cost ?? 0, budget, utcDay(now), nextUtcDay(now)],
        ...[LOST_AFTER_MS, SPACING_MS, SOON_MS, LATE_AFTER_MS],
      )) as string[];
      return kind === 'taken' ? { kind } : { kind: 'wait', at: Number(at), because: because as Hindrance };
    },
    async settle({ id, accountId, counted, seen, now }) {
      const head = [id, accountId, now, counted ? 1 : 0, SEEN_LIMITS_MS];
      const told = [seen?.account, seen?.accountDay, seen?.appDay].flatMap(allowanceArguments);
      await db.run('settle-place', ...head, ...told);
    },
    budgetIs: async (perDay, now) => (await db.run('budget-is', perDay ?? 'none', now)) as number,
  };
}

function allowanceArguments(allowance: Allowance | null | undefined): (string | number)[] {
  return allowance ? [allowance.remaining, allowance.resetAt + RESET_MARGIN_MS] : ['', ''];
}
