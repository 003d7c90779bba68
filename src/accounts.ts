/** What the use cases remember of linked accounts: a part of {@link ./stores.ts}, by the same rules. */

import type { AccountOwner, DeathKind, LinkedAccount } from './domain/glossary.ts';

/** Tokens in clear: never stored, logged, queued or shown. */
export interface Tokens {
  accessToken: string;
  refreshToken: string | null;
  expiresAt: number;
  scopes: readonly string[];
}

/** What is stored of an account's tokens. */
export interface StoredTokens {
  /** Null: they were changed, or their key was, and nobody can open them. */
  tokens: Tokens | null;
  /** Names this pair of tokens, and none before or after it. */
  pair: string;
}

export interface AccountStore {
  byOwner(owner: AccountOwner): Promise<LinkedAccount | null>;
  byId(accountId: string): Promise<LinkedAccount | null>;
  /** Every account of a person, none of a brand. */
  ofPeople(): Promise<LinkedAccount[]>;
  /** How many work, and how many must be linked again. */
  states(): Promise<{ linked: number; dead: number }>;
  tokens(accountId: string): Promise<Tokens | null>;
  /** `taken`: this social account belongs to somebody else in Faccia. An earlier account of the owner is replaced. */
  link(
    account: LinkedAccount,
    tokens: Tokens,
    now: number,
  ): Promise<{ kind: 'linked'; replaced: LinkedAccount | null } | { kind: 'taken'; by: AccountOwner }>;
  /** Throws AppError `token-key-missing` while the key that they need is not there. */
  stored(accountId: string): Promise<StoredTokens | null>;
  /**
   * Puts a new pair in the place of the pair `replaces`, and brings a dead account back to life. `stale`: another pair stands
   * there since, and stays. `gone`: the account was unlinked.
   */
  saveTokens(
    accountId: string,
    tokens: Tokens,
    replaces: string,
    now: number,
  ): Promise<'saved' | 'stale' | 'gone'>;
  /** The network takes nothing from it with this pair. `renewed`: another pair stands there since, and lives. */
  markDead(
    accountId: string,
    pair: string,
    death: { kind: DeathKind; words: string },
    now: number,
  ): Promise<'dead' | 'renewed' | 'gone'>;
  /** The person says that this death is over. `false`: it is not the one that it has now. */
  revive(accountId: string, deathId: string, slackUser: string, now: number): Promise<boolean>;
  unlink(owner: AccountOwner, now: number): Promise<LinkedAccount | null>;
  /**
   * Runs `work` while no other process does so for this account. Throws UnavailableError after `waitMs`. A process that was
   * frozen may have lost the lock: `holds` looks, and gives it its full time again.
   */
  locked<T>(
    accountId: string,
    waitMs: number,
    work: (holds: () => Promise<boolean>) => Promise<T>,
  ): Promise<T>;
}

/** A started linking: who asked, for what, and the secret half of PKCE. Each kind is single use and lasts 10 minutes. */
export interface LinkRequest {
  owner: AccountOwner;
  /** The person who typed the command. */
  slackUser: string;
}

export interface LinkAttempt extends LinkRequest {
  codeVerifier: string;
  /** SHA-256 of the cookie that ties the attempt to one browser. */
  browser: string;
}

export interface LinkStore {
  /** Answers the ticket that goes into the private link. */
  saveTicket(request: LinkRequest): Promise<string>;
  peekTicket(ticket: string): Promise<LinkRequest | null>;
  takeTicket(ticket: string): Promise<LinkRequest | null>;
  saveAttempt(state: string, attempt: LinkAttempt): Promise<void>;
  takeAttempt(state: string): Promise<LinkAttempt | null>;
}
