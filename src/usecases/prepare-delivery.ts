import { type Brand, type DeskSettings, findBrand } from '../domain/brand.ts';
import { judgeStep } from '../domain/eligibility.ts';
import type { LinkedAccount, Reply, Thread } from '../domain/glossary.ts';
import { isHandover } from '../domain/handover.ts';
import type { StepGround } from '../domain/learned.ts';
import { closeStep, type PostOutcome, type ReplyUpdate, waitForBrand } from '../domain/outcome.ts';
import { byBrand, introducing } from '../domain/target.ts';
import { type Introductions, introductionsFor, introductionText } from '../domain/wording.ts';
import { AppError, UnavailableError } from '../errors.ts';
import type { Clock, Log, People } from '../ports.ts';
import type { AccountStore, LearnedStore, ReplyStore, ThreadStore, Tokens } from '../stores.ts';
import { answerText } from './answer-text.ts';
import type { FreshTokens } from './fresh-tokens.ts';

export interface PrepareDeliveryDeps {
  replies: Pick<ReplyStore, 'drawWording'>;
  threads: ThreadStore;
  accounts: AccountStore;
  learned: LearnedStore;
  people: People;
  tokens: FreshTokens;
  desk: DeskSettings;
  clock: Clock;
  log: Log;
}

/** What one call to the network needs. */
export interface Delivery {
  reply: Reply;
  brand: Brand;
  poster: LinkedAccount;
  tokens: Tokens;
  text: string;
  /** Why X should take it by this step. */
  ground: StepGround;
  /** How many differently worded introductions there are for this customer. */
  introductions: number;
}

const RETRY_AFTER_MS = 15_000;

/** Everything that can go wrong before the network is asked to post: nothing is public then, so it may be retried. */
export async function prepareDelivery(
  deps: PrepareDeliveryDeps,
  reply: Reply,
): Promise<Delivery | ReplyUpdate> {
  try {
    const thread = await deps.threads.get(reply.threadId);
    if (!thread) return { kind: 'refused', reason: 'Its thread is not known any more.' };
    const brand = findBrand(deps.desk, thread.brand);
    const account = await answeringAccount(deps, reply, brand);
    if ('kind' in account) return account;
    const ground = await stillOpen(deps, reply, thread, brand, account);
    if (typeof ground !== 'string') return ground;
    const poster = byBrand(reply) ? await brandAccount(deps, reply, brand) : account;
    if ('kind' in poster) return poster;
    const tokens = await tokensOf(deps, reply, poster);
    if ('kind' in tokens) return tokens;
    const introductions = introductionsFor(brand, thread.root.language);
    const text = await textOf(deps, { reply, thread, account, introductions });
    return { reply, brand, poster, tokens, text, ground, introductions: introductions.sentences.length };
  } catch (error) {
    return beforeSending(deps, reply, error);
  }
}

/** Judged again now: what was open when it was written may have been closed since. */
async function stillOpen(
  deps: PrepareDeliveryDeps,
  reply: Reply,
  thread: Thread,
  brand: Brand,
  account: LinkedAccount,
): Promise<StepGround | ReplyUpdate> {
  const [step] = reply.steps;
  if (step === undefined) return { kind: 'refused', reason: 'No way is left by which it could go out.' };
  // The introduction is public: its answer must follow, whatever was learnt since.
  if (step === 'introduce' && !introducing(reply)) return 'introduced';
  const [post, brandAccount, learned] = await Promise.all([
    deps.threads.post(reply.inReplyTo),
    deps.accounts.byOwner({ kind: 'brand', brand: brand.id }),
    deps.learned.all(),
  ]);
  const known = {
    brand,
    post: post ?? thread.lastCustomerPost,
    account,
    brandAccount,
    learned,
    withFiles: reply.files.length > 0,
    now: deps.clock.now(),
  };
  const verdict = judgeStep(step, known);
  if (verdict.ground !== null) return verdict.ground;
  const onlyTheLink =
    brandAccount?.state === 'dead' &&
    judgeStep(step, { ...known, brandAccount: { ...brandAccount, state: 'linked' } }).open;
  return onlyTheLink ? waitForBrand(reply, verdict.why, brandAccount.id) : closeStep(reply, verdict.why);
}

async function tokensOf(
  { tokens }: PrepareDeliveryDeps,
  reply: Reply,
  poster: LinkedAccount,
): Promise<Tokens | ReplyUpdate> {
  try {
    return await tokens.get(poster.id);
  } catch (error) {
    if (isTokenDead(error)) return tokenDead(reply, poster, error.sentence);
    throw error;
  }
}

/** What the brand alone says needs no account of a person's: neither a hand-over, nor where somebody was taken off. */
async function answeringAccount(
  deps: PrepareDeliveryDeps,
  reply: Reply,
  brand: Brand,
): Promise<LinkedAccount | ReplyUpdate> {
  if (reply.steps[0] === 'brand' && (isHandover(reply) || reply.unsigned === true))
    return brandAccount(deps, reply, brand);
  return responderAccount(deps, reply);
}

/** Looked at before the brand introduces somebody: an introduction that nobody follows up is worse than none. */
async function responderAccount(
  deps: PrepareDeliveryDeps,
  reply: Reply,
): Promise<LinkedAccount | ReplyUpdate> {
  const account = await deps.accounts.byOwner({ kind: 'responder', slackUser: reply.responder });
  if (account?.id !== reply.accountId) {
    return stuck(reply, 'The account that you wrote this from is not linked any more.');
  }
  try {
    if (reply.steps[0] !== 'brand') await deps.tokens.get(account.id);
    return account;
  } catch (error) {
    if (isTokenDead(error)) return stuck(reply, error.sentence);
    throw error;
  }
}

async function brandAccount(
  deps: PrepareDeliveryDeps,
  reply: Reply,
  brand: Brand,
): Promise<LinkedAccount | ReplyUpdate> {
  const account = await deps.accounts.byOwner({ kind: 'brand', brand: brand.id });
  return (
    account ?? closeStep(reply, `@${brand.handle} is not linked: a lead does that with /care link brand.`)
  );
}

/** A hand-over waits for nobody's link: its answer waits for it. */
function stuck(reply: Reply, reason: string): ReplyUpdate {
  return isHandover(reply) ? closeStep(reply, reason) : { kind: 'parked', reason };
}

export function tokenDead(reply: Reply, poster: LinkedAccount, reason: string): ReplyUpdate {
  return poster.owner.kind === 'brand' ? waitForBrand(reply, reason, poster.id) : stuck(reply, reason);
}

/** Nothing was posted: what an error means then. */
export function beforeSending(deps: { clock: Clock; log: Log }, reply: Reply, error: unknown): ReplyUpdate {
  if (error instanceof AppError && !(error instanceof UnavailableError)) {
    return { kind: 'refused', reason: error.sentence };
  }
  return notSent(deps, reply, error);
}

/** Nothing was posted: it may be tried again. */
export function notSent(
  { clock, log }: { clock: Clock; log: Log },
  reply: Reply,
  error: unknown,
): Extract<PostOutcome, { kind: 'retry' }> {
  const at = clock.now();
  if (error instanceof UnavailableError) {
    return {
      kind: 'retry',
      at: at + (error.retryAfterMs ?? RETRY_AFTER_MS),
      code: error.code,
      reason: error.sentence,
    };
  }
  log.error('delivery-failed-before-sending', { reply: reply.id, error });
  return {
    kind: 'retry',
    at: at + RETRY_AFTER_MS,
    code: 'bug',
    reason: 'Something went wrong inside Faccia.',
  };
}

interface Wording {
  reply: Reply;
  thread: Thread;
  account: LinkedAccount;
  introductions: Introductions;
}

async function textOf(
  deps: PrepareDeliveryDeps,
  { reply, thread, account, introductions }: Wording,
): Promise<string> {
  if (introducing(reply)) {
    const people = { customer: thread.root.author.handle, responder: account.handle };
    const { list, sentences } = introductions;
    return introductionText(
      sentences,
      people,
      await deps.replies.drawWording(reply.id, list, sentences.length),
    );
  }
  return answerText(deps, reply, thread);
}

export function isTokenDead(error: unknown): error is AppError {
  return error instanceof AppError && error.code === 'token-dead';
}
