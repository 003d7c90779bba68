import type { DeskSettings } from '../domain/brand.ts';
import type { Responder } from '../domain/responder.ts';
import { isEnrolled } from '../domain/who-answers.ts';
import { RefusedError } from '../errors.ts';
import type { People, Person } from '../ports.ts';
import type { ResponderStore } from '../responders.ts';
import { requireListed } from './require-employee.ts';

export interface RequireResponderDeps {
  people: People;
  responders: ResponderStore;
  desk: Pick<DeskSettings, 'enrolment'>;
}

/** The code of the refusal that a window with the new rules answers. */
export const RULES_CHANGED = 'rules-changed';

/**
 * Only those who may answer customers, and, where the configuration has house rules, who joined and accepted the present
 * ones. Throws RefusedError: `not-a-responder`, `not-enrolled`, `rules-changed`.
 */
export function requireResponder(deps: RequireResponderDeps) {
  return async (slackUser: string): Promise<Person> => {
    const person = await requireListed(deps.people)(slackUser);
    const { enrolment } = deps.desk;
    if (enrolment === null) return person;
    const responder = await deps.responders.get(slackUser);
    if (!responder || !isEnrolled(responder)) throw notEnrolled(responder);
    if (responder.rulesVersion === enrolment.rules.version) return person;
    throw new RefusedError(
      RULES_CHANGED,
      'The house rules have changed since you accepted them. Type `/care join` to read and accept them, then go on.',
    );
  };
}

/** Whoever may answer, or waits for a lead's word, may link an account. Throws RefusedError like {@link requireResponder}. */
export function requireMayLink(deps: RequireResponderDeps) {
  return async (slackUser: string): Promise<Person> => {
    const person = await requireListed(deps.people)(slackUser);
    if (deps.desk.enrolment === null) return person;
    const responder = await deps.responders.get(slackUser);
    if (responder?.state === 'asked' || isEnrolled(responder)) return person;
    throw notEnrolled(responder);
  };
}

function notEnrolled(responder: Responder | null): RefusedError {
  if (responder?.state === 'asked') {
    return new RefusedError(
      'not-enrolled',
      'A care lead has not said yes yet. Faccia writes to you as soon as one of them has.',
    );
  }
  return new RefusedError(
    'not-enrolled',
    'Only people who joined answer customers here. It is up to you: type `/care join`, it takes a minute.',
  );
}
