import type { HolderStore } from '../claims.ts';
import type { Brand } from '../domain/brand.ts';
import { deathOf } from '../domain/death.ts';
import { type EligibilityInput, judgeStep, judgeSteps, openSteps, summons } from '../domain/eligibility.ts';
import type { LinkedAccount, Thread } from '../domain/glossary.ts';
import { isLogged } from '../domain/logged.ts';
import type { CardHint, Clock } from '../ports.ts';
import type { AccountStore, LearnedStore } from '../stores.ts';

export interface CardHintDeps {
  accounts: AccountStore;
  holders: HolderStore;
  learned: LearnedStore;
  clock: Clock;
}

/** Somebody whom the customer neither mentioned nor quoted, as nearly every responder is. */
const ANYBODY = { id: '', handle: 'you' };

/** What people should know of the ways to answer before one of them takes the thread. */
export async function cardHint(
  { accounts, holders, learned, clock }: CardHintDeps,
  thread: Thread,
  brand: Brand,
): Promise<CardHint | null> {
  // Nobody answers it on the network.
  if (isLogged(thread)) return null;
  if (thread.state !== 'open' && thread.state !== 'claimed') return null;
  const post = thread.lastCustomerPost;
  if (post.erased !== undefined) return null;
  const known = {
    brand,
    post,
    brandAccount: await accounts.byOwner({ kind: 'brand', brand: brand.id }),
    learned: await learned.all(),
    now: clock.now(),
  };
  // Nobody is rung by somebody from whom they asked to be kept.
  const kept = await holders.shieldedFrom(post.author.id);
  const addressed = (await colleagues(accounts, thread)).filter(
    ({ account, slackUser }) => answersStraight(account, known) && !kept.has(slackUser),
  );
  if (addressed.length > 0)
    return { kind: 'addressed', slackUsers: addressed.map(({ slackUser }) => slackUser) };
  const verdicts = judgeSteps({ ...known, account: ANYBODY });
  const [first] = openSteps(verdicts);
  if (first !== undefined && first !== 'native') return null;
  // The last way of the ladder says best why nothing goes out by itself.
  const why = verdicts.findLast((verdict) => !verdict.open)?.why ?? '';
  return { kind: first === 'native' ? 'only-by-hand' : 'no-way', why };
}

interface Colleague {
  account: LinkedAccount;
  slackUser: string;
}

/** Whom the customer addressed is worth saying only of those whom it lets answer. */
function answersStraight(account: LinkedAccount, known: Omit<EligibilityInput, 'account'>): boolean {
  if (deathOf(account) !== null || !known.brand.ladder.includes('direct')) return false;
  return judgeStep('direct', { ...known, account }).open;
}

/** Responders whose own accounts the customer mentioned or quoted. */
async function colleagues(accounts: AccountStore, thread: Thread): Promise<Colleague[]> {
  const post = thread.lastCustomerPost;
  const ids = new Set([...post.mentions.map(({ id }) => id), post.quotes?.authorId]);
  const found = await Promise.all([...ids].map((id) => (id ? accounts.byId(id) : null)));
  return found.flatMap((account) =>
    account && account.owner.kind === 'responder' && summons(post, account)
      ? [{ account, slackUser: account.owner.slackUser }]
      : [],
  );
}
