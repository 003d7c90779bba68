import type { People } from '../../src/ports.ts';

/** Everybody is an employee with a first name of their own; ULEAD leads, UGUEST is a guest, UOPS operates. */
export function somePeople(over: Partial<People> = {}): People {
  return {
    get: async (slackUser) => ({
      slackUser,
      name: slackUser,
      firstName: slackUser.slice(1).toLowerCase(),
      employee: slackUser !== 'UGUEST',
      zone: 'Europe/Rome',
    }),
    isLead: async (slackUser) => slackUser === 'ULEAD',
    leads: async () => ['ULEAD', 'ULEA2'],
    isResponder: async () => true,
    operations: async () => new Set(['UOPS']),
    ...over,
  };
}
