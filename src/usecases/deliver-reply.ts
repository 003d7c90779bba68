import { type Brand, type DeskSettings, findBrand } from '../domain/brand.ts';
import type { LinkedAccount, Reply, Thread } from '../domain/glossary.ts';
import type { PostOutcome, ReplyUpdate } from '../domain/outcome.ts';
import { byBrand, closeStep, introducing, replyUpdate, targetOf } from '../domain/outcome.ts';
import { introductionText, signedText } from '../domain/wording.ts';
import { AppError, UnavailableError } from '../errors.ts';
import type { Clock, JobAnswer, Log, People, SocialNetwork } from '../ports.ts';
import type { AccountStore, Counters, ReplyStore, ThreadStore, Tokens } from '../stores.ts';
import type { FreshTokens } from './fresh-tokens.ts';
import { insist } from './insist.ts';
import type { WithinBudgets } from './within-budgets.ts';

export interface DeliverReplyDeps {
  replies: ReplyStore;
  threads: ThreadStore;
  accounts: AccountStore;
  people: People;
  network: SocialNetwork;
  tokens: FreshTokens;
  withinBudgets: WithinBudgets;
  desk: DeskSettings;
  counters: Counters;
  clock: Clock;
  log: Log;
}

/** What one call to the network needs. */
interface Delivery {
  reply: Reply;
  brand: Brand;
  poster: LinkedAccount;
  tokens: Tokens;
  text: string;
}

const RETRY_AFTER_MS = 15_000;

/**
 * One attempt at one reply. The reply is `sending` before the network is called, and the answer is written after it; a
 * reply that is found in `sending` is never sent again.
 */
export function deliverReply(deps: DeliverReplyDeps) {
  return async (replyId: string): Promise<JobAnswer> => {
    const begun = await deps.replies.begin(replyId, deps.clock.now());
    if (begun.kind === 'not-due') return { again: begun.until };
    if (begun.kind !== 'go') return { done: true };
    const { reply } = begun;
    const update = await attempt(deps, reply);
    const ended = await insist(deps.clock, () =>
      deps.replies.finish(reply.id, reply.attempt, update, deps.clock.now()),
    );
    deps.log.info('reply-attempt-ended', {
      reply: reply.id,
      step: reply.steps[0],
      part: reply.part,
      to: ended.state,
    });
    await deps.counters.add(`deliveries.${update.kind}`);
    return { done: true };
  };
}

async function attempt(deps: DeliverReplyDeps, reply: Reply): Promise<ReplyUpdate> {
  const prepared = await prepare(deps, reply);
  if ('kind' in prepared) return prepared;
  const outcome = await post(deps, prepared);
  const { brand, poster } = prepared;
  if (outcome.kind === 'token-dead') return tokenDead(reply, outcome.reason);
  if (outcome.kind === 'refused' && outcome.code === 'post-gone') {
    await insist(deps.clock, () => deps.threads.markGone(reply.threadId, deps.clock.now()));
  }
  return replyUpdate(outcome, {
    reply,
    now: deps.clock.now(),
    postUrl: (postId) => deps.network.postUrl(poster.handle, postId),
    introductions: brand.introductions.length,
  });
}

/** Everything that can go wrong before the network is asked to post: nothing is public then, so it may be retried. */
async function prepare(deps: DeliverReplyDeps, reply: Reply): Promise<Delivery | ReplyUpdate> {
  try {
    const thread = await deps.threads.get(reply.threadId);
    if (!thread) return { kind: 'refused', reason: 'Its thread is not known any more.' };
    const brand = findBrand(deps.desk, thread.brand);
    const account = await responderAccount(deps, reply);
    if ('kind' in account) return account;
    const poster = byBrand(reply) ? await brandAccount(deps, reply, brand) : account;
    if ('kind' in poster) return poster;
    const tokens = await deps.tokens.get(poster.id);
    return { reply, brand, poster, tokens, text: await textOf(deps, reply, thread, brand, account) };
  } catch (error) {
    return beforeSending(deps, reply, error);
  }
}

/** Looked at before the brand introduces somebody: an introduction that nobody follows up is worse than none. */
async function responderAccount(deps: DeliverReplyDeps, reply: Reply): Promise<LinkedAccount | ReplyUpdate> {
  const account = await deps.accounts.byOwner({ kind: 'responder', slackUser: reply.responder });
  if (account?.id !== reply.accountId) {
    return { kind: 'parked', reason: 'The account that you wrote this from is not linked any more.' };
  }
  try {
    if (reply.steps[0] !== 'brand') await deps.tokens.get(account.id);
    return account;
  } catch (error) {
    if (isTokenDead(error)) return { kind: 'parked', reason: error.sentence };
    throw error;
  }
}

async function brandAccount(
  deps: DeliverReplyDeps,
  reply: Reply,
  brand: Brand,
): Promise<LinkedAccount | ReplyUpdate> {
  const account = await deps.accounts.byOwner({ kind: 'brand', brand: brand.id });
  return (
    account ?? closeStep(reply, `@${brand.handle} is not linked: a lead does that with /care link brand.`)
  );
}

function tokenDead(reply: Reply, reason: string): ReplyUpdate {
  return byBrand(reply) ? closeStep(reply, reason) : { kind: 'parked', reason };
}

function beforeSending(deps: DeliverReplyDeps, reply: Reply, error: unknown): ReplyUpdate {
  if (isTokenDead(error)) return tokenDead(reply, error.sentence);
  if (error instanceof AppError && !(error instanceof UnavailableError)) {
    return { kind: 'refused', reason: error.sentence };
  }
  return notSent(deps, reply, error);
}

function notSent(
  deps: DeliverReplyDeps,
  reply: Reply,
  error: unknown,
): Extract<PostOutcome, { kind: 'retry' }> {
  const at = deps.clock.now();
  if (error instanceof UnavailableError) {
    return {
      kind: 'retry',
      at: at + (error.retryAfterMs ?? RETRY_AFTER_MS),
      code: error.code,
      reason: error.sentence,
    };
  }
  deps.log.error('delivery-failed-before-sending', { reply: reply.id, error });
  return {
    kind: 'retry',
    at: at + RETRY_AFTER_MS,
    code: 'bug',
    reason: 'Something went wrong inside Faccia.',
  };
}

/** A 401 means "certainly not posted": refreshed once, asked once more. */
async function post(deps: DeliverReplyDeps, delivery: Delivery): Promise<PostOutcome> {
  const outcome = await call(deps, delivery, delivery.tokens);
  if (outcome.kind !== 'token-dead') return outcome;
  try {
    return await call(deps, delivery, await deps.tokens.replace(delivery.poster.id, delivery.tokens));
  } catch (error) {
    if (isTokenDead(error)) return { kind: 'token-dead', reason: error.sentence };
    return notSent(deps, delivery.reply, error);
  }
}

async function call(deps: DeliverReplyDeps, delivery: Delivery, tokens: Tokens): Promise<PostOutcome> {
  const { reply, text } = delivery;
  try {
    return await deps.withinBudgets(delivery, (onLimits) =>
      deps.network.createPost(tokens, { text, inReplyTo: targetOf(reply), onLimits }),
    );
  } catch (error) {
    deps.log.error('create-post-threw', { reply: reply.id, error });
    return { kind: 'unknown', code: 'thrown', reason: 'Something went wrong while it was being posted.' };
  }
}

async function textOf(
  deps: DeliverReplyDeps,
  reply: Reply,
  thread: Thread,
  brand: Brand,
  account: LinkedAccount,
): Promise<string> {
  if (introducing(reply)) {
    const people = { customer: thread.root.author.handle, responder: account.handle };
    return introductionText(brand, people, reply.id, reply.attempt);
  }
  if (reply.steps[0] !== 'brand') return reply.text;
  const person = await deps.people.get(reply.responder);
  return signedText(brand, reply.text, person.firstName);
}

function isTokenDead(error: unknown): error is AppError {
  return error instanceof AppError && error.code === 'token-dead';
}
