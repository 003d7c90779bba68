import { AppError } from '../errors.ts';
import type { Clock, SocialNetwork } from '../ports.ts';
import type { AccountStore, Tokens } from '../stores.ts';

export interface FreshTokensDeps {
  accounts: AccountStore;
  network: SocialNetwork;
  clock: Clock;
}

/** Refreshed this long before they end, so that they outlive the call that they are for. */
const REFRESH_EARLY_MS = 60_000;
const LOCK_WAIT_MS = 15_000;

export interface FreshTokens {
  /** Tokens that should work now. Throws AppError `token-dead` and UnavailableError. */
  get(accountId: string): Promise<Tokens>;
  /** After the network refused these: others, if a refresh gives any. Throws the same. */
  replace(accountId: string, refused: Tokens): Promise<Tokens>;
}

/**
 * X gives a new refresh token with each refresh and takes the old one no more: one process refreshes an account at a
 * time, and the new pair is stored before anybody uses it.
 */
export function freshTokens({ accounts, network, clock }: FreshTokensDeps): FreshTokens {
  const stored = async (accountId: string): Promise<Tokens> => {
    const tokens = await accounts.tokens(accountId);
    if (tokens) return tokens;
    throw dead('The account is not linked any more.');
  };
  const refreshUnless = (accountId: string, good: (tokens: Tokens) => boolean) =>
    accounts.locked(accountId, LOCK_WAIT_MS, async () => {
      const tokens = await stored(accountId);
      if (good(tokens)) return tokens;
      try {
        const fresh = await network.refresh(tokens);
        await accounts.saveTokens(accountId, fresh, clock.now());
        return fresh;
      } catch (error) {
        if (error instanceof AppError && error.code === 'token-dead') {
          await accounts.markDead(accountId, error.sentence, clock.now());
        }
        throw error;
      }
    });
  const lasting = (tokens: Tokens) => tokens.expiresAt - clock.now() > REFRESH_EARLY_MS;

  return {
    async get(accountId) {
      const account = await accounts.byId(accountId);
      if (account?.state === 'dead') throw dead(`X does not accept the link to @${account.handle} any more.`);
      const tokens = await stored(accountId);
      return lasting(tokens) ? tokens : refreshUnless(accountId, lasting);
    },
    replace: (accountId, refused) =>
      refreshUnless(accountId, (tokens) => tokens.accessToken !== refused.accessToken),
  };
}

function dead(sentence: string): AppError {
  return new AppError({ code: 'token-dead', sentence, level: 'warn' });
}
