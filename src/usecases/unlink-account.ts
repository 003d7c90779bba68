import type { AccountOwner, LinkedAccount } from '../domain/glossary.ts';
import type { Clock, People, SocialNetwork } from '../ports.ts';
import type { AccountStore } from '../stores.ts';
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
    const tokens = linked && (await accounts.tokens(linked.id));
    const account = await accounts.unlink(input.owner, clock.now());
    if (!account) return null;
    return { account, revoked: tokens ? await network.revoke(tokens) : false };
  };
}
