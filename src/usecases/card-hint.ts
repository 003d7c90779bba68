import type { HolderStore } from '../claims.ts';
import type { Brand } from '../domain/brand.ts';
import { judgeSteps, openSteps, summons } from '../domain/eligibility.ts';
import type { Thread } from '../domain/glossary.ts';
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
  if (thread.state !== 'open' && thread.state !== 'claimed') return null;
  const post = thread.lastCustomerPost;
  if (post.erased !== undefined) return null;
  const kept = await holders.shieldedFrom(post.author.id);
  const addressed = (await colleagues(accounts, thread)).filter((colleague) => !kept.has(colleague));
  if (addressed.length > 0) return { kind: 'addressed', slackUsers: addressed };
  const verdicts = judgeSteps({
    brand,
    post,
    account: ANYBODY,
    brandAccount: await accounts.byOwner({ kind: 'brand', brand: brand.id }),
    learned: await learned.all(),
    now: clock.now(),
  });
  const [first] = openSteps(verdicts);
  if (first !== undefined && first !== 'native') return null;
  // The last way of the ladder says best why nothing goes out by itself.
  const why = verdicts.findLast((verdict) => !verdict.open)?.why ?? '';
  return { kind: first === 'native' ? 'only-by-hand' : 'no-way', why };
}

async function colleagues(accounts: AccountStore, thread: Thread): Promise<string[]> {
  const post = thread.lastCustomerPost;
  const ids = new Set([...post.mentions.map(({ id }) => id), post.quotes?.authorId]);
  const found = await Promise.all([...ids].map((id) => (id ? accounts.byId(id) : null)));
  return found.flatMap((account) =>
    account && account.owner.kind === 'responder' && summons(post, account) ? [account.owner.slackUser] : [],
  );
}
