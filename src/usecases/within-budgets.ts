import type { Hindrance, PlaceRequest, PostPlaces } from '../budgets.ts';
import type { DeskSettings } from '../domain/brand.ts';
import type { LinkedAccount, Reply } from '../domain/glossary.ts';
import { type SeenLimits, withNothingLeft } from '../domain/limits.ts';
import type { PostOutcome } from '../domain/outcome.ts';
import { microsOf, priceText, sumText } from '../domain/prices.ts';
import { introducing } from '../domain/target.ts';
import { UnavailableError } from '../errors.ts';
import type { Clock, Log, MeasureText } from '../ports.ts';

export interface WithinBudgetsDeps {
  places: PostPlaces;
  desk: Pick<DeskSettings, 'limits' | 'budget' | 'prices'>;
  measure: MeasureText;
  clock: Clock;
  log: Log;
}

export interface BudgetedPost {
  reply: Reply;
  /** The account that creates the post. */
  poster: LinkedAccount;
  text: string;
  /** How many descriptions of pictures are still to be paid for. */
  alts: number;
}

/** The one call to the network. */
export type CreatePost = (onLimits: (seen: SeenLimits) => void) => Promise<PostOutcome>;

export type WithinBudgets = (post: BudgetedPost, create: CreatePost) => Promise<PostOutcome>;

type Retry = Extract<PostOutcome, { kind: 'retry' }>;

const RETRY_AFTER_MS = 15_000;

/**
 * Creates a post if X's limits and the day's budget have room for it; else the network is not called at all, and the
 * outcome is `retry` at the moment when there is. Throws only what `create` throws.
 */
export function withinBudgets(deps: WithinBudgetsDeps): WithinBudgets {
  return async (post, create) => {
    const request = requestFor(deps, post);
    const wait = await takePlace(deps, post, request);
    if (wait) return wait;
    const heard: { seen: SeenLimits | null } = { seen: null };
    let outcome: PostOutcome | null = null;
    try {
      outcome = await create((seen) => {
        heard.seen = seen;
      });
    } finally {
      // Not waited for: the store does what it is asked in order, and settling never throws.
      void settle(deps, request, outcome, heard.seen);
    }
    return limited(outcome) ? standInLine(deps, post, request, outcome) : outcome;
  };
}

function requestFor({ desk, measure }: WithinBudgetsDeps, { reply, poster, text, alts }: BudgetedPost) {
  const announced = introducing(reply);
  // Whoever was announced in public answers, even if the budget was used up since.
  const promised = reply.introductionId !== null && reply.steps[0] === 'introduce' && !announced;
  const posts = measure(text).price + (announced ? measure(reply.text).price : 0);
  const cost = microsOf(posts) + alts * desk.prices.each.media_metadata;
  return {
    id: `${reply.id}:${reply.attempt}`,
    replyId: reply.id,
    accountId: poster.id,
    followedBy: announced ? reply.accountId : null,
    limits: desk.limits,
    money: desk.budget && !promised ? { cost, perDay: desk.budget.perDay } : null,
  };
}

type Request = Omit<PlaceRequest, 'now'>;

/** Null: the place is taken. */
async function takePlace(
  deps: WithinBudgetsDeps,
  post: BudgetedPost,
  request: Request,
): Promise<Retry | null> {
  const now = deps.clock.now();
  try {
    const result = await deps.places.take({ ...request, now });
    if (result.kind === 'taken') return null;
    const reason = reasonFor(deps, post, result.because);
    return { kind: 'retry', at: result.at, code: `budget-${result.because}`, reason };
  } catch (error) {
    // Not called: whatever went wrong, nothing is public.
    if (!(error instanceof UnavailableError)) deps.log.error('place-not-taken', { error });
    const reason =
      error instanceof UnavailableError
        ? error.sentence
        : 'Something went wrong inside Faccia before it was sent.';
    return { kind: 'retry', at: now + RETRY_AFTER_MS, code: 'place-not-taken', reason };
  }
}

/** A store that is away here costs a place for a while, never a post: it does not throw. */
async function settle(
  { places, clock, log }: WithinBudgetsDeps,
  { id, accountId }: Request,
  outcome: PostOutcome | null,
  heard: SeenLimits | null,
): Promise<void> {
  const counted = outcome?.kind !== 'retry' && outcome?.kind !== 'token-dead';
  const seen = limited(outcome) ? withNothingLeft(heard, outcome.at) : heard;
  try {
    await places.settle({ id, accountId, counted, seen, now: clock.now() });
  } catch (error) {
    log.warn('place-not-settled', { error });
  }
}

/** X limited the account before we knew: this reply waits in line like those that come after it. */
async function standInLine(
  deps: WithinBudgetsDeps,
  post: BudgetedPost,
  request: Request,
  outcome: Retry,
): Promise<Retry> {
  const wait = await takePlace(deps, post, request);
  if (wait) return wait;
  void settle(deps, request, { ...outcome, code: 'not-called' }, null);
  return outcome;
}

function limited(outcome: PostOutcome | null): outcome is Retry {
  return outcome?.kind === 'retry' && outcome.code === 'x-limited';
}

function reasonFor({ desk, measure }: WithinBudgetsDeps, post: BudgetedPost, because: Hindrance): string {
  switch (because) {
    case 'account':
      return `X limits how many posts @${post.poster.handle} makes, and lets it post again then.`;
    case 'follower':
      return (
        'X limits how many posts your account makes, and lets it post again then: ' +
        `@${post.poster.handle} introduces you when your answer can follow at once.`
      );
    case 'app':
      return 'X limits how many posts all accounts here make in 24 hours, and takes the next one then.';
    case 'money': {
      const budget = sumText(desk.budget?.perDay ?? 0);
      const { hasUrl, price } = measure(post.reply.text);
      const what = hasUrl
        ? `What is left of today's budget for X (${budget}) does not cover a post with a link (${priceText(microsOf(price))}).`
        : `Today's budget for X (${budget}) is used up.`;
      return `${what} Operations can raise it (budget.usd_per_day); the next day begins at midnight UTC.`;
    }
  }
}
