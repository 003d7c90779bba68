import type { DeskSettings } from '../domain/brand.ts';
import { disclosureIdea } from '../domain/disclosure.ts';
import type { LinkedAccount } from '../domain/glossary.ts';
import type { Responder } from '../domain/responder.ts';
import { isEnrolled } from '../domain/who-answers.ts';
import { AppError, UnavailableError } from '../errors.ts';
import type { JobAnswer, Notifier, People } from '../ports.ts';
import type { PeopleNotifier, RequestView, ResponderStore } from '../responders.ts';
import type { AccountStore } from '../stores.ts';
import { type LookAtProfileDeps, lookAtProfile } from './look-at-profile.ts';
import { type PostOnceDeps, postOnce } from './post-once.ts';
import { type TellOnceDeps, tellOnce } from './tell-once.ts';

export interface TendJoiningDeps extends PostOnceDeps, TellOnceDeps, LookAtProfileDeps {
  responders: ResponderStore;
  accounts: AccountStore;
  people: People;
  notifier: Notifier;
  peopleNotifier: PeopleNotifier;
  desk: DeskSettings;
}

const UNREACHABLE_WAIT_MS = 5_000;

/**
 * Somebody joined, asked to, or was answered: leads are asked (and told who decided), the person is told, and what could be
 * better about their public profile is hinted at, once.
 */
export function tendJoining(deps: TendJoiningDeps) {
  return async (slackUser: string): Promise<JobAnswer> => {
    const [responder, request, account] = await Promise.all([
      deps.responders.get(slackUser),
      deps.responders.request(slackUser),
      deps.accounts.byOwner({ kind: 'responder', slackUser }),
    ]);
    if (!responder || responder.state === 'left') return { done: true };
    const waits = request ? await tellRequest(deps, { request, responder, account }) : [];
    if (account && (responder.state === 'asked' || isEnrolled(responder)))
      waits.push(await hintAtProfile(deps, responder, account));
    const until = waits.filter((wait): wait is number => wait !== null);
    return until.length === 0 ? { done: true } : { again: Math.min(...until) };
  };
}

async function tellRequest(deps: TendJoiningDeps, asked: RequestView): Promise<(number | null)[]> {
  const waits = await tellLeads(deps, asked);
  const { id, slackUser, decision } = asked.request;
  if (decision === null) return waits;
  const tell = () => deps.peopleNotifier.tellDecision(slackUser, asked);
  return [...waits, await tellOnce(deps)(`joined:${id}`, tell)];
}

async function tellLeads(deps: TendJoiningDeps, asked: RequestView): Promise<(number | null)[]> {
  const leads = await deps.people.leads();
  if (leads.length === 0) deps.log.warn('join-unasked', { slackUser: asked.request.slackUser });
  const waits: (number | null)[] = [];
  for (const lead of leads) waits.push(await tellLead(deps, asked, lead));
  return waits;
}

/** Asked once; after somebody decided the message says so, and whoever was not asked yet is not asked any more. */
async function tellLead(deps: TendJoiningDeps, asked: RequestView, lead: string): Promise<number | null> {
  const { messages, notifier, peopleNotifier, clock, log } = deps;
  const key = `join:${asked.request.id}:${lead}`;
  try {
    const channel = await notifier.openDirect(lead);
    if (asked.request.decision === null) {
      const post = () => peopleNotifier.postRequest(key, channel, asked);
      const posted = await postOnce(deps)({ key, channel, threadTs: null, post });
      return posted.kind === 'wait' ? posted.until : null;
    }
    const before = await messages.begin(key, clock.now());
    if (before.kind === 'posted') await peopleNotifier.updateRequest(channel, before.ts, asked);
    if (before.kind === 'new') await messages.failed(key);
    return null;
  } catch (error) {
    if (error instanceof UnavailableError) return clock.now() + (error.retryAfterMs ?? UNREACHABLE_WAIT_MS);
    if (!(error instanceof AppError)) throw error;
    // One lead whom Slack does not let us write to must not keep it from the others.
    log.warn('join-not-told', { lead, error });
    return null;
  }
}

async function hintAtProfile(
  deps: TendJoiningDeps,
  responder: Responder,
  account: LinkedAccount,
): Promise<number | null> {
  const look = await lookAtProfile(deps)(responder, account);
  const [brand] = deps.desk.brands;
  if (!look || !brand || !deps.desk.enrolment) return null;
  if (look.picture && look.discloses) return null;
  const { firstName } = await deps.people.get(responder.slackUser);
  const hint = {
    account,
    look,
    idea: disclosureIdea(brand, deps.desk.enrolment, firstName),
    required: deps.desk.enrolment.requireDisclosure,
  };
  // Said once for each thing that is missing: nobody wants to be told twice what they chose to leave so.
  const missing = `${look.picture ? '' : 'picture'}${look.discloses ? '' : 'bio'}`;
  const key = `profile:${responder.slackUser}:${account.id}:${missing}`;
  return tellOnce(deps)(key, () => deps.peopleNotifier.tellProfile(responder.slackUser, hint));
}
