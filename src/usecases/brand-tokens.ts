import { TokenDeadError } from '../domain/death.ts';
import { AppError } from '../errors.ts';
import type { AccountStore, Tokens } from '../stores.ts';
import type { FreshTokens } from './fresh-tokens.ts';

export interface BrandTokens {
  /** The brand's own tokens make reading cheaper; null while they are missing or dead. Throws UnavailableError. */
  get(brand: string): Promise<Tokens | null>;
  /** The network refused them with this error: others next time, or none when they are dead. Throws UnavailableError. */
  refused(brand: string, tokens: Tokens, error: AppError): Promise<void>;
}

export function brandTokens(deps: { accounts: AccountStore; tokens: FreshTokens }): BrandTokens {
  const byBrand = (brand: string) => deps.accounts.byOwner({ kind: 'brand', brand });
  return {
    async get(brand) {
      const account = await byBrand(brand);
      return account?.state === 'linked' ? orNull(() => deps.tokens.get(account.id)) : null;
    },
    async refused(brand, tokens, error) {
      const account = await byBrand(brand);
      const dead = error instanceof TokenDeadError;
      if (!account || (!dead && error.code !== 'x-token-refused')) return;
      await orNull(() => deps.tokens.replace(account.id, tokens, dead ? error : undefined));
    },
  };
}

/** Dead tokens are none: its owner is told elsewhere, and reading goes on without. */
async function orNull<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError && error.code === 'token-dead') return null;
    throw error;
  }
}
