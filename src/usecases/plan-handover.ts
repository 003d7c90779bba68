import type { Brand, DeskSettings } from '../domain/brand.ts';
import { discloses } from '../domain/disclosure.ts';
import { judgeStep } from '../domain/eligibility.ts';
import type { DeliveryStep, LinkedAccount, Reply, Thread } from '../domain/glossary.ts';
import { type HandoverPlan, handoverText } from '../domain/handover.ts';
import type { LearnedRefusal } from '../domain/learned.ts';
import type { Clock } from '../ports.ts';
import type { ResponderStore } from '../responders.ts';
import type { AccountStore } from '../stores.ts';
import type { LookForEcho } from './look-for-echo.ts';

export interface PlanHandoverDeps {
  accounts: AccountStore;
  responders: ResponderStore;
  lookForEcho: LookForEcho;
  desk: DeskSettings;
  clock: Clock;
}

export interface PlanHandoverInput {
  thread: Thread;
  brand: Brand;
  /** Who goes on. */
  slackUser: string;
  account: LinkedAccount;
  brandAccount: LinkedAccount | null;
  learned: readonly LearnedRefusal[];
}

/**
 * Whether the customer is to be told that somebody else goes on, and who may tell them. Null: there is nothing to tell. No
 * steps: X lets nobody say it.
 */
export function planHandover(deps: PlanHandoverDeps) {
  return async (input: PlanHandoverInput): Promise<HandoverPlan | null> => {
    const { thread, slackUser, account } = input;
    const before = thread.answeredBy;
    if (before === null || before === slackUser || thread.shielded !== null) return null;
    const wish = thread.handoverBy !== null ? 'told' : (await isGone(deps, before)) ? 'asked' : null;
    if (wish === null) return null;
    const text = handoverText(deps.desk.handover, thread, account.handle);
    const { by } = deps.desk.handover;
    const colleague = by.includes('colleague') ? await colleagueMay(deps, input, before, text) : null;
    const steps: DeliveryStep[] = [];
    for (const voice of by) {
      if (voice === 'colleague' && colleague) steps.push('direct');
      if (voice === 'brand' && brandMay(deps, input)) steps.push('brand');
    }
    return colleague
      ? { wish, text, steps, responder: before, account: colleague }
      : { wish, text, steps, responder: slackUser, account };
  };
}

/** Nobody who left is there to say it, so whoever goes on is asked. */
async function isGone({ responders, accounts }: PlanHandoverDeps, slackUser: string): Promise<boolean> {
  if ((await responders.get(slackUser))?.state === 'left') return true;
  return (await accounts.byOwner({ kind: 'responder', slackUser })) === null;
}

/** The account of whoever answered before, if X lets it say this here, and it would not repeat a colleague's words. */
async function colleagueMay(
  deps: PlanHandoverDeps,
  { thread, brand, brandAccount, learned }: PlanHandoverInput,
  before: string,
  text: string,
): Promise<LinkedAccount | null> {
  const { accounts, lookForEcho, clock } = deps;
  const account = await accounts.byOwner({ kind: 'responder', slackUser: before });
  if (account?.state !== 'linked' || !(await saysForWhom(deps, brand, before, text))) return null;
  const post = thread.lastCustomerPost;
  const { open } = judgeStep('direct', { brand, post, account, brandAccount, learned, now: clock.now() });
  if (!open) return null;
  const { echo } = await lookForEcho({ text, brand, account, steps: ['direct'] });
  return echo?.refused ? null : account;
}

/** What the house rules want of answers from people's own accounts they want of this sentence too. */
async function saysForWhom(
  { responders, desk }: PlanHandoverDeps,
  brand: Brand,
  before: string,
  text: string,
): Promise<boolean> {
  const { enrolment } = desk;
  if (!enrolment?.requireDisclosure || discloses(text, [brand], enrolment.disclosureWords)) return true;
  return (await responders.get(before))?.profile?.discloses === true;
}

function brandMay(
  { clock }: PlanHandoverDeps,
  { thread, brand, account, brandAccount, learned }: PlanHandoverInput,
): boolean {
  const post = thread.lastCustomerPost;
  return judgeStep('brand', { brand, post, account, brandAccount, learned, now: clock.now() }).open;
}

/** The sentence as a reply of its own, before this one: it goes out by the same machinery, once. */
export function handoverReply(answer: Reply, { text, responder, account, steps }: HandoverPlan): Reply {
  const { after: _none, unsigned: _signed, approval: _asked, credit: _words, ...plain } = answer;
  return {
    ...plain,
    id: `h-${answer.id}`,
    responder,
    accountId: account.id,
    text,
    steps,
    part: 'answer',
    files: [],
    handoverFor: answer.id,
  };
}
