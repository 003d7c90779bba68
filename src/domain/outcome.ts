import type { DeathKind, DeliveryStep, Reply } from './glossary.ts';

/** What became of one call that creates a post. Never thrown: every answer of the network is one of these. */
export type PostOutcome =
  | { kind: 'sent'; postId: string }
  /** `step`: this rung is closed for this reply, another may work. `reply`: no rung will take it. */
  | { kind: 'refused'; scope: 'step' | 'reply'; code: RefusalCode; reason: string }
  /** Certainly not posted; may be asked again at this moment. */
  | { kind: 'retry'; at: number; code: string; reason: string }
  /**
   * The tokens are not taken. Certainly not posted. With `death` no refresh can mend it; `words` are the network's own.
   */
  | { kind: 'token-dead'; reason: string; death?: { kind: DeathKind; words: string } }
  /** It may have been posted. */
  | { kind: 'unknown'; code: string; reason: string };

export type RefusalCode =
  | 'not-mentioned'
  | 'duplicate-text'
  | 'post-gone'
  | 'too-long'
  | 'account-restricted'
  | 'not-allowed'
  | 'invalid';

/** How one attempt ended. */
export type ReplyUpdate =
  | { kind: 'introduced'; introductionId: string }
  | { kind: 'sent'; postId: string; postUrl: string }
  | { kind: 'refused'; reason: string }
  /** This step is closed for this reply; the next one is taken, and the reply is queued again. */
  | { kind: 'next-step'; refused: DeliveryStep; reason: string }
  | { kind: 'retry'; at: number; reason: string }
  | { kind: 'unknown'; reason: string }
  /** The account must be linked again first. */
  | { kind: 'parked'; reason: string };

/** X may be asked again for a day; after that the customer is better served by another answer. */
const GIVE_UP_AFTER_MS = 24 * 60 * 60 * 1000;

export interface OutcomeContext {
  reply: Reply;
  now: number;
  postUrl: (postId: string) => string;
  /** How many differently worded introductions the brand has. */
  introductions: number;
}

/**
 * What an outcome of the network means for the reply. `token-dead` is not decided here: whose token it was decides.
 */
export function replyUpdate(
  outcome: Exclude<PostOutcome, { kind: 'token-dead' }>,
  context: OutcomeContext,
): ReplyUpdate {
  switch (outcome.kind) {
    case 'sent':
      return introducing(context.reply)
        ? { kind: 'introduced', introductionId: outcome.postId }
        : { kind: 'sent', postId: outcome.postId, postUrl: context.postUrl(outcome.postId) };
    case 'retry':
      return context.now - context.reply.createdAt > GIVE_UP_AFTER_MS
        ? { kind: 'refused', reason: `It could not be posted for a day: ${outcome.reason}` }
        : { kind: 'retry', at: outcome.at, reason: outcome.reason };
    case 'unknown':
      return { kind: 'unknown', reason: outcome.reason };
    case 'refused':
      return refusedUpdate(outcome, context);
  }
}

function refusedUpdate(
  outcome: Extract<PostOutcome, { kind: 'refused' }>,
  context: OutcomeContext,
): ReplyUpdate {
  const { reply, now } = context;
  if (outcome.code === 'duplicate-text' && introducing(reply) && reply.attempt < context.introductions) {
    return { kind: 'retry', at: now, reason: 'The introduction is worded differently this time.' };
  }
  const concernsOnlyThisStep = outcome.scope === 'step' || byBrand(reply);
  return concernsOnlyThisStep && outcome.code !== 'post-gone'
    ? closeStep(reply, outcome.reason)
    : { kind: 'refused', reason: outcome.reason };
}

/** The next step of the ladder, or the end of it with every reason. */
export function closeStep(reply: Reply, reason: string): ReplyUpdate {
  const [step, next] = reply.steps;
  if (step !== undefined && next !== undefined) return { kind: 'next-step', refused: step, reason };
  const earlier = reply.refusedSteps.map((refused) => refused.reason);
  return { kind: 'refused', reason: [...earlier, reason].join(' ') };
}

/** Whether the post that is being created is the brand's introduction. */
export function introducing(reply: Reply): boolean {
  return reply.steps[0] === 'introduce' && reply.part === 'introduction';
}

/** Whether the brand's account creates the post, and not the responder's. */
export function byBrand(reply: Reply): boolean {
  return introducing(reply) || reply.steps[0] === 'brand';
}

/** The post that the next call answers: under the introduction where there is one to go under. */
export function targetOf(reply: Reply): string {
  const underIntroduction = reply.steps[0] === 'introduce' && !introducing(reply);
  return underIntroduction ? (reply.introductionId ?? reply.inReplyTo) : reply.inReplyTo;
}
