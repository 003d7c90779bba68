import type { DeathKind, DeliveryStep, Reply } from './glossary.ts';
import { isHandover } from './handover.ts';
import { firstLook } from './reconcile.ts';
import { byBrand, introducing, underIntroduction } from './target.ts';

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
  /** `newWording`: the introduction takes its next sentence. */
  | { kind: 'retry'; at: number; reason: string; newWording?: boolean }
  /** `lookAt`: when the network is searched for it. */
  | { kind: 'unknown'; reason: string; lookAt: number }
  /** The responder posts it by hand; the network is searched for it at `lookAt`. */
  | { kind: 'awaiting-post'; lookAt: number }
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
  settleMs: number;
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
      return { kind: 'unknown', reason: outcome.reason, lookAt: firstLook(context.now, context.settleMs) };
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
    const reason = 'The introduction is worded differently this time.';
    return { kind: 'retry', at: now, reason, newWording: true };
  }
  if (outcome.code === 'post-gone' && underIntroduction(reply))
    return closeStep(reply, "The brand's introduction is not there any more.");
  const concernsOnlyThisStep = outcome.scope === 'step' || byBrand(reply) || isHandover(reply);
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
