import { deathSentence, kindOf, TokenDeadError } from '../domain/death.ts';
import type { DeathKind } from '../domain/glossary.ts';
import { AppError, UnavailableError } from '../errors.ts';
import type { Clock, SocialNetwork } from '../ports.ts';
import type { AccountStore, Tokens } from '../stores.ts';
import { insist } from './insist.ts';

export interface FreshTokensDeps {
  accounts: AccountStore;
  network: SocialNetwork;
  clock: Clock;
}

/** Refreshed this long before they end, so that they outlive the call that they are for. */
const REFRESH_EARLY_MS = 60_000;
const LOCK_WAIT_MS = 15_000;

/** Each throws TokenDeadError once nothing but the account's owner can help, and UnavailableError. */
export interface FreshTokens {
  /** Tokens that should work now. */
  get(accountId: string): Promise<Tokens>;
  /** After the network refused these: others, if a refresh gives any. With `death` none can: the account is dead. */
  replace(accountId: string, refused: Tokens, death?: Death): Promise<Tokens>;
  /** The network refused even fresh tokens: the account is dead. Always throws. */
  bury(accountId: string, refused: Tokens, death: Death): Promise<never>;
}

export interface Death {
  kind: DeathKind;
  /** The network's own words; may be empty. */
  words: string;
}

/** A pair of tokens that can be opened. */
interface Held {
  tokens: Tokens;
  pair: string;
  handle: string;
}

/**
 * X gives a new refresh token with each refresh and takes the old one no more: one process refreshes an account at a
 * time, and the new pair is stored before anybody uses it. The lock keeps the others away; should it be lost (a process
 * that was frozen), the name of the pair sees to it that nobody overwrites, or buries, what is newer than what they read.
 */
export function freshTokens(deps: FreshTokensDeps): FreshTokens {
  const lasting = (tokens: Tokens) => tokens.expiresAt - deps.clock.now() > REFRESH_EARLY_MS;
  const refreshUnless = (accountId: string, good: (tokens: Tokens) => boolean) =>
    deps.accounts.locked(accountId, LOCK_WAIT_MS, async (holds) => {
      const held = await read(deps, accountId);
      if (good(held.tokens)) return held.tokens;
      if (!(await holds())) throw busy();
      return renew(deps, accountId, held);
    });
  const bury: FreshTokens['bury'] = async (accountId, refused, death) => {
    const held = await read(deps, accountId);
    // Somebody renewed them since: those may well work.
    if (held.tokens.accessToken !== refused.accessToken) throw busy();
    throw await buried(deps, accountId, held, death);
  };

  return {
    bury,
    async get(accountId) {
      const { tokens } = await read(deps, accountId);
      return lasting(tokens) ? tokens : refreshUnless(accountId, lasting);
    },
    replace: (accountId, refused, death) =>
      death
        ? bury(accountId, refused, death)
        : refreshUnless(accountId, (tokens) => tokens.accessToken !== refused.accessToken),
  };
}

async function read(deps: FreshTokensDeps, accountId: string): Promise<Held> {
  const account = await deps.accounts.byId(accountId);
  if (!account) throw unlinked();
  if (account.state === 'dead') {
    const kind = kindOf(account.death);
    throw new TokenDeadError(kind, deathSentence(account.handle, kind), account.death?.words);
  }
  const stored = await readable(() => deps.accounts.stored(accountId));
  if (!stored) throw unlinked();
  const { tokens, pair } = stored;
  if (tokens) return { tokens, pair, handle: account.handle };
  throw await buried(deps, accountId, { pair, handle: account.handle }, { kind: 'unreadable', words: '' });
}

/** A key that is missing comes back: whatever needs it waits, and nobody has to link again. */
async function readable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'token-key-missing') throw error;
    throw new UnavailableError(error.code, error.sentence);
  }
}

async function renew(deps: FreshTokensDeps, accountId: string, held: Held): Promise<Tokens> {
  const { accounts, network, clock } = deps;
  const fresh = await refresh(deps, accountId, held);
  const saved = await insist(clock, () => accounts.saveTokens(accountId, fresh, held.pair, clock.now()));
  if (saved === 'saved') return fresh;
  // Unlinked meanwhile: what X gave us since must end too.
  if (saved === 'gone') await network.revoke(fresh);
  // Linked anew meanwhile: what stands there now is newer.
  return (await read(deps, accountId)).tokens;
}

async function refresh(deps: FreshTokensDeps, accountId: string, held: Held): Promise<Tokens> {
  try {
    return await deps.network.refresh(held.tokens);
  } catch (error) {
    if (error instanceof TokenDeadError) throw await buried(deps, accountId, held, error);
    throw error;
  }
}

/** Writes the death down and answers what to throw: another pair that stands there since may well live. */
async function buried(
  { accounts, clock }: FreshTokensDeps,
  accountId: string,
  { pair, handle }: Pick<Held, 'pair' | 'handle'>,
  { kind, words }: Death,
): Promise<AppError> {
  const done = await insist(clock, () => accounts.markDead(accountId, pair, { kind, words }, clock.now()));
  if (done === 'renewed') return busy();
  return done === 'gone' ? unlinked() : new TokenDeadError(kind, deathSentence(handle, kind), words);
}

function unlinked(): TokenDeadError {
  return new TokenDeadError('revoked', 'The account is not linked any more.');
}

function busy(): UnavailableError {
  return new UnavailableError(
    'account-busy',
    'This account is being renewed at this moment. Try again in a minute.',
  );
}
