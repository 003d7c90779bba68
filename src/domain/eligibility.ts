import type { Brand } from './brand.ts';
import { deathOf } from './death.ts';
import type { DeliveryStep, LinkedAccount, Post } from './glossary.ts';
import { closedBy, type LearnedRefusal, type StepGround } from './learned.ts';

/** One step of the brand's ladder: may it carry this answer now, and why (not), in a sentence for the responder. */
export interface StepVerdict {
  step: DeliveryStep;
  open: boolean;
  why: string;
  /** Why X should take it; null while it is closed. */
  ground: StepGround | null;
  /** It would be open for the text alone. */
  forText?: boolean;
}

export interface EligibilityInput {
  brand: Brand;
  /** The customer's post that would be answered. */
  post: Post;
  /** The responder's own account. */
  account: Pick<LinkedAccount, 'id' | 'handle'>;
  /** The brand's account; null when no lead linked it yet. */
  brandAccount: LinkedAccount | null;
  /** What X refused lately. */
  learned: readonly LearnedRefusal[];
  /** The answer comes with pictures or video. */
  withFiles?: boolean;
  now: number;
}

/**
 * Whether this post summons this account: it @mentions it or quotes one of its posts. Since 23 February 2026 X takes
 * a reply through the API of a self-serve app only then.
 */
export function summons(post: Post, account: { id: string; handle: string }): boolean {
  return mentions(post, account) || post.quotes?.authorId === account.id;
}

/** The verdict on every step of the brand's ladder, in the ladder's order. */
export function judgeSteps(input: EligibilityInput): StepVerdict[] {
  return input.brand.ladder.map((step) => judgeStep(step, input));
}

export function judgeStep(step: DeliveryStep, input: EligibilityInput): StepVerdict {
  const verdict = judges[step](input);
  if (verdict.ground === null) return { step, open: false, ...verdict };
  const files = input.withFiles === true ? filesProblem(step, input) : null;
  if (files !== null) return { step, open: false, ground: null, why: files, forText: true };
  const learned = closedBy(input.learned, step, verdict.ground, input.now);
  if (learned === null) return { step, open: true, ...verdict };
  return {
    step,
    open: false,
    ground: null,
    why: `X refused this way to others a short while ago: ${learned.reason}`,
  };
}

/** The steps that are open, in order: the first one will be tried first. */
export function openSteps(verdicts: readonly StepVerdict[]): DeliveryStep[] {
  return verdicts.filter((verdict) => verdict.open).map((verdict) => verdict.step);
}

/** Why this step does not carry pictures or video, where it carries text. */
function filesProblem(step: DeliveryStep, { brandAccount }: EligibilityInput): string | null {
  if (step === 'native')
    return "X's own window cannot be opened with pictures or video in it: by hand they would be left out.";
  if (step !== 'brand' || brandAccount === null || brandAccount.uploads === true) return null;
  return `The link to @${brandAccount.handle} does not cover pictures: a lead types /care link brand once more.`;
}

type Verdict = Pick<StepVerdict, 'why' | 'ground'>;
const open = (ground: StepGround, why: string): Verdict => ({ ground, why });
const closed = (why: string): Verdict => ({ ground: null, why });

const judges: Record<DeliveryStep, (input: EligibilityInput) => Verdict> = {
  direct({ brand, post, account }) {
    const kept = keptOut(post, account);
    if (kept !== null) return closed(kept);
    if (brand.access === 'enterprise')
      return open(
        'enterprise',
        `Straight under the customer's post, as @${account.handle}.${perhaps(post, account)}`,
      );
    if (summons(post, account))
      return open('summoned', `The customer addressed @${account.handle}, so X lets you answer straight.`);
    return closed(`X lets @${account.handle} answer only people who mentioned or quoted @${account.handle}.`);
  },
  introduce({ brand, post, account, brandAccount }) {
    const problem = keptOut(post, account) ?? brandProblem(brand, post, brandAccount);
    if (problem !== null) return closed(problem);
    return open(
      'introduced',
      `The customer wrote to @${brand.handle}, not to you: @${brand.handle} introduces you first, ` +
        `then your answer follows under that post, as @${account.handle}.${perhaps(post, account)}`,
    );
  },
  native({ post, account }) {
    const kept = keptOut(post, account);
    if (kept !== null) return closed(kept);
    return open(
      'by-hand',
      `X opens with your text filled in, and you press Post there, as @${account.handle}. Faccia sees it when it is public.`,
    );
  },
  brand({ brand, post, brandAccount }) {
    const problem = brandProblem(brand, post, brandAccount);
    if (problem !== null) return closed(problem);
    const ground = brand.access === 'enterprise' ? 'enterprise' : 'summoned';
    return open(ground, `As @${brand.handle}, signed with your first name.`);
  },
};

/** The author's own settings hold for everybody and for every way, the hand's too. */
function keptOut(post: Post, account: { id: string; handle: string }): string | null {
  if (post.author.isProtected === true)
    return `@${post.author.handle} shows their posts only to people whom they approved.`;
  if (post.replySettings === 'mentioned' && !mentions(post, account))
    return `@${post.author.handle} lets only people answer whom they mentioned, and they did not mention @${account.handle}.`;
  return null;
}

function perhaps(post: Post, account: { id: string; handle: string }): string {
  if (post.replySettings !== 'some' || mentions(post, account)) return '';
  return ` @${post.author.handle} lets only some people answer: X may refuse it.`;
}

function mentions(post: Post, account: { id: string; handle: string }): boolean {
  const handle = account.handle.toLowerCase();
  return post.mentions.some((mention) =>
    mention.id === null ? mention.handle.toLowerCase() === handle : mention.id === account.id,
  );
}

function brandProblem(brand: Brand, post: Post, brandAccount: LinkedAccount | null): string | null {
  if (brandAccount === null)
    return `@${brand.handle} is not linked yet: a lead does that with /care link brand.`;
  const dead = deathOf(brandAccount);
  if (dead) return `${dead.what} A lead mends that, by Faccia's private message or /care link brand.`;
  const kept = keptOut(post, brandAccount);
  if (kept !== null) return kept;
  if (brand.access === 'self-serve' && !summons(post, brandAccount)) {
    return `The customer did not mention or quote @${brand.handle}, so X does not let it answer.`;
  }
  return null;
}
