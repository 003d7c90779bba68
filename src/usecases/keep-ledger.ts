import { randomUUID } from 'node:crypto';
import type { Expense, Spending } from '../budgets.ts';
import type { DeskSettings } from '../domain/brand.ts';
import type { PricedCall } from '../domain/prices.ts';
import type { Clock, Ledger, Log } from '../ports.ts';

export interface KeepLedgerDeps {
  spending: Spending;
  desk: Pick<DeskSettings, 'prices' | 'budget'>;
  clock: Clock;
  log: Log;
}

/**
 * Writes down what each call costs, by the price list of the configuration. What cannot be written now is kept and
 * written with the next: the store being away must not change what becomes of a call to the network.
 */
export function keepLedger({ spending, desk, clock, log }: KeepLedgerDeps): Ledger {
  const { prices, budget } = desk;
  const warnAt = budget && Math.ceil(budget.perDay * budget.warnAt);
  let unwritten: Expense[] = [];
  const write = async (expense: Expense): Promise<void> => {
    try {
      await spending.add(expense, warnAt);
    } catch (error) {
      unwritten.push(expense);
      log.warn('expense-unwritten', { waiting: unwritten.length, error });
    }
  };
  return {
    async add(call: PricedCall, count: number) {
      if (count <= 0) return;
      const late = unwritten;
      unwritten = [];
      const expense = { id: randomUUID(), call, micros: prices.each[call] * count, at: clock.now() };
      await Promise.all([...late, expense].map(write));
    },
  };
}
