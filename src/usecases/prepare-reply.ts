import { type Brand, type DeskSettings, findBrand } from '../domain/brand.ts';
import { answerObstacle } from '../domain/claim.ts';
import { deathOf } from '../domain/death.ts';
import { judgeSteps, openSteps, type StepVerdict } from '../domain/eligibility.ts';
import type { DeliveryStep, LinkedAccount, Thread } from '../domain/glossary.ts';
import { RefusedError } from '../errors.ts';
import type { Clock, People, Person } from '../ports.ts';
import type { AccountStore, LearnedStore, ReplyStore, ThreadStore } from '../stores.ts';
import { requireResponder } from './require-employee.ts';

export interface PrepareReplyDeps {
  threads: ThreadStore;
  replies: ReplyStore;
  accounts: AccountStore;
  learned: LearnedStore;
  people: People;
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
}

/**
 * Whether this person may answer this thread now, from which account and by which steps.
 * Throws RefusedError: `thread-missing`, `closed`, `not-holder`, `reply-active`, `not-linked`, `link-dead`, `no-step`.
 */
export function prepareReply(deps: PrepareReplyDeps) {
  return async (input: PrepareReplyInput): Promise<ReplyPlan> => {
    const person = await requireResponder(deps.people)(input.slackUser);
    const thread = await deps.threads.get(input.threadId);
    if (!thread) throw new RefusedError('thread-missing', 'Faccia does not know this thread any more.');
    refuseObstacle(thread, input.slackUser);
    const account = await linkedAccount(deps.accounts, input.slackUser);
    const brand = findBrand(deps.desk, thread.brand);
    const brandAccount = await deps.accounts.byOwner({ kind: 'brand', brand: brand.id });
    const learned = await deps.learned.all();
    const post = thread.lastCustomerPost;
    const { withFiles = false } = input;
    const now = deps.clock.now();
    const verdicts = judgeSteps({ brand, post, account, brandAccount, learned, withFiles, now });
    const open = openSteps(verdicts);
    // From the picked step downwards: whoever picks a lower one does not want the higher ones.
    const picked = input.picked === undefined ? -1 : open.indexOf(input.picked);
    const [first, ...rest] = open.slice(Math.max(0, picked));
    if (first === undefined) {
      const reasons = verdicts.map((verdict) => verdict.why).join(' ');
      throw new RefusedError('no-step', `X would not take an answer from you here. ${reasons}`);
    }
    const draft = await deps.replies.draft(thread.id, input.slackUser);
    return { thread, brand, account, person, verdicts, steps: [first, ...rest], draft };
  };
}

function refuseObstacle(thread: Thread, slackUser: string): void {
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
          : `<@${thread.claimedBy}> has this thread now. Ask them, or wait until they release it.`,
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

async function linkedAccount(accounts: AccountStore, slackUser: string): Promise<LinkedAccount> {
  const account = await accounts.byOwner({ kind: 'responder', slackUser });
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
