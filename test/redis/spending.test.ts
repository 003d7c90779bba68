import { describe, expect, it } from 'vitest';
import { X_PRICES } from '../../config/x-terms.ts';
import { microsOf, nextUtcDay, utcDay } from '../../src/domain/prices.ts';
import { UnavailableError } from '../../src/errors.ts';
import { keepLedger } from '../../src/usecases/keep-ledger.ts';
import { freshStore, twice } from '../support/fresh-store.ts';
import { NOW, silentLog } from '../support/store.ts';

const fresh = freshStore();
const DAY = utcDay(NOW);
const BUDGET = { perDay: microsOf(0.1), warnAt: 0.8 };

const ledger = (budget: typeof BUDGET | null = BUDGET) =>
  keepLedger({
    spending: fresh.store.spending,
    desk: { prices: X_PRICES, budget },
    clock: fresh.clock,
    log: silentLog,
  });
const warnings = async () =>
  (await fresh.store.outbox.take(fresh.clock.now(), 100, 0)).map(({ member }) => member);

describe('an expense', () => {
  it('that is sent twice is counted once', async () => {
    const expense = { id: 'e-1', call: 'create', micros: 15_000, at: NOW } as const;
    await fresh.store.spending.add(expense, 1);
    await twice(fresh.store, () => fresh.store.spending.add(expense, 1));
    expect(await fresh.store.spending.onDay(DAY)).toEqual({ create: 15_000 });
  });

  it('is counted by call and UTC day, in whole millionths, for 400 days', async () => {
    const { add } = ledger();
    await add('owned_read', 7);
    await add('owned_read', 0);
    await add('create_with_link', 1);
    fresh.clock.advance(nextUtcDay(NOW) - NOW);
    await add('owned_read', 1);
    expect(await fresh.store.spending.onDay(DAY)).toEqual({ owned_read: 7_000, create_with_link: 200_000 });
    expect(await fresh.store.spending.onDay(utcDay(fresh.clock.now()))).toEqual({ owned_read: 1_000 });
    expect(await fresh.store.spending.ever()).toEqual({ owned_read: 8_000, create_with_link: 200_000 });
    const days = (await fresh.store.redis.pttl(`{T0TEST}:spent:${DAY}`)) / 86_400_000;
    expect(days).toBeCloseTo(400, 1);
  });

  it('is kept while the store is away, and written with the next', async () => {
    const { spending } = fresh.store;
    let away = true;
    const { add } = keepLedger({
      spending: {
        ...spending,
        async add(expense, warnAt) {
          await spending.add(expense, warnAt);
          // Written, and the answer lost.
          if (away) throw new UnavailableError('store-unavailable', 'Away.');
        },
      },
      desk: { prices: X_PRICES, budget: null },
      clock: fresh.clock,
      log: silentLog,
    });
    await add('post_read', 3);
    away = false;
    await add('delete', 1);
    expect(await spending.onDay(DAY)).toEqual({ post_read: 15_000, delete: 10_000 });
  });
});

describe('the warning', () => {
  it('is work for somebody once a day, when the part is reached', async () => {
    const { add } = ledger();
    await add('post_read', 15);
    expect(await warnings()).toEqual([]);
    await add('post_read', 1);
    expect(await warnings()).toEqual([`budget:${DAY}`]);
    const [work] = await fresh.store.outbox.take(fresh.clock.now(), 1, 0);
    if (work) await fresh.store.outbox.complete(work);
    await add('create_with_link', 5);
    expect(await warnings()).toEqual([]);
    fresh.clock.advance(nextUtcDay(NOW) - NOW);
    await add('create_with_link', 1);
    expect(await warnings()).toEqual([`budget:${utcDay(fresh.clock.now())}`]);
  });

  it('is none without a budget', async () => {
    await ledger(null).add('create_with_link', 1_000);
    expect(await warnings()).toEqual([]);
  });
});
