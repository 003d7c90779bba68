import type { Brand } from './brand.ts';
import { deathOf } from './death.ts';
import type { DeliveryStep, LinkedAccount, Post } from './glossary.ts';

/** One step of the brand's ladder: may it carry this answer now, and why (not), in a sentence for the responder. */
export interface StepVerdict {
  step: DeliveryStep;
  open: boolean;
  why: string;
}

export interface EligibilityInput {
  brand: Brand;
  /** The customer's post that would be answered. */
  post: Post;
  /** The responder's own account. */
  account: LinkedAccount;
  /** The brand's account; null when no lead linked it yet. */
  brandAccount: LinkedAccount | null;
}

/**
 * Whether this post summons this account: it @mentions it or quotes one of its posts. Since 23 February 2026 X takes
 * a reply through the API of a self-serve app only then.
 */
export function summons(post: Post, account: { id: string; handle: string }): boolean {
  const handle = account.handle.toLowerCase();
  const mentioned = post.mentions.some((mention) =>
    mention.id === null ? mention.handle.toLowerCase() === handle : mention.id === account.id,
  );
  return mentioned || post.quotes?.authorId === account.id;
}

/** The verdict on every step of the brand's ladder, in the ladder's order. */
export function judgeSteps(input: EligibilityInput): StepVerdict[] {
  return input.brand.ladder.map((step) => ({ step, ...judges[step](input) }));
}

/** The steps that are open, in order: the first one will be tried first. */
export function openSteps(verdicts: readonly StepVerdict[]): DeliveryStep[] {
  return verdicts.filter((verdict) => verdict.open).map((verdict) => verdict.step);
}

type Verdict = Omit<StepVerdict, 'step'>;
const open = (why: string): Verdict => ({ open: true, why });
const closed = (why: string): Verdict => ({ open: false, why });

const judges: Record<DeliveryStep, (input: EligibilityInput) => Verdict> = {
  direct({ brand, post, account }) {
    if (brand.access === 'enterprise')
      return open(`Straight under the customer's post, as @${account.handle}.`);
    if (summons(post, account)) {
      return open(`The customer addressed @${account.handle}, so X lets you answer straight.`);
    }
    return closed(`X lets @${account.handle} answer only people who mentioned or quoted @${account.handle}.`);
  },
  introduce({ brand, post, account, brandAccount }) {
    const problem = brandProblem(brand, post, brandAccount);
    if (problem !== null) return closed(problem);
    return open(
      `The customer wrote to @${brand.handle}, not to you: @${brand.handle} introduces you first, ` +
        `then your answer follows under that post, as @${account.handle}.`,
    );
  },
  native() {
    return closed("Posting by hand through X's own composer is not offered yet.");
  },
  brand({ brand, post, brandAccount }) {
    const problem = brandProblem(brand, post, brandAccount);
    if (problem !== null) return closed(problem);
    return open(`As @${brand.handle}, signed with your first name.`);
  },
};

function brandProblem(brand: Brand, post: Post, brandAccount: LinkedAccount | null): string | null {
  if (brandAccount === null)
    return `@${brand.handle} is not linked yet: a lead does that with /care link brand.`;
  const dead = deathOf(brandAccount);
  if (dead) return `${dead.what} A lead mends that, by Faccia's private message or /care link brand.`;
  if (brand.access === 'self-serve' && !summons(post, brandAccount)) {
    return `The customer did not mention or quote @${brand.handle}, so X does not let it answer.`;
  }
  return null;
}
