import type { DeathKind, DeliveryStep, Reply } from './glossary.ts';
import { isHandover } from './handover.ts';
import type { Upload } from './media.ts';
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
  | 'media-refused'
  | 'media-invalid'
  | 'invalid';

/** How one attempt ended. */
export type ReplyUpdate =
  | { kind: 'introduced'; introductionId: string; found?: Found }
  | { kind: 'sent'; postId: string; postUrl: string; found?: Found }
  | { kind: 'refused'; reason: string; introductionGone?: boolean }
  /**
   * This step is closed for this reply; the next one is taken, and the reply is queued again. `introductionGone`: the next
   * reply introduces anew.
   */
  | { kind: 'next-step'; refused: DeliveryStep; reason: string; introductionGone?: boolean }
  /** `newWording`: the introduction takes its next sentence. `newUploads`: the network gets the files once more. */
  | { kind: 'retry'; at: number; reason: string; newWording?: boolean; newUploads?: boolean }
  /** `lookAt`: when the network is searched for it. `duplicate`: it says that it has these words already. */
  | { kind: 'unknown'; reason: string; lookAt: number; duplicate?: boolean }
  /** The responder posts it by hand; the network is searched for it at `lookAt`. */
  | { kind: 'awaiting-post'; lookAt: number }
  /**
   * The account must be linked again first. `linkedAt`: it works, but the link of that moment does not cover this reply.
   * `brandAccountId`: it is the brand's account, not the responder's.
   */
  | { kind: 'parked'; reason: string; linkedAt?: number; brandAccountId?: string };

/** The post was not answered with, but found: should it be another reply's by now, the search goes on at `lookAt`. */
export interface Found {
  lookAt: number;
}

/** It does not go out by this step, or not at all. */
export type StepClosed = Extract<ReplyUpdate, { kind: 'next-step' | 'refused' }>;

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
      return tryAgain(context.reply, context.now, outcome);
    case 'unknown':
      return { kind: 'unknown', reason: outcome.reason, lookAt: firstLook(context.now, context.settleMs) };
    case 'refused':
      return refusedUpdate(outcome, context);
  }
}

/** Later, unless it has been tried for a day. Nothing is public. */
export function tryAgain(
  reply: Reply,
  now: number,
  { at, reason }: { at: number; reason: string },
): ReplyUpdate {
  return now - reply.createdAt > GIVE_UP_AFTER_MS
    ? { kind: 'refused', reason: `It could not be posted for a day: ${reason}` }
    : { kind: 'retry', at, reason };
}

function refusedUpdate(
  outcome: Extract<PostOutcome, { kind: 'refused' }>,
  context: OutcomeContext,
): ReplyUpdate {
  const { reply, now } = context;
  if (outcome.code === 'duplicate-text' && hasOtherWords(reply, context.introductions)) {
    const reason = 'The introduction is worded differently this time.';
    return { kind: 'retry', at: now, reason, newWording: true };
  }
  if (outcome.code === 'media-invalid' && reply.files.some(({ upload }) => isOld(upload, now)))
    return {
      kind: 'retry',
      at: now,
      reason: 'X has forgotten the uploads: they are made again.',
      newUploads: true,
    };
  if (outcome.code === 'post-gone' && underIntroduction(reply))
    return { ...closeStep(reply, "The brand's introduction is not there any more."), introductionGone: true };
  const concernsOnlyThisStep = outcome.scope === 'step' || byBrand(reply) || isHandover(reply);
  return concernsOnlyThisStep && outcome.code !== 'post-gone'
    ? closeStep(reply, outcome.reason)
    : { kind: 'refused', reason: outcome.reason };
}

/** Uploads that X does not take although they are new will not be taken when they are made again. */
const NEW_UPLOAD_MS = 60 * 60_000;

function isOld(upload: Upload | null, now: number): boolean {
  return upload !== null && now - upload.at > NEW_UPLOAD_MS;
}

/** What follows once the network had its time and does not have it. */
export type NotThere = StepClosed | SendAgain;
/** `newWording`: the introduction takes its next sentence. */
export interface SendAgain {
  kind: 'send-again';
  newWording: boolean;
}

/** X may call a new text a duplicate, or an old attempt of ours that it shows late; hardly twice. */
const DUPLICATES_BELIEVED = 2;

/**
 * Sent again in the same words: should it be there all the same, the network's own check keeps it from standing twice. Not
 * so where that check itself keeps it away, again and again.
 */
export function afterNotThere(reply: Reply, introductions: number): NotThere {
  if (reply.duplicates < DUPLICATES_BELIEVED) return { kind: 'send-again', newWording: false };
  if (hasOtherWords(reply, introductions)) return { kind: 'send-again', newWording: true };
  return introducing(reply)
    ? closeStep(reply, "X says that it has the brand's introduction already, but does not show it.")
    : {
        kind: 'refused',
        reason: 'X says that it has this text already, but does not show it: write it differently.',
      };
}

/** Whether there is a sentence left by which the brand has not introduced yet. */
function hasOtherWords(reply: Reply, introductions: number): boolean {
  return introducing(reply) && reply.rewordings + 1 < introductions;
}

/** X does not take the brand's link: the responder's own ways come next, and where there is none it waits for a lead. */
export function waitForBrand(reply: Reply, reason: string, brandAccountId: string): ReplyUpdate {
  const ownWay = reply.steps.slice(1).some((step) => step === 'direct' || step === 'native');
  return ownWay || isHandover(reply) ? closeStep(reply, reason) : { kind: 'parked', reason, brandAccountId };
}

/** The next step of the ladder, or the end of it with every reason. */
export function closeStep(reply: Reply, reason: string): StepClosed {
  const [step, next] = reply.steps;
  if (step !== undefined && next !== undefined) return { kind: 'next-step', refused: step, reason };
  const earlier = reply.refusedSteps.map((refused) => refused.reason);
  return { kind: 'refused', reason: [...earlier, reason].join(' ') };
}
