import { RefusedError } from '../errors.ts';
import type { People, Person } from '../ports.ts';

/** Guests, bots and deactivated people may do nothing. Throws RefusedError `not-an-employee`. */
export function requireEmployee(people: People) {
  return async (slackUser: string): Promise<Person> => {
    const person = await people.get(slackUser);
    if (person.employee) return person;
    throw new RefusedError(
      'not-an-employee',
      'Only members of this workspace can use Faccia: guests cannot.',
    );
  };
}

/** Only those whom the configuration lets answer customers. Throws RefusedError `not-a-responder`. */
export function requireListed(people: People) {
  return async (slackUser: string): Promise<Person> => {
    const person = await requireEmployee(people)(slackUser);
    if ((await people.isResponder(slackUser)) || (await people.isLead(slackUser))) return person;
    throw new RefusedError(
      'not-a-responder',
      'You are not on the list of people who answer customers here. Ask a care lead to add you.',
    );
  };
}

/** Throws RefusedError `not-a-lead`. */
export function requireLead(people: People) {
  return async (slackUser: string): Promise<Person> => {
    const person = await requireEmployee(people)(slackUser);
    if (await people.isLead(slackUser)) return person;
    throw new RefusedError('not-a-lead', 'Only a care lead can do this. Ask one of yours.');
  };
}

/** Throws RefusedError `not-ops`. */
export function requireOperations(people: People) {
  return async (slackUser: string): Promise<Person> => {
    const person = await requireEmployee(people)(slackUser);
    if ((await people.operations()).has(slackUser)) return person;
    throw new RefusedError('not-ops', 'Only operations can do this. Ask one of them.');
  };
}
