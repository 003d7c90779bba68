import { deathOf } from '../src/domain/death.ts';
import type { AccountOwner, LinkedAccount } from '../src/domain/glossary.ts';
import { filesHint } from '../src/slack/texts.ts';
import type { CareWords } from './care-command.ts';

export interface CareMeDeps {
  accounts: { byOwner(owner: AccountOwner): Promise<LinkedAccount | null> };
}

/** `/care me`: the account that this person answers from. */
export function careMe({ accounts }: CareMeDeps) {
  return async ({ slackUser }: CareWords): Promise<string> => {
    const account = await accounts.byOwner({ kind: 'responder', slackUser });
    if (!account) return 'You have no X account linked. Type `/care link`: it takes a minute.';
    const dead = deathOf(account);
    return dead
      ? `${dead.what} ${dead.wayOn}`
      : `You answer as @${account.handle}, your own account. \`/care unlink\` ends it.${filesHint(account)}`;
  };
}
