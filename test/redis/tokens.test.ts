import { describe, expect, it } from 'vitest';
import { checkBrandLinks, checkKeys, checkKeysDistinct } from '../../src/store/accounts-check.ts';
import { createStore } from '../../src/store/store.ts';
import { createTokenCipher, type TokenKey } from '../../src/store/token-cipher.ts';
import { die, renewed, TOKENS } from '../support/account.ts';
import { freshStore } from '../support/fresh-store.ts';
import { aBrand, aBrandAccount, anAccount } from '../support/samples.ts';
import { NOW, WORKSPACE } from '../support/store.ts';

const fresh = freshStore();
const OLD: TokenKey = { id: 'old', key: Buffer.alloc(32, 1) };
const NEW: TokenKey = { id: 'new', key: Buffer.alloc(32, 2) };
const CIPHER = '{T0TEST}:account:701';

/** The accounts as a process with these keys sees them. */
function accountsWith(...keys: TokenKey[]) {
  const { store, clock } = fresh;
  return createStore({ redis: store.redis, workspace: WORKSPACE, cipher: createTokenCipher(keys), clock })
    .accounts;
}

const sealed = async () => String(await fresh.store.redis.hget(CIPHER, 'cipher'));
const sayings = (findings: { text: string }[]) => findings.map(({ text }) => text).join('\n');

describe('the keys of the tokens', () => {
  it('are rotated without linking again: the first one seals, each one opens', async () => {
    await accountsWith(OLD).link(anAccount(), TOKENS, NOW);
    const rotating = accountsWith(NEW, OLD);
    expect(await rotating.tokens('701')).toEqual(TOKENS);
    await renewed(rotating, { ...TOKENS, accessToken: 'next' });
    expect(await sealed()).toMatch(/^v1\.new\./u);
    expect(await accountsWith(NEW).tokens('701')).toMatchObject({ accessToken: 'next' });
  });

  it('that are not there any more are named', async () => {
    await accountsWith(OLD).link(anAccount(), TOKENS, NOW);
    await expect(accountsWith(NEW).tokens('701')).rejects.toMatchObject({
      code: 'token-key-missing',
      sentence: expect.stringContaining('the key "old", which FACCIA_KEYS does not have any more'),
    });
    expect(() => createTokenCipher([])).toThrow('FACCIA_KEYS has no key');
  });

  it('of the same name but other bytes open nothing', async () => {
    await accountsWith(OLD).link(anAccount(), TOKENS, NOW);
    const other = accountsWith({ ...OLD, key: NEW.key });
    await expect(other.tokens('701')).rejects.toMatchObject({ code: 'token-damaged' });
  });

  it('never seal the same text to the same bytes', () => {
    const cipher = createTokenCipher([OLD]);
    expect(cipher.seal('text', '701')).not.toBe(cipher.seal('text', '701'));
  });
});

describe('tokens that somebody changed in Redis', () => {
  it.each(['key', 'iv', 'tag', 'text'])('are found out by another %s', async (part) => {
    const accounts = accountsWith(OLD, NEW);
    await accounts.link(anAccount(), TOKENS, NOW);
    const parts = (await sealed()).split('.');
    const index = ['version', 'key', 'iv', 'tag', 'text'].indexOf(part);
    parts[index] = part === 'key' ? 'new' : flipped(parts[index] ?? '');
    await fresh.store.redis.hset(CIPHER, 'cipher', parts.join('.'));
    await expect(accounts.tokens('701')).rejects.toMatchObject({ code: 'token-damaged' });
  });

  it.each(['', 'v1', 'v1.old', 'v2.old.a.b.c', 'v1.old.a.b.c', '{"accessToken":"clear"}'])(
    'are found out when they are "%s"',
    (text) => {
      expect(() => createTokenCipher([OLD]).open(text, '701')).toThrow(
        expect.objectContaining({ code: 'token-damaged' }),
      );
    },
  );

  it('cannot be moved to another account', async () => {
    const accounts = accountsWith(OLD);
    await accounts.link(anAccount(), TOKENS, NOW);
    await accounts.link(aBrandAccount(), TOKENS, NOW);
    await fresh.store.redis.hset('{T0TEST}:account:900', 'cipher', await sealed());
    await expect(accounts.tokens('900')).rejects.toMatchObject({ code: 'token-damaged' });
  });
});

describe('the check of the accounts', () => {
  it('says which keys are still needed, and which one is missing', async () => {
    const { redis } = fresh.store;
    await accountsWith(OLD).link(anAccount(), TOKENS, NOW);
    await accountsWith(NEW).link(aBrandAccount(), TOKENS, NOW);
    expect(sayings(await checkKeys(redis, WORKSPACE, [NEW, OLD]))).toContain('Keep old too');
    expect(await checkKeys(redis, WORKSPACE, [NEW])).toMatchObject([
      { text: expect.stringMatching(/the key "old".*Accounts: 1\./u) },
    ]);
    expect(sayings(checkKeysDistinct([OLD, { ...OLD, id: 'twin' }]))).toContain('"twin" is the same');
  });

  it('says whether the brand is linked, and whether its link still works', async () => {
    const { redis, accounts } = fresh.store;
    const check = async () => sayings(await checkBrandLinks(redis, WORKSPACE, [aBrand()]));
    expect(await check()).toContain('is not linked');
    await accounts.link(aBrandAccount(), TOKENS, NOW);
    expect(await check()).toContain('linked as @acme');
    await die(accounts, '900');
    expect(await check()).toContain('does not accept the link to @acme any more');
  });
});

/** The same length, one bit different. */
function flipped(text: string): string {
  const bytes = Buffer.from(text, 'base64url');
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  return bytes.toString('base64url');
}
