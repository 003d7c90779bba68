import type { DeliveryStep, Reply } from '../domain/glossary.ts';
import type { HandoverPlan } from '../domain/handover.ts';
import { signedText } from '../domain/wording.ts';
import { RefusedError } from '../errors.ts';
import type { MeasureText } from '../ports.ts';
import type { Counters } from '../stores.ts';
import { handoverReply } from './plan-handover.ts';
import { type PrepareReplyDeps, prepareReply, type ReplyPlan } from './prepare-reply.ts';
import { type RequireDisclosureDeps, requireDisclosure } from './require-disclosure.ts';
import { type SubmitOwnWordsDeps, submitOwnWords } from './submit-own-words.ts';

export interface SubmitReplyDeps extends PrepareReplyDeps, SubmitOwnWordsDeps, RequireDisclosureDeps {
  measure: MeasureText;
  counters: Counters;
}

export interface SubmitReplyInput {
  /** Made from the modal: the same modal submitted twice is one reply. */
  replyId: string;
  threadId: string;
  slackUser: string;
  text: string;
  /** The step that the modal promised, or that the person picked there. */
  shownStep: DeliveryStep;
  /** Whether they want the customer to be told that they go on; null: they were not asked. */
  handOver?: boolean | null;
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
    const fitting = fittingSteps(deps.measure, plan, text);
    const [first] = fitting;
    // From the step that the person saw, or picked, downwards.
    const steps = fitting.slice(fitting.indexOf(input.shownStep));
    if (!fitting.includes(input.shownStep)) {
      throw new RefusedError(
        'step-changed',
        `Since you opened this, the way your answer goes out has changed: ${whyOf(plan, first)} ` +
          'Close this and press Reply again: your text is not sent yet, copy it first.',
      );
    }
    await requireDisclosure(deps)(text, input.shownStep, plan);
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
    wording: steps.includes('introduce') ? await deps.replies.nextWording(plan.brand.id) : 0,
    unknownSince: null,
    looks: 0,
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
    ...(plan.unsigned ? { unsigned: true } : {}),
  };
  const before = wantsHandover(plan, input) ? handoverReply(reply, plan.handover) : null;
  const answer = before === null ? reply : { ...reply, after: before.id };
  const result = await submitOwnWords(deps, answer, plan, before);
  if (result.kind === 'accepted') await deps.counters.add('replies.submitted');
  if (result.kind === 'accepted' || result.kind === 'repeated') return result.reply;
  // Somebody was quicker between the look and the step: looking again says it in words.
  throw new RefusedError(result.kind, 'This thread has just changed. Close this and look at its card.');
}

/** What a lead decided is done; whoever was asked decides, and sees the words before. */
function wantsHandover(
  plan: ReplyPlan,
  { handOver = null }: SubmitReplyInput,
): plan is ReplyPlan & { handover: HandoverPlan } {
  if (plan.handover === null || plan.handover.steps.length === 0) return false;
  return plan.handover.wish === 'told' || handOver === true;
}

/** A step whose final text would be longer than X takes is left out. Throws `too-long` or `cashtags`. */
function fittingSteps(measure: MeasureText, plan: ReplyPlan, text: string): DeliveryStep[] {
  const { length, limit, cashtags } = measure(text);
  if (length > limit) {
    throw new RefusedError(
      'too-long',
      `X counts ${length} characters and takes ${limit}: ${length - limit} too many.`,
    );
  }
  if (cashtags > 1) {
    throw new RefusedError('cashtags', 'X takes only one cashtag (like $ABC) in a post. Remove the others.');
  }
  const steps = plan.steps.filter(
    (step) =>
      step !== 'brand' ||
      measure(signedText(plan.brand, text, plan.person.firstName, plan.unsigned)).length <= limit,
  );
  if (steps.length > 0) return steps;
  throw new RefusedError(
    'too-long',
    `With the signature this is longer than the ${limit} characters that X takes.`,
  );
}

function whyOf(plan: ReplyPlan, step: DeliveryStep | undefined): string {
  return plan.verdicts.find((verdict) => verdict.step === step)?.why ?? '';
}
