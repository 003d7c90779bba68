import type { DeletionStore } from '../deletions.ts';
import { type DeskSettings, findBrand } from '../domain/brand.ts';
import {
  askAgain,
  type DeleteOutcome,
  type DeletionUpdate,
  type PublicPost,
  publicPosts,
  wentBy,
} from '../domain/deletion.ts';
import type { AccountOwner, Deletion, Reply } from '../domain/glossary.ts';
import { AppError, UnavailableError } from '../errors.ts';
import type { Clock, JobAnswer, Log, SocialNetwork } from '../ports.ts';
import type { AccountStore, Counters, ThreadStore } from '../stores.ts';
import type { FreshTokens } from './fresh-tokens.ts';
import { insist } from './insist.ts';

export interface DeletePostDeps {
  deletions: DeletionStore;
  threads: ThreadStore;
  accounts: AccountStore;
  network: SocialNetwork;
  tokens: FreshTokens;
  desk: DeskSettings;
  counters: Counters;
  clock: Clock;
  log: Log;
}

/** A reply that is being deleted. */
type Doomed = Reply & { deletion: Deletion };

/**
 * One try at deleting a reply's posts. A call that creates is never repeated; one that deletes may be, until the network
 * says that the post is gone: whatever was cut off by a crash is simply done again.
 */
export function deletePost(deps: DeletePostDeps) {
  return async (replyId: string): Promise<JobAnswer> => {
    const reply = await deps.deletions.attempt(replyId);
    if (!reply?.deletion) return { done: true };
    const update = await removeAll(deps, { ...reply, deletion: reply.deletion });
    await end(deps, reply, update);
    await deps.counters.add(`deletions.${update.kind}`);
    deps.log.info('deletion-tried', { reply: reply.id, to: update.kind });
    return { done: true };
  };
}

async function removeAll(deps: DeletePostDeps, reply: Doomed): Promise<DeletionUpdate> {
  let { answer } = reply.deletion;
  const posts = publicPosts(reply).filter(({ part }) => part === 'introduction' || answer === null);
  for (const post of posts) {
    const owner = await ownerOf(deps, reply, post);
    const outcome = await remove(deps, reply, post, owner);
    if (outcome.kind === 'retry') return askAgain(reply.deletion, outcome, deps.clock.now());
    if (outcome.kind === 'refused') return { kind: 'failed', reason: outcome.reason };
    if (outcome.kind === 'token-dead') return { kind: 'parked', owner, reason: outcome.reason };
    if (post.part === 'introduction') continue;
    answer = wentBy(reply.deletion, outcome.kind);
    if (posts.length > 1) await end(deps, reply, { kind: 'answer-gone', answer });
  }
  return { kind: 'deleted', answer: answer ?? 'deleted' };
}

async function ownerOf(deps: DeletePostDeps, reply: Reply, { on }: PublicPost): Promise<AccountOwner> {
  if (on === 'responder') return { kind: 'responder', slackUser: reply.responder };
  const thread = await deps.threads.get(reply.threadId);
  return { kind: 'brand', brand: findBrand(deps.desk, thread?.brand ?? '').id };
}

async function remove(
  deps: DeletePostDeps,
  reply: Reply,
  post: PublicPost,
  owner: AccountOwner,
): Promise<DeleteOutcome> {
  const account = await deps.accounts.byOwner(owner);
  if (account === null || (post.on === 'responder' && account.id !== reply.accountId)) {
    return { kind: 'token-dead', reason: 'The account on which it stands is not linked any more.' };
  }
  try {
    const tokens = await deps.tokens.get(account.id);
    const outcome = await deps.network.deletePost(tokens, post.id);
    if (outcome.kind !== 'token-dead') return outcome;
    // The tokens may only be old: renewed once, asked once more.
    return await deps.network.deletePost(await deps.tokens.replace(account.id, tokens), post.id);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'token-dead') return { kind: 'token-dead', reason: error.sentence };
    const wait = error instanceof UnavailableError ? error.retryAfterMs : null;
    return { kind: 'retry', at: wait === null ? null : deps.clock.now() + wait, reason: error.sentence };
  }
}

function end({ deletions, clock }: DeletePostDeps, reply: Reply, update: DeletionUpdate): Promise<void> {
  return insist(clock, () => deletions.end(reply.id, update, clock.now()));
}
