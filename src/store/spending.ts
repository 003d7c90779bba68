import type { Spending, Spent } from '../budgets.ts';
import { utcDay } from '../domain/prices.ts';
import { SPENT_ID_MS, SPENT_MS } from './keys.ts';
import type { Database } from './scripts.ts';

export function createSpending(db: Database): Spending {
  const read = async (name: string): Promise<Spent> => {
    const spent = await db.call((redis, prefix) => redis.hgetall(`${prefix}${name}`));
    return Object.fromEntries(Object.entries(spent).map(([call, micros]) => [call, Number(micros)]));
  };
  return {
    async add({ id, call, micros, at }, warnAt) {
      await db.run('spend', id, utcDay(at), call, micros, warnAt ?? '', at, SPENT_MS, SPENT_ID_MS);
    },
    onDay: (day) => read(`spent:${day}`),
    ever: () => read('spent-ever'),
  };
}
