import type { Tokens } from '../stores.ts';
import type { Death, FreshTokens } from './fresh-tokens.ts';

interface TokenDead {
  kind: 'token-dead';
  death?: Death;
}

/**
 * Calls the network as this account. Tokens that it does not take mean "certainly not done": they are renewed once, and it is
 * asked once more. Throws TokenDeadError when no tokens help, and UnavailableError when none could be had.
 */
export async function renewedCall<T extends { kind: string }>(
  fresh: FreshTokens,
  accountId: string,
  tokens: Tokens,
  call: (tokens: Tokens) => Promise<T | TokenDead>,
): Promise<Exclude<T, TokenDead>> {
  const outcome = await call(tokens);
  if (!isDead(outcome)) return outcome as Exclude<T, TokenDead>;
  const renewed = await fresh.replace(accountId, tokens, outcome.death);
  const again = await call(renewed);
  if (!isDead(again)) return again as Exclude<T, TokenDead>;
  return fresh.bury(accountId, renewed, again.death ?? { kind: 'revoked', words: '' });
}

function isDead(outcome: { kind: string }): outcome is TokenDead {
  return outcome.kind === 'token-dead';
}
