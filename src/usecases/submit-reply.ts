import { askedFor } from '../domain/approval.ts';
import type { DeliveryStep, Reply } from '../domain/glossary.ts';
import type { HandoverPlan } from '../domain/handover.ts';
import { judgeWords } from '../domain/judge-words.ts';
import { type ReplyFile, takesAlt } from '../domain/media.ts';
import { RefusedError } from '../errors.ts';
import type { MeasureText } from '../ports.ts';
import type { Counters } from '../stores.ts';
import { type AttachFilesDeps, attachFiles } from './attach-files.ts';
import { fittingSteps } from './fitting-steps.ts';
import { handoverReply } from './plan-handover.ts';
import { type PrepareReplyDeps, prepareReply, type ReplyPlan } from './prepare-reply.ts';
import { type RequireDisclosureDeps, requireDisclosure } from './require-disclosure.ts';
import { refuseEcho, type SubmitOwnWordsDeps, submitOwnWords } from './submit-own-words.ts';

export interface SubmitReplyDeps
  extends PrepareReplyDeps,
    SubmitOwnWordsDeps,
    RequireDisclosureDeps,
    AttachFilesDeps {
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
  /** Slack's ids of pictures or video, in their order. */
  fileIds?: readonly string[];
  /** What they show, by file id. Null: the person was not asked yet. */
  alts?: Readonly<Record<string, string>> | null;
  /** Slack user id of the colleague whose words it began with. */
  credit?: string | undefined;
}

export type Submitted =
  | { kind: 'accepted'; reply: Reply }
  /** Everything is right but for the descriptions of these pictures. Nothing is stored. */
  | { kind: 'describe'; plan: ReplyPlan; text: string; files: ReplyFile[] };

/**
 * Accepts a reply and holds it for the undo window. Submitted twice, it is one reply. Throws RefusedError for every reason
 * why not (what is wrong with files has a code that begins with `file-`); nothing is stored then.
 */
export function submitReply(deps: SubmitReplyDeps) {
  return async (input: SubmitReplyInput): Promise<Submitted> => {
    const earlier = await deps.replies.get(input.replyId);
    if (earlier) return { kind: 'accepted', reply: earlier };
    const text = input.text.trim();
    if (text === '') throw new RefusedError('empty', 'Write an answer first.');
    const { fileIds = [], alts = null } = input;
    const plan = await prepareReply(deps)({ ...input, withFiles: fileIds.length > 0 });
    const approval = await judged(deps, plan, text, Object.values(alts ?? {}));
    const steps = fittingSteps(deps.measure, plan, text, input.shownStep);
    const files = await attachFiles(deps, fileIds, alts);
    if (toDescribe(deps, files, alts !== null)) {
      await refuseEcho(deps, { text, steps }, plan);
      return { kind: 'describe', plan: { ...plan, steps }, text, files };
    }
    await requireDisclosure(deps)(text, input.shownStep, plan);
    return { kind: 'accepted', reply: await accept(deps, input, plan, { text, steps, files, approval }) };
  };
}

/** People are asked once for all descriptions; whether they may leave one out the desk says. */
function toDescribe({ desk }: SubmitReplyDeps, files: readonly ReplyFile[], asked: boolean): boolean {
  const pictures = files.filter(takesAlt);
  if (!asked) return pictures.length > 0;
  return desk.media.altText === 'required' && pictures.some(({ alt }) => alt === '');
}

interface Answer {
  text: string;
  steps: DeliveryStep[];
  files: ReplyFile[];
  /** Why a lead is asked first; empty: nobody is. */
  approval: readonly string[];
}

/** Why a lead looks at these words first; empty: nobody needs to. Throws RefusedError. */
async function judged(
  { counters }: SubmitReplyDeps,
  { words }: ReplyPlan,
  text: string,
  alts: readonly string[],
): Promise<readonly string[]> {
  const { refused, approval } = judgeWords(words, text, alts);
  if (refused === null) return approval;
  await counters.add(`words.${refused.code}`);
  throw new RefusedError(refused.code, refused.sentence);
}

async function accept(
  deps: SubmitReplyDeps,
  input: SubmitReplyInput,
  plan: ReplyPlan,
  { text, steps, files, approval }: Answer,
): Promise<Reply> {
  const now = deps.clock.now();
  const reply: Reply = {
    id: input.replyId,
    threadId: input.threadId,
    responder: input.slackUser,
    accountId: plan.account.id,
    text,
    files,
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
    ...(approval.length === 0 ? {} : { approval: askedFor(approval, now) }),
    ...(input.credit === undefined ? {} : { credit: input.credit }),
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
