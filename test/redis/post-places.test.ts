import { describe, expect, it } from 'vitest';
import { X_LIMITS } from '../../config/x-terms.ts';
import type { PlaceRequest, PlaceSettled } from '../../src/budgets.ts';
import { ACCOUNT_WINDOW_MS, APP_WINDOW_MS } from '../../src/domain/limits.ts';
import { nextUtcDay } from '../../src/domain/prices.ts';
import { freshStore, twice } from '../support/fresh-store.ts';
import { aReply } from '../support/samples.ts';
import { claimedThread, NOW } from '../support/store.ts';

const fresh = freshStore();
const SECOND = 1_000;
const LIMITS = { perAccount: 3, perApp: 5 };

let count = 0;
const request = (over: Partial<PlaceRequest> = {}): PlaceRequest => {
  count += 1;
  return {
    id: `r-${count}:1`,
    replyId: `r-${count}`,
    accountId: '701',
    followedBy: null,
    limits: LIMITS,
    money: null,
    now: fresh.clock.now(),
    ...over,
  };
};
const take = (over: Partial<PlaceRequest> = {}) => fresh.store.places.take(request(over));
const settle = (over: Partial<PlaceSettled> = {}) =>
  fresh.store.places.settle({
    id: 'r-0:1',
    accountId: '701',
    counted: true,
    seen: null,
    now: fresh.clock.now(),
    ...over,
  });
const seen = (remaining: number, inMs = 60_000) => ({
  account: { remaining, resetAt: NOW + inMs },
  accountDay: null,
  appDay: null,
});
const TAKEN = { kind: 'taken' };
const RESET = NOW + 60_000 + SECOND;

/** Takes all of an account's places, each by a call that ended. */
async function fill(accountId = '701', places = LIMITS.perAccount): Promise<void> {
  for (let place = 0; place < places; place += 1) {
    const wanted = request({ accountId });
    expect(await fresh.store.places.take(wanted)).toEqual(TAKEN);
    await settle({ id: wanted.id, accountId });
  }
}

describe('places for posts', () => {
  it('are X’s own by default: 100 in 15 minutes, 10,000 in 24 hours', () => {
    expect(X_LIMITS).toEqual({ perAccount: 100, perApp: 10_000 });
    expect([ACCOUNT_WINDOW_MS, APP_WINDOW_MS]).toEqual([900_000, 86_400_000]);
  });

  it('are taken once by one call, however often it asks', async () => {
    const same = request();
    for (let tries = 0; tries < 5; tries += 1)
      await twice(fresh.store, () => fresh.store.places.take({ ...same }));
    expect(await fresh.store.redis.zcard('{T0TEST}:places:701')).toBe(1);
  });

  it('are never more than there are, also when all ask at once', async () => {
    const asked = await Promise.all(Array.from({ length: 30 }, () => take()));
    expect(asked.filter(({ kind }) => kind === 'taken')).toHaveLength(LIMITS.perAccount);
  });

  it('come back one by one as the window slides', async () => {
    await fill('701', 1);
    fresh.clock.advance(60_000);
    await fill('701', 2);
    expect(await take({ replyId: 'a' })).toEqual({
      kind: 'wait',
      at: NOW + ACCOUNT_WINDOW_MS + 1,
      because: 'account',
    });
    expect(await take({ replyId: 'b' })).toMatchObject({ at: NOW + 60_000 + ACCOUNT_WINDOW_MS + 1 });
    fresh.clock.advance(ACCOUNT_WINDOW_MS - 60_000);
    expect(await take({ replyId: 'a' })).toMatchObject({ kind: 'wait' });
    fresh.clock.advance(1);
    expect(await take({ replyId: 'b' })).toMatchObject({ kind: 'wait' });
    expect(await take({ replyId: 'a' })).toEqual(TAKEN);
  });

  it('of one account are no matter to another, until the app has none left', async () => {
    await fill('701');
    expect(await take()).toMatchObject({ kind: 'wait', because: 'account' });
    await fill('702', 2);
    expect(await take({ accountId: '703' })).toEqual({
      kind: 'wait',
      at: NOW + APP_WINDOW_MS + 1,
      because: 'app',
    });
  });

  it('are given back by a call that X did not count', async () => {
    const unreached = request();
    await fresh.store.places.take(unreached);
    await settle({ id: unreached.id, counted: false });
    await twice(fresh.store, () => settle({ id: unreached.id, counted: false }));
    await fill();
    expect(await take()).toMatchObject({ kind: 'wait' });
  });

  it('for an introduction need one of the account that follows, and take none of it', async () => {
    await fill('702');
    expect(await take({ followedBy: '702' })).toMatchObject({ kind: 'wait', because: 'follower' });
    expect(await take({ followedBy: '703' })).toEqual(TAKEN);
    expect(await fresh.store.redis.exists('{T0TEST}:places:703')).toBe(0);
  });
});

describe('a line', () => {
  it('goes by arrival, one second apart, whoever comes later', async () => {
    await fill('701', 1);
    await settle({ seen: seen(0) });
    const waiting = [];
    for (const replyId of ['a', 'b', 'c']) {
      fresh.clock.advance(1);
      waiting.push(await take({ replyId, limits: X_LIMITS }));
    }
    expect(waiting).toMatchObject([{ at: RESET }, { at: RESET + SECOND }, { at: RESET + 2 * SECOND }]);
    fresh.clock.advance(RESET - fresh.clock.now());
    expect(await take({ replyId: 'late', limits: X_LIMITS })).toMatchObject({ at: RESET + 3 * SECOND });
    expect(await take({ replyId: 'b', limits: X_LIMITS })).toMatchObject({ at: RESET + SECOND });
    expect(await take({ replyId: 'a', limits: X_LIMITS })).toEqual(TAKEN);
    fresh.clock.advance(SECOND);
    expect(await take({ replyId: 'b', limits: X_LIMITS })).toEqual(TAKEN);
  });

  it('keeps the place of who asks twice', async () => {
    await fill();
    const first = request({ replyId: 'a' });
    const wait = await twice(fresh.store, () => fresh.store.places.take({ ...first }));
    await take({ replyId: 'b' });
    expect(await take({ replyId: 'a' })).toEqual(wait);
  });

  it('does not wait for somebody who never comes back', async () => {
    await fill('701', 1);
    await settle({ seen: seen(0) });
    const limits = { ...X_LIMITS, perAccount: 2 };
    expect(await take({ replyId: 'gone', limits })).toMatchObject({ at: RESET });
    fresh.clock.advance(RESET + 61 * SECOND - NOW);
    expect(await take({ limits })).toEqual(TAKEN);
  });
});

describe('what X says', () => {
  it('overrules our own count, and ends with its reset', async () => {
    await fill('701', 1);
    await settle({ seen: seen(0) });
    expect(await take({ replyId: 'a' })).toEqual({ kind: 'wait', at: RESET, because: 'account' });
    expect(await take({ accountId: '702' })).toEqual(TAKEN);
    fresh.clock.advance(RESET - NOW);
    expect(await take({ replyId: 'a' })).toEqual(TAKEN);
  });

  it('is reckoned with the calls that are under way', async () => {
    const [one, other] = [request(), request()];
    await fresh.store.places.take(one);
    await fresh.store.places.take(other);
    await settle({ id: one.id, seen: seen(1) });
    // X's "1 left" may or may not know of the other call: that one tells.
    expect(await take({ replyId: 'a', limits: X_LIMITS })).toMatchObject({ at: NOW + 2 * SECOND });
    await settle({ id: other.id, seen: seen(1) });
    fresh.clock.advance(2 * SECOND);
    expect(await take({ replyId: 'a', limits: X_LIMITS })).toEqual(TAKEN);
    expect(await take({ replyId: 'b', limits: X_LIMITS })).toMatchObject({ kind: 'wait' });
  });

  it('is not taken back by an older answer that comes later', async () => {
    await settle({ seen: seen(0) });
    await settle({ seen: seen(7) });
    await settle({ seen: seen(7, 30_000) });
    expect(await take()).toMatchObject({ at: RESET });
    await settle({ seen: seen(7, 960_000) });
    expect(await take({ replyId: 'new' })).not.toMatchObject({ at: RESET });
  });

  it('of a call whose answer was lost is taken to be one less', async () => {
    const [one, lost] = [request(), request()];
    await fresh.store.places.take(one);
    await settle({ id: one.id, seen: seen(1, 600_000) });
    await fresh.store.places.take(lost);
    await settle({ id: lost.id });
    expect(await take({ limits: X_LIMITS })).toMatchObject({ kind: 'wait', at: NOW + 601_000 });
  });

  it('of a call whose process was killed likewise, once it can be no more', async () => {
    const one = request();
    await fresh.store.places.take(one);
    await settle({ id: one.id, seen: seen(1, 600_000) });
    await take();
    fresh.clock.advance(90_001);
    expect(await take({ limits: X_LIMITS })).toMatchObject({ kind: 'wait', at: NOW + 601_000 });
  });

  it('of the account’s and the app’s 24 hours counts like the 15 minutes', async () => {
    const none = { remaining: 0, resetAt: NOW + 3_600_000 };
    await settle({ seen: { account: null, accountDay: none, appDay: null } });
    expect(await take()).toMatchObject({ because: 'account', at: NOW + 3_601_000 });
    await settle({ accountId: '702', seen: { account: null, accountDay: null, appDay: none } });
    expect(await take({ accountId: '703' })).toMatchObject({ because: 'app', at: NOW + 3_601_000 });
  });
});

describe('money', () => {
  const MIDNIGHT = nextUtcDay(NOW);
  const spend = (micros: number, id = 'e') =>
    fresh.store.spending.add({ id, call: 'post_read', micros, at: fresh.clock.now() }, null);
  const buy = (cost: number, over: Partial<PlaceRequest> = {}) =>
    take({ money: { cost, perDay: 100_000 }, limits: X_LIMITS, ...over });

  it('that is used up comes back with the next day', async () => {
    await spend(90_000);
    expect(await buy(200_000, { replyId: 'link' })).toEqual({ kind: 'wait', at: MIDNIGHT, because: 'money' });
    expect(await buy(10_000, { id: 'plain:1' })).toEqual(TAKEN);
    await settle({ id: 'plain:1' });
    await spend(10_000, 'plain');
    expect(await buy(1, { replyId: 'other' })).toMatchObject({ at: MIDNIGHT + SECOND });
    fresh.clock.advance(MIDNIGHT + SECOND - NOW);
    expect(await buy(1, { replyId: 'other' })).toEqual(TAKEN);
  });

  it('is not promised twice to calls that are under way', async () => {
    const asked = await Promise.all(Array.from({ length: 20 }, () => buy(15_000)));
    expect(asked.filter(({ kind }) => kind === 'taken')).toHaveLength(6);
    expect(asked.filter(({ kind }) => kind === 'wait')).toEqual(
      Array.from({ length: 14 }, () => ({ kind: 'wait', at: NOW + 2 * SECOND, because: 'money' })),
    );
  });

  it('does not matter where it is not asked for', async () => {
    await spend(1_000_000);
    expect(await take()).toEqual(TAKEN);
  });

  it('that was raised lets those go who wait for it, once', async () => {
    const { store } = fresh;
    await store.places.budgetIs(100_000, NOW);
    await claimedThread(store);
    const reply = aReply({ id: 'r-1', notBefore: NOW });
    await store.replies.submit(reply);
    await store.replies.begin('r-1', NOW);
    await spend(100_000);
    await buy(1, { replyId: 'r-1' });
    await store.replies.finish('r-1', 1, { kind: 'retry', at: MIDNIGHT, reason: 'no money' }, NOW);
    expect(await store.places.budgetIs(100_000, NOW)).toBe(0);
    expect(await store.replies.begin('r-1', NOW)).toMatchObject({ kind: 'not-due' });
    expect(await store.places.budgetIs(200_000, NOW)).toBe(1);
    expect(await store.replies.begin('r-1', NOW)).toMatchObject({ kind: 'go' });
    expect(await store.places.budgetIs(200_000, NOW)).toBe(0);
  });
});
