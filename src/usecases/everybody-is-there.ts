import type { People } from '../ports.ts';
import type { WhoIsThere } from '../responders.ts';

/** Where nobody enrols: whoever may answer is there, always. */
export function everybodyIsThere(people: People): WhoIsThere {
  return {
    async availability(slackUser) {
      const { employee } = await people.get(slackUser);
      const may = employee && ((await people.isResponder(slackUser)) || (await people.isLead(slackUser)));
      return may
        ? { kind: 'available', load: { open: 0, answeredToday: 0 } }
        : { kind: 'away', why: 'not-enrolled', until: null };
    },
    whoAnswers: () => Promise.resolve([]),
  };
}
