import type { HomeView } from '@slack/types';
import type { LinkedAccount, Thread } from '../src/domain/glossary.ts';
import { homeView, type SpentLine } from '../src/slack/home.ts';

export interface HomeOpenedDeps {
  accounts: { byOwner(owner: { kind: 'responder'; slackUser: string }): Promise<LinkedAccount | null> };
  threads: { heldBy(slackUser: string, limit: number): Promise<Thread[]> };
  /** Null: this person need not know. */
  spentToday(slackUser: string): Promise<SpentLine | null>;
  publishHome(slackUser: string, view: HomeView): Promise<void>;
}

const SHOWN = 20;

/** Shows a person what they hold and the account that they answer from. */
export function homeOpened({ accounts, threads, spentToday, publishHome }: HomeOpenedDeps) {
  return async (slackUser: string): Promise<void> => {
    const [account, held, spent] = await Promise.all([
      accounts.byOwner({ kind: 'responder', slackUser }),
      threads.heldBy(slackUser, SHOWN),
      spentToday(slackUser),
    ]);
    await publishHome(slackUser, homeView({ account, held, spent }));
  };
}
