import { describe, expect, it } from 'vitest';
import { countKeys, rotateKeys } from '../../src/store/rotate-keys.ts';
import { createStore } from '../../src/store/store.ts';
import { createTokenCipher, type TokenKey } from '../../src/store/token-cipher.ts';
import type { AccountStore } from '../../src/stores.ts';
import { pairOf, renewed, TOKENS } from '../support/account.ts';
import { freshStore } from '../support/fresh-store.ts';
import { anAccount } from '../support/samples.ts';
import { NOW, WORKSPACE } from '../support/store.ts';

const fresh = freshStore();
const OLD: TokenKey = { id: 'old', key: Buffer.alloc(32, 1) };
const NEW: TokenKey = { id: 'new', key: Buffer.alloc(32, 2) };
const LOST: TokenKey = { id: 'lost', key: Buffer.alloc(32, 3) };

/** The accounts as a process with these keys sees them. */
function accountsWith(keys: TokenKey[], workspace = WORKSPACE): AccountStore {
  const { store, clock } = fresh;
  return createStore({ redis: store.redis, workspace, cipher: createTokenCipher(keys), clock }).accounts;
}

const accessOf = (number: number) => `access-${number}`;

async function linked(count: number, keys = [OLD], workspace = WORKSPACE): Promise<string[]> {
  const accounts = accountsWith(keys, workspace);
  const ids = Array.from({ length: count }, (_, index) => String(800 + index));
  for (const [index, id] of ids.entries()) {
    const account = anAccount({ id, owner: { kind: 'responder', slackUser: `U${id}` } });
    await accounts.link(account, { ...TOKENS, accessToken: accessOf(index) }, NOW);
  }
  return ids;
}

const rotate = (keys = [NEW, OLD]) => rotateKeys(fresh.store.redis, keys, NOW);
const count = () => countKeys(fresh.store.redis);

describe('rotating the keys', () => {
  it('seals all tokens with the first one; run again it has nothing to do', async () => {
    const ids = await linked(12);
    expect(await count()).toEqual([{ id: 'old', accounts: 12 }]);
    expect(await rotate()).toEqual({ rotated: 12, already: 0, unreadable: 0 });
    expect(await count()).toEqual([{ id: 'new', accounts: 12 }]);
    for (const [index, id] of ids.entries())
      expect(await accountsWith([NEW]).tokens(id)).toMatchObject({ accessToken: accessOf(index) });
    const before = await fresh.store.dump();
    expect(await rotate()).toEqual({ rotated: 0, already: 12, unreadable: 0 });
    expect(await fresh.store.dump()).toEqual(before);
  });

  it('goes on where it was stopped half-way', async () => {
    await linked(10);
    const { redis } = fresh.store;
    const stopping = new Proxy(redis, {
      get(target, name) {
        const value = Reflect.get(target, name) as unknown;
        if (name !== 'faccia-reseal-tokens') return typeof value === 'function' ? value.bind(target) : value;
        return async (...args: unknown[]) => {
          if ((await count()).some(({ id, accounts }) => id === 'new' && accounts === 4))
            throw new Error('stopped');
          return (value as (...all: unknown[]) => unknown).apply(target, args);
        };
      },
    });
    await expect(rotateKeys(stopping, [NEW, OLD], NOW)).rejects.toThrow('stopped');
    expect(await count()).toEqual([
      { id: 'new', accounts: 4 },
      { id: 'old', accounts: 6 },
    ]);
    expect(await rotate()).toEqual({ rotated: 6, already: 4, unreadable: 0 });
  });

  it('is nothing to whoever renews tokens at the same moment, before or after', async () => {
    const [id = ''] = await linked(1);
    const running = accountsWith([OLD]);
    const pair = await pairOf(running, id);
    await rotate();
    // Read before the rotation, saved after it, by a process that does not know the new key yet.
    expect(await running.saveTokens(id, { ...TOKENS, accessToken: 'next' }, pair, NOW)).toBe('saved');
    expect(await accountsWith([NEW, OLD]).tokens(id)).toMatchObject({ accessToken: 'next' });
    expect(await count()).toEqual([{ id: 'old', accounts: 1 }]);
    expect(await rotate()).toMatchObject({ rotated: 1 });
    expect(await accountsWith([NEW]).tokens(id)).toMatchObject({ accessToken: 'next' });
  });

  it('never brings back what was renewed while it looked, a hundred times over', async () => {
    const [id = ''] = await linked(1);
    const running = accountsWith([OLD, NEW]);
    for (let round = 0; round < 100; round += 1) {
      await Promise.all([rotate(), renewed(running, { ...TOKENS, accessToken: `r${round}` }, id)]);
      expect(await accountsWith([NEW, OLD]).tokens(id)).toMatchObject({ accessToken: `r${round}` });
    }
  });

  it('leaves alone what it cannot read, and says how many', async () => {
    await linked(2, [LOST]);
    await linked(3, [OLD], 'T0OTHER');
    await fresh.store.redis.hset('{T0OTHER}:account:800', 'cipher', 'v1.old.AAAA.AAAA.AAAA');
    const before = await fresh.store.redis.hget('{T0TEST}:account:800', 'cipher');
    expect(await rotate()).toEqual({ rotated: 2, already: 0, unreadable: 3 });
    expect(await fresh.store.redis.hget('{T0TEST}:account:800', 'cipher')).toBe(before);
    expect(await count()).toEqual([
      { id: 'lost', accounts: 2 },
      { id: 'new', accounts: 2 },
      { id: 'old', accounts: 1 },
    ]);
  });
});
