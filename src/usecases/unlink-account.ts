import type { AccountOwner, LinkedAccount } from '../domain/glossary.ts';
import { AppError, UnavailableError } from '../errors.ts';
import type { Clock, People, SocialNetwork } from '../ports.ts';
import type { AccountStore, Tokens } from '../stores.ts';
import { requireLead } from './require-employee.ts';

export interface UnlinkDeps {
  accounts: AccountStore;
  people: People;
  network: SocialNetwork;
  clock: Clock;
}

export type Unlinked = { account: LinkedAccount; revoked: boolean } | null;

/** Forgets the tokens here and asks X to forget them too. Null: nothing was linked. Throws RefusedError. */
export function unlinkAccount({ accounts, people, network, clock }: UnlinkDeps) {
  return async (input: { slackUser: string; owner: AccountOwner }): Promise<Unlinked> => {
    if (input.owner.kind === 'brand') await requireLead(people)(input.slackUser);
    const linked = await accounts.byOwner(input.owner);
    const tokens = linked && (await readableTokens(accounts, linked.id));
    const account = await accounts.unlink(input.owner, clock.now());
    if (!account) return null;
    return { account, revoked: tokens ? await network.revoke(tokens) : false };
  };
}

/** Whoever wants to go must not be kept by tokens that nobody can open: they are forgotten all the same. */
export async function readableTokens(accounts: AccountStore, accountId: string): Promise<Tokens | null> {
  try {
    return await accounts.tokens(accountId);
  } catch (error) {
    if (error instanceof AppError && !(error instanceof UnavailableError)) return null;
    throw error;
  }
}
