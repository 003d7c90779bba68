/** Accounts that people connect: a part of {@link ./glossary.ts}. */

export type AccountState = 'linked' | 'dead';

/**
 * Why nothing goes out from an account any more. `revoked`: ended at the network, expired, or lost while it was renewed;
 * `scope`: the link may not post any more; `suspended` and `locked`: the network stopped the account itself;
 * `unreadable`: what is stored of the link cannot be opened.
 */
export type DeathKind = 'revoked' | 'scope' | 'suspended' | 'locked' | 'unreadable';

export interface AccountDeath {
  /** Another one for each death: what is said of it is said once. */
  id: string;
  kind: DeathKind;
  /** The network's own words; may be empty. Data from outside. */
  words: string;
  at: number;
}

/** A social account that was connected by OAuth: a responder's own, or the brand's. Carries no token. */
export interface LinkedAccount {
  network: 'x';
  /** The network's user id. */
  id: string;
  handle: string;
  name: string;
  avatarUrl: string | null;
  owner: AccountOwner;
  state: AccountState;
  /** Only while it is `dead`. */
  death?: AccountDeath;
  linkedAt: number;
  /** Its link lets Faccia upload pictures and video. Absent: it was made before Faccia asked for that. */
  uploads?: boolean;
}

/** A responder by Slack user id, or a brand by its id in the YAML. */
export type AccountOwner = { kind: 'responder'; slackUser: string } | { kind: 'brand'; brand: string };

/** What metrics tell apart: never one account from another. */
export type AccountClass = AccountOwner['kind'];

/** `owner` as one string: `responder:U123` or `brand:tim`. */
export function ownerKey(owner: AccountOwner): string {
  return owner.kind === 'responder' ? `responder:${owner.slackUser}` : `brand:${owner.brand}`;
}

/** The owner that {@link ownerKey} named. */
export function ownerFrom(key: string): AccountOwner {
  const [kind, name] = [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)];
  return kind === 'brand' ? { kind, brand: name } : { kind: 'responder', slackUser: name };
}
