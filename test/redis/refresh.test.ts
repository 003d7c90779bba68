import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/ops/clock.ts';
import { freshStore } from '../support/fresh-store.ts';
import { type LocalX, openLocalX } from '../support/local-x.ts';
import { type Refresher, startRefresher } from '../support/refreshers.ts';
import { anAccount, aReply } from '../support/samples.ts';
import { claimedThread, NOW } from '../support/store.ts';

const fresh = freshStore();
const ROUNDS = 200;
const TWO_HOURS = 2 * 60 * 60 * 1000;

let local: LocalX;
let now: number;
let id: string;
let processes: [Refresher, Refresher];

beforeEach(async () => {
  now = NOW;
  local = await openLocalX(5_000, { clock: { ...systemClock, now: () => now } });
  id = local.x.world.userByName('sam_works')?.id ?? '';
  await fresh.store.accounts.link(anAccount({ id }), local.tokensOf('sam_works'), NOW);
  const start = () => startRefresher(fresh.server.url, local.x.url, id);
  processes = await Promise.all([start(), start()]);
});
afterEach(async () => {
  await Promise.all(processes.map((process) => process.stop()));
  await local.close();
});

/** The pair that is stored, as X sees it. */
async function stored() {
  const tokens = await fresh.store.accounts.tokens(id);
  return { tokens, works: local.x.tokens.find(tokens?.accessToken ?? '') !== null };
}

/** As if its thirty seconds were over. */
const loseLock = () => fresh.store.redis.del(`{T0TEST}:lock:account:${id}`);

describe('two processes that need one account at the same moment', () => {
  it('renew it once, two hundred times over, and lose no pair', async () => {
    const seen = new Set<string>();
    for (let round = 1; round <= ROUNDS; round += 1) {
      now += TWO_HOURS;
      const order = { now, at: Date.now() + 3 };
      const [one, other] = await Promise.all(processes.map((process) => process.want(order)));
      expect(one).toMatchObject({ kind: 'got', accessToken: expect.any(String) });
      expect(other).toEqual(one);
      seen.add(JSON.stringify(one));
    }
    expect(seen.size).toBe(ROUNDS);
    expect(local.x.tokens.refreshes).toBe(ROUNDS);
    expect(local.x.tokens.refusedRefreshes).toBe(0);
    const { tokens, works } = await stored();
    expect(works).toBe(true);
    expect(local.x.tokens.live()).toHaveLength(1);
    // The other half of the pair works too.
    if (tokens)
      expect(await local.network.refresh(tokens)).toMatchObject({ accessToken: expect.any(String) });
  });
});

describe('a process that stands still for longer than its lock lasts', () => {
  it('before it asks X, buries nothing that another one renewed meanwhile', async () => {
    const [frozen, other] = processes;
    now += TWO_HOURS;
    expect(await frozen.want({ now, at: 0, freeze: 'before' })).toEqual({ kind: 'frozen' });
    await loseLock();
    const got = await other.want({ now, at: 0 });
    expect(got).toMatchObject({ kind: 'got' });
    const late = frozen.next();
    frozen.thaw();
    expect(await late).toEqual({ kind: 'failed', code: 'account-busy' });
    expect(await fresh.store.accounts.byId(id)).toMatchObject({ state: 'linked' });
    expect((await stored()).works).toBe(true);
    expect(await frozen.want({ now, at: 0 })).toEqual(got);
  });

  it('after X answered, brings its pair home, and with it the account and what waited for it', async () => {
    const { store } = fresh;
    const [frozen, other] = processes;
    now += TWO_HOURS;
    expect(await frozen.want({ now, at: 0, freeze: 'after' })).toEqual({ kind: 'frozen' });
    await loseLock();
    // X takes the old refresh token no more, and nobody can know why.
    expect(await other.want({ now, at: 0 })).toEqual({ kind: 'failed', code: 'token-dead' });
    expect(await store.accounts.byId(id)).toMatchObject({ state: 'dead', death: { kind: 'revoked' } });
    await parkReply(now);
    const late = frozen.next();
    frozen.thaw();
    expect(await late).toMatchObject({ kind: 'got' });
    expect(await store.accounts.byId(id)).toMatchObject({ state: 'linked' });
    expect((await stored()).works).toBe(true);
    const work = await store.outbox.take(now, 100, 1_000);
    expect(work.map(({ member }) => member)).toContain(`account:${id}`);
    expect(await store.replies.unpark(id, now)).toBe(1);
  });

  it('does not put its pair in the place of a new link', async () => {
    const { store } = fresh;
    const [frozen] = processes;
    now += TWO_HOURS;
    expect(await frozen.want({ now, at: 0, freeze: 'after' })).toEqual({ kind: 'frozen' });
    const linked = local.tokensOf('sam_works');
    await store.accounts.link(anAccount({ id }), linked, now);
    const late = frozen.next();
    frozen.thaw();
    expect(await late).toEqual({ kind: 'got', accessToken: linked.accessToken });
    expect(await store.accounts.tokens(id)).toEqual(linked);
  });

  it('ends at X what it was given for an account that was unlinked meanwhile', async () => {
    const { store } = fresh;
    const [frozen] = processes;
    now += TWO_HOURS;
    expect(await frozen.want({ now, at: 0, freeze: 'after' })).toEqual({ kind: 'frozen' });
    await store.accounts.unlink(anAccount().owner, now);
    const late = frozen.next();
    frozen.thaw();
    expect(await late).toEqual({ kind: 'failed', code: 'token-dead' });
    expect(local.x.tokens.live()).toEqual([]);
    expect(await store.accounts.byId(id)).toBeNull();
  });
});

describe('a process that dies between the answer of X and the storing', () => {
  it('leaves an account that the next one finds dead, once, and asks X no more', async () => {
    const [crashing, other] = processes;
    now += TWO_HOURS;
    void crashing.want({ now, at: 0, crash: true });
    await crashing.exited;
    expect(local.x.tokens.refreshes).toBe(1);
    await loseLock();
    for (const _ of [1, 2, 3])
      expect(await other.want({ now, at: 0 })).toEqual({ kind: 'failed', code: 'token-dead' });
    expect(local.x.tokens.refusedRefreshes).toBe(1);
    expect(await fresh.store.accounts.byId(id)).toMatchObject({
      state: 'dead',
      death: { kind: 'revoked', words: expect.stringContaining('invalid') },
    });
  });
});

async function parkReply(at: number): Promise<void> {
  const { store } = fresh;
  await claimedThread(store);
  await store.replies.submit(aReply({ accountId: id, notBefore: at, createdAt: at }));
  await store.replies.begin('r-1', at);
  await store.replies.finish('r-1', 1, { kind: 'parked', reason: 'link again' }, at);
}
