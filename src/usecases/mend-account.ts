import { deathOf, stoppedByX } from '../domain/death.ts';
import { type AccountOwner, type LinkedAccount, ownerFrom } from '../domain/glossary.ts';
import { RefusedError } from '../errors.ts';
import type { Clock } from '../ports.ts';
import type { AccountStore } from '../stores.ts';
import { requireLead } from './require-employee.ts';
import { requireMayLink } from './require-responder.ts';
import { type StartLinkDeps, startLink } from './start-link.ts';

export interface MendAccountDeps extends StartLinkDeps {
  accounts: AccountStore;
  clock: Clock;
}

export interface MendInput {
  slackUser: string;
  /** As {@link ownerKey} writes it: it travels in the button. */
  ownerKey: string;
}

export type LinkAgain = { kind: 'alive'; account: LinkedAccount } | { kind: 'link'; url: string };

/** A fresh private link for an account that died. Throws RefusedError. */
export function linkAgain(deps: MendAccountDeps) {
  return async ({ slackUser, ownerKey }: MendInput): Promise<LinkAgain> => {
    const owner = await requireOwner(deps, slackUser, ownerKey);
    const account = await deps.accounts.byOwner(owner);
    if (account?.state === 'linked') return { kind: 'alive', account };
    return { kind: 'link', ...(await startLink(deps)({ slackUser, owner })) };
  };
}

/**
 * The person says that X lets their account do everything again: it is tried, and what waited for it goes on.
 * Throws RefusedError.
 */
export function accountSolved(deps: MendAccountDeps) {
  return async ({ slackUser, ownerKey }: MendInput): Promise<LinkedAccount> => {
    const owner = await requireOwner(deps, slackUser, ownerKey);
    const account = await deps.accounts.byOwner(owner);
    if (!account)
      throw new RefusedError('not-linked', 'This account is not linked any more: type /care link.');
    const dead = deathOf(account);
    if (!dead || !account.death) return account;
    if (!stoppedByX(account.death.kind)) throw new RefusedError('link-dead', `${dead.what} ${dead.wayOn}`);
    await deps.accounts.revive(account.id, account.death.id, slackUser, deps.clock.now());
    return (await deps.accounts.byId(account.id)) ?? account;
  };
}

async function requireOwner(deps: MendAccountDeps, slackUser: string, key: string): Promise<AccountOwner> {
  const owner = ownerFrom(key);
  if (owner.kind === 'brand') {
    await requireLead(deps.people)(slackUser);
  } else {
    await requireMayLink(deps)(slackUser);
    if (owner.slackUser !== slackUser)
      throw new RefusedError('not-yours', 'This is about a colleague’s account.');
  }
  return owner;
}
