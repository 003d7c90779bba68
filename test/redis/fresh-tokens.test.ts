import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UnavailableError } from '../../src/errors.ts';
import type { SocialNetwork } from '../../src/ports.ts';
import { createStore } from '../../src/store/store.ts';
import { createTokenCipher } from '../../src/store/token-cipher.ts';
import type { AccountStore, Tokens } from '../../src/stores.ts';
import { type FreshTokens, freshTokens } from '../../src/usecases/fresh-tokens.ts';
import { unlinkAccount } from '../../src/usecases/unlink-account.ts';
import { freshStore } from '../support/fresh-store.ts';
import { type LocalX, openLocalX } from '../support/local-x.ts';
import { anAccount } from '../support/samples.ts';
import { NOW, WORKSPACE } from '../support/store.ts';

const fresh = freshStore();
const OWNER = anAccount().owner;

let local: LocalX;
let id: string;
let linked: Tokens;
let accounts: AccountStore;
beforeEach(async () => {
  local = await openLocalX(5_000, { clock: fresh.clock });
  id = local.x.world.userByName('sam_works')?.id ?? '';
  linked = local.tokensOf('sam_works');
  accounts = fresh.store.accounts;
  await accounts.link(anAccount({ id }), linked, NOW);
});
afterEach(() => local.close());

const tokensWith = (over: { accounts?: AccountStore; network?: SocialNetwork } = {}): FreshTokens =>
  freshTokens({ accounts, network: local.network, clock: fresh.clock, ...over });

describe('tokens that are old', () => {
  beforeEach(() => fresh.clock.advance(2 * 60 * 60 * 1000));

  it('are not renewed by a process that lost its lock while it read them', async () => {
    const slow: AccountStore = {
      ...accounts,
      async stored(accountId) {
        const stored = await accounts.stored(accountId);
        await fresh.store.redis.del(`{T0TEST}:lock:account:${id}`);
        return stored;
      },
    };
    await expect(tokensWith({ accounts: slow }).get(id)).rejects.toMatchObject({ code: 'account-busy' });
    expect(local.x.tokens.refreshes).toBe(0);
    expect(await tokensWith().get(id)).toMatchObject({
      accessToken: expect.not.stringMatching(linked.accessToken),
    });
  });

  it('are written down even when the store is away just then', async () => {
    let failures = 3;
    const away: AccountStore = {
      ...accounts,
      async saveTokens(...args) {
        failures -= 1;
        if (failures >= 0) throw new UnavailableError('store-unavailable', 'Redis is away.');
        return accounts.saveTokens(...args);
      },
    };
    const got = tokensWith({ accounts: away }).get(id);
    await expect
      .poll(() => {
        fresh.clock.advance(500);
        return failures;
      })
      .toBeLessThan(0);
    const { accessToken } = await got;
    expect(local.x.tokens.find(accessToken)).not.toBeNull();
    expect(await accounts.tokens(id)).toMatchObject({ accessToken });
  });

  it('with which the app may not post any more are a dead link', async () => {
    local.x.tokens.loseWriting(id);
    await expect(tokensWith().get(id)).rejects.toMatchObject({ code: 'token-dead', kind: 'scope' });
    expect(await accounts.byId(id)).toMatchObject({ state: 'dead', death: { kind: 'scope' } });
  });
});

describe('tokens that X refused', () => {
  it('are renewed once, and what somebody else renewed since is taken', async () => {
    const tokens = tokensWith();
    const renewed = await tokens.replace(id, linked);
    expect(await tokens.replace(id, linked)).toEqual(renewed);
    expect(await tokens.get(id)).toEqual(renewed);
    expect(local.x.tokens.refreshes).toBe(1);
  });

  it('though they are fresh make the account dead, unless others stand there by now', async () => {
    const tokens = tokensWith();
    const next = await tokens.replace(id, linked);
    const death = { kind: 'revoked', words: 'Unauthorized' } as const;
    await expect(tokens.bury(id, linked, death)).rejects.toMatchObject({ code: 'account-busy' });
    expect(await accounts.byId(id)).toMatchObject({ state: 'linked' });
    await expect(tokens.bury(id, next, death)).rejects.toMatchObject({ code: 'token-dead' });
    expect(await accounts.byId(id)).toMatchObject({ state: 'dead', death });
  });

  it('of a dead account are not shown to X again', async () => {
    local.x.tokens.revokeUser(id);
    const tokens = tokensWith();
    for (const _ of [1, 2])
      await expect(tokens.replace(id, linked)).rejects.toMatchObject({ code: 'token-dead' });
    await expect(tokens.get(id)).rejects.toMatchObject({
      sentence: 'X does not accept the link to @sam_works any more.',
    });
    expect(local.x.tokens.refusedRefreshes).toBe(1);
  });
});

describe('tokens that cannot be opened', () => {
  const other = { id: 'other', key: Buffer.alloc(32, 9) };
  const withKey = () =>
    createStore({
      redis: fresh.store.redis,
      workspace: WORKSPACE,
      cipher: createTokenCipher([other]),
      clock: fresh.clock,
    }).accounts;

  it('because their key is missing wait until it is back, and nobody links again', async () => {
    await expect(tokensWith({ accounts: withKey() }).get(id)).rejects.toMatchObject({
      name: 'UnavailableError',
      code: 'token-key-missing',
    });
    expect(await accounts.byId(id)).toMatchObject({ state: 'linked' });
    expect(await tokensWith().get(id)).toEqual(linked);
  });

  it('because they were changed make the account dead', async () => {
    await fresh.store.redis.hset(`{T0TEST}:account:${id}`, 'cipher', 'v1.k1.AAAA.AAAA.AAAA');
    await expect(tokensWith().get(id)).rejects.toMatchObject({ kind: 'unreadable' });
    expect(await accounts.byId(id)).toMatchObject({ state: 'dead', death: { kind: 'unreadable' } });
  });

  it('do not keep anybody who wants to go', async () => {
    const { clock } = fresh;
    const unlink = unlinkAccount({ accounts: withKey(), people: {} as never, network: local.network, clock });
    expect(await unlink({ slackUser: 'USAM', owner: OWNER })).toMatchObject({
      account: { id },
      revoked: false,
    });
    expect(await accounts.byOwner(OWNER)).toBeNull();
  });
});
