import { AppError } from '../errors.ts';
import type { AccountDeath, DeathKind, LinkedAccount } from './glossary.ts';

/** The network takes nothing from this account any more. Nothing was posted. */
export class TokenDeadError extends AppError {
  readonly kind: DeathKind;
  /** The network's own words; may be empty. */
  readonly words: string;

  constructor(kind: DeathKind, sentence: string, words = '') {
    super({ code: 'token-dead', sentence, level: 'warn' });
    this.kind = kind;
    this.words = words;
  }
}

const SUSPENDED = /your account (?:is|has been) suspended|user used for authentication is suspended/iu;
const LOCKED = /(?:this|your) account is (?:temporarily )?locked/iu;
const SCOPE = /^forbidden$|appropriate oauth\d? ?(?:app permissions|scopes)/iu;

/**
 * What X's words about a refused call (403) say of the account that called; null when they say nothing of it. X answers
 * a token without the right to post with the bare word "Forbidden".
 */
export function deathIn(words: string): DeathKind | null {
  if (SUSPENDED.test(words)) return 'suspended';
  if (LOCKED.test(words)) return 'locked';
  return SCOPE.test(words.trim()) ? 'scope' : null;
}

/** The account is there and would work again without a new link. */
export function stoppedByX(kind: DeathKind): boolean {
  return kind === 'suspended' || kind === 'locked';
}

/** What happened, without the way on. */
export function deathSentence(handle: string, kind: DeathKind): string {
  switch (kind) {
    case 'revoked':
      return `X does not accept the link to @${handle} any more.`;
    case 'scope':
      return `The link to @${handle} may not post on X any more.`;
    case 'suspended':
      return `X suspended @${handle}.`;
    case 'locked':
      return `X locked @${handle}.`;
    case 'unreadable':
      return `Faccia cannot read its link to @${handle} any more.`;
  }
}

/** What the person does about it. `command` links this account: `/care link`. */
export function wayOn(handle: string, kind: DeathKind, command: string): string {
  switch (kind) {
    case 'revoked':
    case 'unreadable':
      return `Link it again: type ${command}.`;
    case 'scope':
      return (
        `Link it again and agree to all that X lists: type ${command}. If this comes back at once, X lets the app itself ` +
        'only read: operations set it to "Read and write" on developer.x.com.'
      );
    case 'suspended':
    case 'locked':
      return (
        `Sign in at https://x.com as @${handle} and do what X asks for. Once you can post there again, press ` +
        `*It is solved* in Faccia's private message, or type ${command}.`
      );
  }
}

/** Both, for an account that is dead; null for one that works. */
export function deathOf(account: LinkedAccount): { what: string; wayOn: string } | null {
  if (account.state !== 'dead') return null;
  const kind = kindOf(account.death);
  return {
    what: deathSentence(account.handle, kind),
    wayOn: wayOn(account.handle, kind, linkCommand(account)),
  };
}

/** What its owner types to link it again. */
export function linkCommand({ owner }: LinkedAccount): string {
  return owner.kind === 'brand' ? '/care link brand' : '/care link';
}

export function kindOf(death: AccountDeath | undefined): DeathKind {
  return death?.kind ?? 'revoked';
}
