import type { DeliveryStep, Reply } from '../domain/glossary.ts';
import { signedText } from '../domain/wording.ts';
import { RefusedError } from '../errors.ts';
import type { Clock, MeasureText, TextMeasure } from '../ports.ts';
import type { Counters } from '../stores.ts';
import { type PrepareReplyDeps, prepareReply, type ReplyPlan } from './prepare-reply.ts';
import { type SubmitOwnWordsDeps, submitOwnWords } from './submit-own-words.ts';

export interface SubmitReplyDeps extends PrepareReplyDeps, SubmitOwnWordsDeps {
  measure: MeasureText;
  counters: Counters;
  clock: Clock;
}

export interface SubmitReplyInput {
  /** Made from the modal: the same modal submitted twice is one reply. */
  replyId: string;
  threadId: string;
  slackUser: string;
  text: string;
  /** The step that the modal promised, or that the person picked there. */
  shownStep: DeliveryStep;
}

/**
 * Accepts a reply and holds it for the undo window. Submitted twice, it is one reply.
 * Throws RefusedError for every reason why not; nothing is stored then.
 */
export function submitReply(deps: SubmitReplyDeps) {
  return async (input: SubmitReplyInput): Promise<Reply> => {
    const earlier = await deps.replies.get(input.replyId);
    if (earlier) return earlier;
    const text = input.text.trim();
    if (text === '') throw new RefusedError('empty', 'Write an answer first.');
    const plan = await prepareReply(deps)(input);
    refuseUnfit(deps.measure, text);
    if (!plan.steps.includes(input.shownStep)) {
      throw new RefusedError(
        'step-changed',
        `Since you opened this, the way your answer goes out has changed: ${whyOf(plan, plan.steps[0])} ` +
          'Close this and press Reply again: your text is not sent yet, copy it first.',
      );
    }
    const fits = (step: DeliveryStep) => overLimit(finalMeasure(deps.measure, plan, step, text)) === 0;
    if (!fits(input.shownStep)) throw tooLongSigned(finalMeasure(deps.measure, plan, input.shownStep, text));
    // From the step that the person saw, or picked, downwards.
    const steps = plan.steps.slice(plan.steps.indexOf(input.shownStep)).filter(fits);
    return accept(deps, input, plan, text, steps);
  };
}

async function accept(
  deps: SubmitReplyDeps,
  input: SubmitReplyInput,
  plan: ReplyPlan,
  text: string,
  steps: DeliveryStep[],
): Promise<Reply> {
  const now = deps.clock.now();
  const reply: Reply = {
    id: input.replyId,
    threadId: input.threadId,
    responder: input.slackUser,
    accountId: plan.account.id,
    text,
    state: 'held',
    inReplyTo: plan.thread.lastCustomerPost.id,
    steps,
    refusedSteps: [],
    part: steps[0] === 'introduce' ? 'introduction' : 'answer',
    attempt: 0,
    sendingAt: null,
    rewordings: 0,
    unknownSince: null,
    looks: 0,
    duplicates: 0,
    awaitsPost: false,
    introductionId: null,
    postId: null,
    postUrl: null,
    notBefore: now + deps.desk.undoMs,
    reason: null,
    parked: false,
    deletion: null,
    createdAt: now,
    updatedAt: now,
    version: 1,
  };
  const result = await submitOwnWords(deps, reply, plan);
  if (result.kind === 'accepted') await deps.counters.add('replies.submitted');
  if (result.kind === 'accepted' || result.kind === 'repeated') return result.reply;
  // Somebody was quicker between the look and the step: looking again says it in words.
  throw new RefusedError(result.kind, 'This thread has just changed. Close this and look at its card.');
}

/** Throws `too-long` or `cashtags` for a text that no step takes. */
function refuseUnfit(measure: MeasureText, text: string): void {
  const measured = measure(text);
  if (overLimit(measured) > 0) {
    throw new RefusedError(
      'too-long',
      `X counts ${measured.length} characters and takes ${measured.limit}: ${overLimit(measured)} too many.`,
    );
  }
  if (measured.cashtags > 1) {
    throw new RefusedError('cashtags', 'X takes only one cashtag (like $ABC) in a post. Remove the others.');
  }
}

/** The text as it goes out by this step: the brand's is signed. */
function finalMeasure(measure: MeasureText, plan: ReplyPlan, step: DeliveryStep, text: string): TextMeasure {
  return measure(step === 'brand' ? signedText(plan.brand, text, plan.person.firstName) : text);
}

function overLimit({ length, limit }: TextMeasure): number {
  return Math.max(0, length - limit);
}

function tooLongSigned(measured: TextMeasure): RefusedError {
  return new RefusedError(
    'too-long',
    `The brand's account signs it: with the signature X counts ${measured.length} characters and takes ${measured.limit}: ` +
      `${overLimit(measured)} too many.`,
  );
}

function whyOf(plan: ReplyPlan, step: DeliveryStep | undefined): string {
  return plan.verdicts.find((verdict) => verdict.step === step)?.why ?? '';
}
