import type { WriterStore } from '../claims.ts';
import { type Brand, type DeskSettings, findBrand } from '../domain/brand.ts';
import { answerObstacle } from '../domain/claim.ts';
import { deathOf } from '../domain/death.ts';
import { duration } from '../domain/duration.ts';
import { judgeStep, judgeSteps, openSteps, type StepVerdict } from '../domain/eligibility.ts';
import type { DeliveryStep, LinkedAccount, Thread } from '../domain/glossary.ts';
import type { HandoverPlan } from '../domain/handover.ts';
import type { WordRules } from '../domain/judge-words.ts';
import { isLogged } from '../domain/logged.ts';
import { RefusedError } from '../errors.ts';
import type { Clock, Person } from '../ports.ts';
import type { AccountStore, LearnedStore, ReplyStore, ThreadStore } from '../stores.ts';
import { type IncidentStartDeps, incidentStart } from './incident-start.ts';
import { type PlanHandoverDeps, planHandover } from './plan-handover.ts';
import { type RequireResponderDeps, requireResponder } from './require-responder.ts';
import { type WordRulesDeps, wordRules } from './word-rules.ts';

export interface PrepareReplyDeps
  extends IncidentStartDeps,
    RequireResponderDeps,
    PlanHandoverDeps,
    WordRulesDeps {
  threads: ThreadStore;
  replies: ReplyStore;
  accounts: AccountStore;
  learned: LearnedStore;
  writers: WriterStore;
  desk: DeskSettings;
  clock: Clock;
}

export interface PrepareReplyInput {
  threadId: string;
  slackUser: string;
  /** The step that the person picked; ignored where it is not open (any more). */
  picked?: DeliveryStep | undefined;
  /** Pictures or video are chosen. */
  withFiles?: boolean;
}

/** All that is known before the first letter is typed. */
export interface ReplyPlan {
  thread: Thread;
  brand: Brand;
  account: LinkedAccount;
  person: Person;
  verdicts: StepVerdict[];
  /** The steps that will be tried, in order; at least one. */
  steps: [DeliveryStep, ...DeliveryStep[]];
  /** The text of an earlier reply of this person that reached nobody. */
  draft: string | null;
  /** What its incident gives to begin with; null: nothing. */
  start: string | null;
  /** The brand says it without anybody's name. */
  unsigned: boolean;
  /** The customer is told first that somebody else goes on; null: there is nothing to tell. */
  handover: HandoverPlan | null;
  /** What may be said, and what to begin with. */
  words: WordRules;
}

/**
 * Whether this person may answer this thread now, from which account and by which steps.
 * Throws RefusedError: `thread-missing`, `not-public`, `closed`, `not-holder`, `reply-active`, `not-linked`, `link-dead`, `no-step`, and those of
 * {@link requireResponder}.
 */
export function prepareReply(deps: PrepareReplyDeps) {
  return async (input: PrepareReplyInput): Promise<ReplyPlan> => {
    const person = await requireResponder(deps)(input.slackUser);
    const thread = await deps.threads.get(input.threadId);
    if (!thread) throw new RefusedError('thread-missing', 'Faccia does not know this thread any more.');
    if (isLogged(thread))
      throw new RefusedError(
        'not-public',
        'This customer did not write in public, so nothing goes out from here. Answer them where they reached you, then press Note the answer on the card.',
      );
    await refuseObstacle(deps, thread, input.slackUser);
    refuseErased(thread);
    const brand = findBrand(deps.desk, thread.brand);
    const brandAccount = await deps.accounts.byOwner({ kind: 'brand', brand: brand.id });
    const unsigned = thread.shielded !== null;
    const account = await linkedAccount(deps.accounts, input.slackUser, unsigned ? brandAccount : null);
    const learned = await deps.learned.all();
    const judged = {
      brand,
      post: thread.lastCustomerPost,
      account,
      brandAccount,
      learned,
      withFiles: input.withFiles ?? false,
      now: deps.clock.now(),
    };
    // Where somebody was taken off, nobody's own account comes near the customer.
    const verdicts = unsigned ? [withoutName(judgeStep('brand', judged))] : judgeSteps(judged);
    const open = openSteps(verdicts);
    // From the picked step downwards: whoever picks a lower one does not want the higher ones.
    const picked = input.picked === undefined ? -1 : open.indexOf(input.picked);
    const [first, ...rest] = open.slice(Math.max(0, picked));
    if (first === undefined) {
      const reasons = verdicts.map((verdict) => verdict.why).join(' ');
      throw new RefusedError('no-step', `X would not take an answer from you here. ${reasons}`);
    }
    const draft = await deps.replies.draft(thread.id, input.slackUser);
    const handover = await planHandover(deps)({ ...input, ...judged, thread });
    const words = await wordRules(deps, { thread, brand, brandAccount, person });
    const steps: ReplyPlan['steps'] = [first, ...rest];
    const start = await incidentStart(deps, thread, words);
    return { thread, brand, account, person, verdicts, steps, draft, start, unsigned, handover, words };
  };
}

function withoutName(verdict: StepVerdict): StepVerdict {
  if (!verdict.open) return verdict;
  return {
    ...verdict,
    why: 'A colleague was taken off this thread: only the brand answers, without a name.',
  };
}

async function refuseObstacle(
  { writers, clock }: PrepareReplyDeps,
  thread: Thread,
  slackUser: string,
): Promise<void> {
  switch (answerObstacle(thread, slackUser)) {
    case 'closed':
      throw new RefusedError(
        'closed',
        'This thread is resolved. If the customer writes again, it opens again.',
      );
    case 'not-holder':
      throw new RefusedError(
        'not-holder',
        thread.claimedBy === null
          ? 'Nobody has this thread at the moment. Press Take it first.'
          : `<@${thread.claimedBy}> has this thread now${await writingSince(writers, thread, clock.now())}. ` +
              'Ask them, or wait until they release it.',
      );
    case 'reply-active':
      throw new RefusedError(
        'reply-active',
        'An answer of this thread is still under way, or Faccia does not know yet whether it was posted. ' +
          'Look at the newest note in the Slack thread: it says what happens next.',
      );
    case null:
  }
}

function refuseErased({ lastCustomerPost: { erased } }: Thread): void {
  if (erased === undefined) return;
  throw new RefusedError(
    'post-gone',
    erased === 'deleted'
      ? 'The customer deleted this post, so X takes no answer to it. Resolve the thread, or wait until they write again.'
      : "X does not show the customer's post any more, and takes no answer to it. Resolve the thread, or wait until they write again.",
  );
}

/** `, and is writing an answer since 2 min`; empty: the holder does not write now. */
export async function writingSince(
  writers: WriterStore,
  { id, claimedBy }: Thread,
  now: number,
): Promise<string> {
  const writer = (await writers.writers(id, now)).find(({ slackUser }) => slackUser === claimedBy);
  return writer ? `, and is writing an answer since ${duration(now - writer.since)}` : '';
}

/** `instead`: the account that is used where the person has none that works. */
async function linkedAccount(
  accounts: AccountStore,
  slackUser: string,
  instead: LinkedAccount | null,
): Promise<LinkedAccount> {
  const account = await accounts.byOwner({ kind: 'responder', slackUser });
  if (instead !== null && account?.state !== 'linked') return instead;
  if (account === null) {
    throw new RefusedError(
      'not-linked',
      'Link your own X account first: type /care link. It takes a minute.',
    );
  }
  const dead = deathOf(account);
  if (dead) throw new RefusedError('link-dead', `${dead.what} ${dead.wayOn}`);
  return account;
}
