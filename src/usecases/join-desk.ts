import type { DeskSettings } from '../domain/brand.ts';
import type { LinkedAccount } from '../domain/glossary.ts';
import { languageNames } from '../domain/languages.ts';
import type { Responder } from '../domain/responder.ts';
import { topicNames } from '../domain/topic-names.ts';
import { ANY_ZONE } from '../domain/who-answers.ts';
import { RefusedError } from '../errors.ts';
import type { Clock, Person } from '../ports.ts';
import type { ResponderWishes } from '../responders.ts';
import type { AccountStore } from '../stores.ts';
import { requireListed } from './require-employee.ts';
import type { RequireResponderDeps } from './require-responder.ts';
import { type StartLinkDeps, startLink } from './start-link.ts';

export interface JoinDeskDeps extends RequireResponderDeps, StartLinkDeps {
  accounts: AccountStore;
  desk: DeskSettings;
  clock: Clock;
}

/** What the window shows: to somebody new, or with what they said before. */
export interface JoinForm {
  person: Person;
  responder: Responder | null;
  /** Null: no house rules. */
  rules: { text: string; version: string } | null;
  /** They accepted these very rules before. */
  accepted: boolean;
  topics: readonly string[];
  languages: readonly { code: string; name: string }[];
  /** By Slack, until they say otherwise. */
  zone: string;
  maxOpen: number | null;
  maxPerDay: number | null;
  account: LinkedAccount | null;
}

/** The window in which somebody joins, or changes what they said. Throws RefusedError. */
export function prepareJoin({ responders, accounts, people, desk }: JoinDeskDeps) {
  return async (slackUser: string): Promise<JoinForm> => {
    const person = await requireListed(people)(slackUser);
    const [responder, account] = await Promise.all([
      responders.get(slackUser),
      accounts.byOwner({ kind: 'responder', slackUser }),
    ]);
    const { enrolment } = desk;
    const here = responder !== null && responder.state !== 'left' && responder.state !== 'declined';
    return {
      person,
      responder,
      rules: enrolment?.rules ?? null,
      accepted: here && responder.rulesVersion === enrolment?.rules.version,
      topics: topicNames(desk),
      languages: languageNames(desk),
      zone: responder?.quiet?.zone ?? person.zone ?? ANY_ZONE,
      maxOpen: responder ? responder.maxOpen : (enrolment?.maxOpen ?? null),
      maxPerDay: responder ? responder.maxPerDay : (enrolment?.maxPerDay ?? null),
      account,
    };
  };
}

export interface JoinAnswer extends ResponderWishes {
  slackUser: string;
  windowId: string;
  /** The version that the window showed and the person accepted; null: none was shown. */
  rulesVersion: string | null;
}

export interface Joined {
  kind: 'joined' | 'asked' | 'changed';
  responder: Responder;
  account: LinkedAccount | null;
  /** The private link for whoever has no account here yet. */
  linkUrl: string | null;
}

/** Joins, asks a lead, or changes what was said before. Throws RefusedError `rules-changed` and those of joining. */
export function joinDesk(deps: JoinDeskDeps) {
  return async ({ rulesVersion, ...answer }: JoinAnswer): Promise<Joined> => {
    const { people, responders, accounts, desk, clock } = deps;
    await requireListed(people)(answer.slackUser);
    const { enrolment } = desk;
    const before = await responders.get(answer.slackUser);
    const version = enrolment?.rules.version ?? null;
    if (version !== null && (rulesVersion ?? before?.rulesVersion) !== version) {
      throw new RefusedError(
        'rules-changed',
        'The house rules have changed while this window was open. Close it and type /care join again.',
      );
    }
    // A lead who joins is a lead's word already.
    const asks = enrolment?.approval === 'lead' && !(await people.isLead(answer.slackUser));
    const joined = await responders.join({ ...answer, rulesVersion: version, asks }, clock.now());
    const owner = { kind: 'responder', slackUser: answer.slackUser } as const;
    const account = await accounts.byOwner(owner);
    const link = account === null ? await startLink(deps)({ slackUser: answer.slackUser, owner }) : null;
    return { ...joined, account, linkUrl: link?.url ?? null };
  };
}

/** Writes down that somebody accepted the present house rules. Throws RefusedError. */
export function acceptRules({ people, responders, desk, clock }: JoinDeskDeps) {
  return async (input: { slackUser: string; version: string }): Promise<void> => {
    await requireListed(people)(input.slackUser);
    if (input.version !== desk.enrolment?.rules.version) {
      throw new RefusedError(
        'rules-changed',
        'The house rules have changed once more while this window was open. Close it and try again.',
      );
    }
    if (await responders.accept(input.slackUser, input.version, clock.now())) return;
    throw new RefusedError('not-enrolled', 'You do not answer customers here any more: type /care join.');
  };
}
