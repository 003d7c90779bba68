import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { X_LIMITS, X_PRICES } from '../../config/x-terms.ts';
import type { Reply } from '../../src/domain/glossary.ts';
import { ACCOUNT_WINDOW_MS, type PostLimits } from '../../src/domain/limits.ts';
import type { PostOutcome } from '../../src/domain/outcome.ts';
import { type DayBudget, microsOf, nextUtcDay, sumOf, utcDay } from '../../src/domain/prices.ts';
import { keepLedger } from '../../src/usecases/keep-ledger.ts';
import { withinBudgets } from '../../src/usecases/within-budgets.ts';
import { freshStore } from '../support/fresh-store.ts';
import { type LocalX, openLocalX } from '../support/local-x.ts';
import { measureText } from '../support/measure-text.ts';
import { anAccount, aReply } from '../support/samples.ts';
import { NOW, silentLog } from '../support/store.ts';

const CREATE = 'POST /2/tweets';
const fresh = freshStore();
let local: LocalX;
beforeEach(async () => {
  const { clock, store } = fresh;
  const desk = { prices: X_PRICES, budget: null };
  const ledger = keepLedger({ spending: store.spending, desk, clock, log: silentLog });
  local = await openLocalX(5_000, { clock, ledger });
});
afterEach(() => local.close());

interface Told {
  limits?: PostLimits;
  budget?: DayBudget | null;
}

let count = 0;

/** What delivering does: one attempt at one reply, from this account. */
async function send(
  username: string,
  over: Partial<Reply> = {},
  { limits = X_LIMITS, budget = null }: Told = {},
): Promise<PostOutcome> {
  count += 1;
  const { world } = local.x;
  const { id = '' } = world.addUser({ username, kind: 'employee' });
  const customer = world.addUser({ username: 'customer_one' }).id;
  const mention = world.post({ authorId: customer, text: `@${username} @acme help ${count}` });
  const text = over.text ?? `We look into it ${count}.`;
  const reply = aReply({ id: `r-${count}`, attempt: 1, steps: ['direct'], part: 'answer', ...over, text });
  const deps = {
    places: fresh.store.places,
    desk: { limits, budget, prices: X_PRICES },
    measure: measureText,
  };
  const deliver = withinBudgets({ ...deps, clock: fresh.clock, log: silentLog });
  return deliver({ reply, text, alts: 0, poster: anAccount({ id, handle: username }) }, (onLimits) =>
    local.network.createPost(local.tokensOf(username), { text, inReplyTo: mention.id, onLimits }),
  );
}

const calls = () => local.x.requests.filter(({ route }) => route === CREATE);
const refusedByX = () => calls().filter(({ status }) => status === 429);
const idOf = (username: string) => local.x.world.addUser({ username, kind: 'employee' }).id;
const limitAtX = (username: string, posts: number) =>
  local.x.limits.overrides.set(`${CREATE} ${idOf(username)}`, posts);
const TEN = Array.from({ length: 10 }, (_, index) => `person_${index}`);
const [LIMITED = '', ...NINE] = TEN;
const SENT = { kind: 'sent' };
/** One second after X's own moment: clocks differ. */
const RESET = NOW + ACCOUNT_WINDOW_MS + 1_000;

describe('of ten accounts, one of which is limited', () => {
  async function nineSend(): Promise<void> {
    const outcomes = await Promise.all(NINE.flatMap((one) => [send(one), send(one)]));
    expect(outcomes.map(({ kind }) => kind)).toEqual(outcomes.map(() => 'sent'));
  }

  it('by X’s headers: nine send at once, the tenth after its reset, and X refuses no call', async () => {
    limitAtX(LIMITED, 2);
    expect([await send(LIMITED), await send(LIMITED)]).toMatchObject([SENT, SENT]);
    const waiting = await Promise.all([send(LIMITED, { id: 'a' }), send(LIMITED, { id: 'b' })]);
    expect(waiting.map((outcome) => 'at' in outcome && outcome.at).sort()).toEqual([RESET, RESET + 1_000]);
    expect(waiting).toMatchObject([
      { kind: 'retry', reason: expect.stringContaining(`@${LIMITED}`) },
      { kind: 'retry' },
    ]);
    await nineSend();
    fresh.clock.advance(RESET - NOW + 1_000);
    expect([
      await send(LIMITED, { id: 'a', attempt: 2 }),
      await send(LIMITED, { id: 'b', attempt: 2 }),
    ]).toMatchObject([SENT, SENT]);
    expect(refusedByX()).toEqual([]);
    expect(calls()).toHaveLength(4 + 18);
  });

  it('by a refusal: nine send at once, and X is not asked again before its reset', async () => {
    limitAtX(LIMITED, 0);
    expect(await send(LIMITED, { id: 'a' })).toMatchObject({ kind: 'retry', at: RESET });
    expect(await send(LIMITED, { id: 'b' })).toMatchObject({ kind: 'retry', at: RESET + 1_000 });
    await nineSend();
    limitAtX(LIMITED, 100);
    fresh.clock.advance(RESET - NOW - 1);
    expect(await send(LIMITED, { id: 'c' })).toMatchObject({ kind: 'retry', at: RESET + 2_000 });
    fresh.clock.advance(1);
    expect(await send(LIMITED, { id: 'a', attempt: 2 })).toMatchObject(SENT);
    expect(refusedByX()).toHaveLength(1);
  });

  it('by our own count: nine send at once, the tenth as its window slides', async () => {
    const told = { limits: { perAccount: 2, perApp: 10_000 } };
    const first = await Promise.all(['a', 'b', 'c', 'd'].map((id) => send(LIMITED, { id }, told)));
    expect(first.filter(({ kind }) => kind === 'sent')).toHaveLength(2);
    const outcomes = await Promise.all(NINE.map((one) => send(one, {}, told)));
    expect(outcomes.every(({ kind }) => kind === 'sent')).toBe(true);
    expect(calls()).toHaveLength(2 + 9);
    fresh.clock.advance(ACCOUNT_WINDOW_MS);
    expect(await send(LIMITED, { id: 'x' }, told)).toMatchObject({ kind: 'retry' });
    fresh.clock.advance(1);
    const [waited = 0] = first.flatMap((outcome, index) => (outcome.kind === 'retry' ? [index] : []));
    const id = ['a', 'b', 'c', 'd'][waited] ?? '';
    expect(await send(LIMITED, { id, attempt: 2 }, told)).toMatchObject(SENT);
    expect(refusedByX()).toEqual([]);
  });

  it('or all of which are, by the app’s 24 hours', async () => {
    local.x.limits.dayOverrides.set(CREATE, 2);
    expect([await send('one'), await send('two')]).toMatchObject([SENT, SENT]);
    expect(await send('three')).toMatchObject({ kind: 'retry', code: 'budget-app' });
    expect(refusedByX()).toEqual([]);
  });
});

describe('a place', () => {
  it('is given back by a call whose token X did not take', async () => {
    const told = { limits: { perAccount: 1, perApp: 1 } };
    local.x.faults.arm({ route: CREATE, times: 3, kind: { do: 'status', status: 401, when: 'before' } });
    for (let tries = 0; tries < 3; tries += 1)
      expect(await send('one', {}, told)).toMatchObject({ kind: 'token-dead' });
    expect(await send('one', {}, told)).toMatchObject(SENT);
    expect(await send('one', {}, told)).toMatchObject({ kind: 'retry' });
  });

  it('is kept by a call whose answer was lost', async () => {
    const told = { limits: { perAccount: 1, perApp: 9 } };
    local.x.faults.arm({ route: CREATE, times: 1, kind: { do: 'cut', when: 'after' } });
    expect(await send('one', {}, told)).toMatchObject({ kind: 'unknown' });
    expect(await send('one', {}, told)).toMatchObject({ kind: 'retry', code: 'budget-account' });
  });

  it('is not taken while the store is away, and X is not called', async () => {
    fresh.store.redis.disconnect();
    expect(await send('one')).toMatchObject({ kind: 'retry', code: 'place-not-taken' });
    expect(calls()).toEqual([]);
  });
});

describe('an introduction', () => {
  const INTRODUCTION = { steps: ['introduce'], part: 'introduction' } as const;

  it('counts on the account that makes it, and waits until its answer can follow', async () => {
    const told = { limits: { perAccount: 2, perApp: 99 } };
    await send('sam_works', {}, told);
    await send('sam_works', {}, told);
    const held = { ...INTRODUCTION, accountId: idOf('sam_works') };
    expect(await send('acme', held, told)).toMatchObject({ kind: 'retry', code: 'budget-follower' });
    expect(await send('acme', { ...INTRODUCTION, accountId: '1' }, told)).toMatchObject(SENT);
    expect(await send('acme', { ...INTRODUCTION, accountId: '2' }, told)).toMatchObject(SENT);
    expect(await send('acme', { ...INTRODUCTION, accountId: '3' }, told)).toMatchObject({
      code: 'budget-account',
    });
  });

  it('needs money for both posts; the answer it announced goes out whatever the budget says', async () => {
    const budget = { perDay: microsOf(0.02), warnAt: 1 };
    expect(await send('acme', INTRODUCTION, { budget })).toMatchObject({ code: 'budget-money' });
    expect(await send('acme', INTRODUCTION, { budget: { ...budget, perDay: microsOf(0.03) } })).toMatchObject(
      SENT,
    );
    const answer = { steps: ['introduce'], part: 'answer', introductionId: '55' } as const;
    expect(await send('one', answer, { budget: { ...budget, perDay: 1 } })).toMatchObject(SENT);
  });
});

describe('the day’s budget', () => {
  const budget = { perDay: microsOf(0.22), warnAt: 0.8 };
  const LINK = { text: 'See https://acme.com/help' };

  it('stops posts with links, then posts, and lets them go on the next day', async () => {
    expect(await send('one', LINK, { budget })).toMatchObject(SENT);
    expect(await send('two', LINK, { budget })).toMatchObject({
      kind: 'retry',
      at: nextUtcDay(NOW),
      reason: expect.stringMatching(/\(\$0\.22\) does not cover a post with a link \(\$0\.20\)/u),
    });
    expect(await send('one', {}, { budget })).toMatchObject(SENT);
    expect(await send('one', { id: 'last' }, { budget })).toMatchObject({
      kind: 'retry',
      reason: expect.stringMatching(/\(\$0\.22\) is used up.*Operations can raise it.*midnight UTC/u),
    });
    expect(calls()).toHaveLength(2);
    fresh.clock.advance(nextUtcDay(NOW) + 1_000 - NOW);
    expect(await send('one', { id: 'last', attempt: 2 }, { budget })).toMatchObject(SENT);
    expect(await send('two', { text: 'See acme.com' }, { budget })).toMatchObject(SENT);
  });
});

describe('what is counted', () => {
  it('is what X bills, call by call', async () => {
    const { x, network, clients, tokensOf } = local;
    const spent = () => fresh.store.spending.onDay(utcDay(NOW));
    await send('one');
    expect(await spent()).toEqual({ create_summoned: 10_000 });
    await send('one', { text: 'See https://acme.com/help' });
    expect(await spent()).toMatchObject({ create_with_link: 200_000 });
    await network.createPost(tokensOf('one'), { text: 'nobody asked', inReplyTo: '404' });
    expect(sumOf(await spent())).toBe(210_000);
    await network.recentPosts(tokensOf('one'), idOf('one'), NOW - 60_000);
    expect(await spent()).toMatchObject({ post_read: 2 * 5_000 });
    const brand = x.world.userByName('acme')?.id ?? '';
    await clients.user(tokensOf('acme').accessToken).v2.get(`users/${brand}/mentions`);
    expect(await spent()).toMatchObject({ owned_read: 2 * 1_000 });
    await clients.app.v2.get('users/by/username/acme');
    expect(await spent()).toMatchObject({ user_read: 10_000 });
    await network.profile(tokensOf('one'));
    expect(await spent()).toMatchObject({ user_read: 20_000 });
    const [post] = [...x.world.posts.values()].filter(({ authorId }) => authorId === idOf('one'));
    await clients.user(tokensOf('one').accessToken).v2.deleteTweet(post?.id ?? '');
    expect(await spent()).toMatchObject({ delete: 10_000 });
    expect(sumOf(await spent())).toBe(x.bill.today);
  });
});
