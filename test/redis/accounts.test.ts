import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Tokens } from '../../src/stores.ts';
import { die, renewed } from '../support/account.ts';
import { freshStore, twice } from '../support/fresh-store.ts';
import { aBrandAccount, anAccount } from '../support/samples.ts';
import { NOW } from '../support/store.ts';

const fresh = freshStore();
const TOKENS: Tokens = {
  accessToken: 'access-in-clear-0123456789',
  refreshToken: 'refresh-in-clear-0123456789',
  expiresAt: NOW + 7_200_000,
  scopes: ['tweet.read', 'tweet.write'],
};

describe('a linked account', () => {
  it('is found by its owner and its id, and its tokens come back', async () => {
    const { accounts } = fresh.store;
    expect(await accounts.link(anAccount(), TOKENS, NOW)).toEqual({ kind: 'linked', replaced: null });
    expect(await accounts.byOwner(anAccount().owner)).toEqual(anAccount());
    expect(await accounts.byId('701')).toEqual(anAccount());
    expect(await accounts.tokens('701')).toEqual(TOKENS);
  });

  it('never stands in Redis, or on its disk, with a token in clear', async () => {
    const { store, server } = fresh;
    await store.accounts.link(anAccount(), TOKENS, NOW);
    await renewed(store.accounts, { ...TOKENS, accessToken: 'second-in-clear' });
    const folder = readFileSync(join(server.dir, 'appendonlydir', 'appendonly.aof.1.incr.aof'), 'utf8');
    for (const content of [JSON.stringify(await store.dump()), folder]) {
      expect(content).toContain('701');
      expect(content).not.toContain('in-clear');
    }
  });

  it('of somebody else cannot be linked', async () => {
    const { accounts } = fresh.store;
    await accounts.link(anAccount(), TOKENS, NOW);
    const other = anAccount({ owner: { kind: 'responder', slackUser: 'UBEN' } });
    expect(await accounts.link(other, TOKENS, NOW)).toEqual({ kind: 'taken', by: anAccount().owner });
    const asBrand = aBrandAccount({ id: '701' });
    expect(await accounts.link(asBrand, TOKENS, NOW)).toMatchObject({ kind: 'taken' });
  });

  it('takes the place of the earlier one of the same person', async () => {
    const { accounts, mentions } = fresh.store;
    await accounts.link(anAccount(), TOKENS, NOW);
    const next = anAccount({ id: '702', handle: 'sam_new' });
    expect(await accounts.link(next, TOKENS, NOW)).toMatchObject({ kind: 'linked', replaced: { id: '701' } });
    expect(await accounts.byId('701')).toBeNull();
    expect(await mentions.ownAccountIds()).toEqual(new Set(['702']));
  });

  it('that X does not accept is dead until it is linked again', async () => {
    const { store } = fresh;
    await store.accounts.link(anAccount(), TOKENS, NOW);
    await die(store.accounts);
    await twice(store, () => die(store.accounts));
    const death = { kind: 'revoked', words: 'revoked', at: NOW };
    expect(await store.accounts.byId('701')).toMatchObject({ state: 'dead', death });
    await store.accounts.link(anAccount(), TOKENS, NOW);
    expect(await store.accounts.byId('701')).toEqual(anAccount());
  });

  it('that is unlinked leaves no token behind', async () => {
    const { store } = fresh;
    await store.accounts.link(anAccount(), TOKENS, NOW);
    expect(await store.accounts.unlink(anAccount().owner, NOW)).toMatchObject({ id: '701' });
    expect(await store.accounts.unlink(anAccount().owner, NOW)).toBeNull();
    expect(await store.accounts.tokens('701')).toBeNull();
    expect(await store.redis.keys('*account:701*')).toEqual([]);
  });
});

describe('the lock of an account', () => {
  it('lets one in at a time, and says so to whoever waits too long', async () => {
    const { store, clock } = fresh;
    let leave: () => void = () => undefined;
    const inside = new Promise<void>((resolve) => {
      leave = resolve;
    });
    const entered: string[] = [];
    const first = store.accounts.locked('701', 1_000, async () => {
      entered.push('first');
      await inside;
    });
    await expect.poll(() => entered).toEqual(['first']);
    const second = store.accounts.locked('701', 0, async () => entered.push('second'));
    await expect(second).rejects.toMatchObject({ code: 'account-busy' });
    leave();
    await first;
    clock.advance(1);
    await store.accounts.locked('701', 0, async () => entered.push('third'));
    expect(entered).toEqual(['first', 'third']);
  });
});

describe('a private link', () => {
  it('works once, and its attempt works once', async () => {
    const { links } = fresh.store;
    const request = { owner: anAccount().owner, slackUser: 'USAM' };
    const ticket = await links.saveTicket(request);
    expect(await links.peekTicket(ticket)).toEqual(request);
    expect(await links.takeTicket(ticket)).toEqual(request);
    expect(await links.takeTicket(ticket)).toBeNull();
    const attempt = { ...request, codeVerifier: 'v', browser: 'b' };
    await links.saveAttempt('state', attempt);
    expect(await links.takeAttempt('state')).toEqual(attempt);
    expect(await links.takeAttempt('state')).toBeNull();
  });

  it('lasts ten minutes', async () => {
    const { links, redis } = fresh.store;
    const ticket = await links.saveTicket({ owner: anAccount().owner, slackUser: 'USAM' });
    const left = await redis.pttl(`{T0TEST}:ticket:${ticket}`);
    expect(left).toBeGreaterThan(590_000);
    expect(left).toBeLessThanOrEqual(600_000);
  });
});
