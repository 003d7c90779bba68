import type { AccountStore, Tokens } from '../../src/stores.ts';
import { NOW } from './store.ts';

/** Recognisable wherever they stand in clear. */
export const TOKENS: Tokens = {
  accessToken: 'access-in-clear-0123456789',
  refreshToken: 'refresh-in-clear-0123456789',
  expiresAt: NOW + 7_200_000,
  scopes: ['tweet.read', 'tweet.write'],
};

export const REVOKED = { kind: 'revoked', words: 'revoked' } as const;

/** The name of the pair of tokens that an account has now. */
export async function pairOf(accounts: AccountStore, accountId = '701'): Promise<string> {
  return (await accounts.stored(accountId))?.pair ?? '';
}

/** A new pair in the place of the one that is there. */
export async function renewed(accounts: AccountStore, tokens: Tokens, accountId = '701'): Promise<void> {
  await accounts.saveTokens(accountId, tokens, await pairOf(accounts, accountId), NOW);
}

export async function die(
  accounts: AccountStore,
  accountId = '701',
  death: Parameters<AccountStore['markDead']>[2] = REVOKED,
): Promise<void> {
  await accounts.markDead(accountId, await pairOf(accounts, accountId), death, NOW);
}
