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
    throw new RefusedError('not-a-lead', `Only a care lead can do this${await whoLeads(people)}.`);
  };
}

const NAMED = 5;

/** `: Lea, Max`, as mentions; nobody is rung where they are read by one person only. */
async function whoLeads(people: People): Promise<string> {
  const leads = await people.leads();
  const named = leads.slice(0, NAMED).map((lead) => `<@${lead}>`);
  const more = leads.length > NAMED ? ` and ${leads.length - NAMED} more` : '';
  return named.length === 0 ? '' : `: ask ${named.join(', ')}${more}`;
}

/** Throws RefusedError `not-ops`. */
export function requireOperations(people: People) {
  return async (slackUser: string): Promise<Person> => {
    const person = await requireEmployee(people)(slackUser);
    if ((await people.operations()).has(slackUser)) return person;
    throw new RefusedError('not-ops', 'Only operations can do this. Ask one of them.');
  };
}
