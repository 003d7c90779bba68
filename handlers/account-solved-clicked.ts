import type { LinkedAccount } from '../src/domain/glossary.ts';
import type { MendInput } from '../src/usecases/mend-account.ts';
import type { ButtonClick } from './click.ts';

export interface AccountSolvedClickedDeps {
  accountSolved(input: MendInput): Promise<LinkedAccount>;
}

/** Somebody solved at X what had stopped their account: it is tried again. */
export function accountSolvedClicked({ accountSolved }: AccountSolvedClickedDeps) {
  return async ({ slackUser, value, say }: ButtonClick): Promise<void> => {
    const { handle } = await accountSolved({ slackUser, ownerKey: value });
    await say(
      `@${handle} is used again, and what waited for it goes out now. If X still refuses, Faccia writes to you again.`,
    );
  };
}
