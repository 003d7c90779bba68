import { describe, expect, it } from 'vitest';
import { X_PRICES } from '../../config/x-terms.ts';
import { microsOf, utcDay } from '../../src/domain/prices.ts';
import { RefusedError, UnavailableError } from '../../src/errors.ts';
import { POSTING_GRACE_MS } from '../../src/outbox.ts';
import type { Notifier, People } from '../../src/ports.ts';
import { spentToday } from '../../src/usecases/spent-today.ts';
import { tellBudget } from '../../src/usecases/tell-budget.ts';
import { freshStore } from '../support/fresh-store.ts';
import { NOW, silentLog } from '../support/store.ts';

const fresh = freshStore();
const DAY = utcDay(NOW);
const BUDGET = { perDay: microsOf(50), warnAt: 0.8 };

/** Operations, and what each was told; `fail` may throw in the place of Slack. */
function ward(operations: string[], fail: (slackUser: string) => void = () => undefined) {
  const told: [string, string][] = [];
  const notifier: Pick<Notifier, 'tell'> = {
    async tell(slackUser, text) {
      fail(slackUser);
      told.push([slackUser, text]);
    },
  };
  const people: Pick<People, 'operations' | 'isLead'> = {
    operations: async () => new Set(operations),
    isLead: async (slackUser) => slackUser === 'ULEAD',
  };
  const desk = { budget: BUDGET, prices: X_PRICES };
  const { spending, messages } = fresh.store;
  const deps = { spending, messages, desk, clock: fresh.clock, log: silentLog };
  return {
    told,
    tell: tellBudget({ ...deps, notifier: notifier as Notifier, people: people as People }),
    spent: spentToday({ ...deps, people: people as People }),
  };
}

const spend = () =>
  fresh.store.spending.add({ id: 'e-1', call: 'create_with_link', micros: 40_500_000, at: NOW }, null);

describe('operations', () => {
  it('are told once, each of them, what is spent and what happens next', async () => {
    await spend();
    const { told, tell } = ward(['UOPS', 'UOTHER']);
    expect(await tell(DAY)).toEqual({ done: true });
    expect(await tell(DAY)).toEqual({ done: true });
    expect(told.map(([slackUser]) => slackUser)).toEqual(['UOPS', 'UOTHER']);
    expect(told[0]?.[1]).toMatch(/\*\$40\.50\* on 2023-11-14 \(UTC\): 81 % of .*\$50\.00.*usd_per_day/su);
  });

  it('are told later where Slack is away, and whoever was told is not told again', async () => {
    let away = true;
    const { told, tell } = ward(['UOPS', 'UAWAY'], (slackUser) => {
      if (away && slackUser === 'UAWAY') throw new UnavailableError('slack-unavailable', 'Away.');
    });
    expect(await tell(DAY)).toEqual({ again: NOW + 5_000 });
    away = false;
    expect(await tell(DAY)).toEqual({ done: true });
    expect(told.map(([slackUser]) => slackUser)).toEqual(['UOPS', 'UAWAY']);
  });

  it('are not kept waiting by one whom Slack does not let us tell', async () => {
    const { told, tell } = ward(['UGONE', 'UOPS'], (slackUser) => {
      if (slackUser === 'UGONE') throw new RefusedError('slack-refused', 'Gone.');
    });
    expect(await tell(DAY)).toEqual({ done: true });
    expect(told.map(([slackUser]) => slackUser)).toEqual(['UOPS']);
  });

  it('are not told by two at once', async () => {
    const { told, tell } = ward(['UOPS']);
    await fresh.store.messages.begin(`budget:${DAY}:UOPS`, NOW);
    expect(await tell(DAY)).toEqual({ again: NOW + POSTING_GRACE_MS });
    fresh.clock.advance(POSTING_GRACE_MS);
    expect(await tell(DAY)).toEqual({ done: true });
    expect(told).toHaveLength(1);
  });
});

describe('what is spent today', () => {
  it('is for leads and operations only', async () => {
    await spend();
    const { spent } = ward(['UOPS']);
    const shown = {
      spent: { create_with_link: 40_500_000 },
      perDay: BUDGET.perDay,
      pricesAsOf: '2026-08-22',
    };
    expect(await spent('UOPS')).toEqual(shown);
    expect(await spent('ULEAD')).toEqual(shown);
    expect(await spent('USAM')).toBeNull();
  });
});
