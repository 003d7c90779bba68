import type { AwayReason } from '../../src/domain/responder.ts';
import type { Notifier, People } from '../../src/ports.ts';
import type { WhoIsThere } from '../../src/responders.ts';

/** Members of the workspace: `ULEA` is called Lea; these are leads, and `UGUEST` is a guest. */
export function colleagues(leads: readonly string[] = ['ULEA', 'UMAX']): People {
  return {
    get: async (slackUser) => {
      const name = slackUser[1] + slackUser.slice(2).toLowerCase();
      return { slackUser, name, firstName: name, employee: slackUser !== 'UGUEST' };
    },
    isLead: async (slackUser) => leads.includes(slackUser),
    leads: async () => [...leads],
    isResponder: async () => true,
    operations: async () => new Set(),
  };
}

/** Whoever is not named here is there; `able` answer for whatever comes. */
export function whoIsIn(
  away: Readonly<Record<string, AwayReason>> = {},
  able: readonly string[] = [],
): WhoIsThere {
  const availability: WhoIsThere['availability'] = async (slackUser) => {
    const why = away[slackUser];
    return why
      ? { kind: 'away', why, until: null }
      : { kind: 'available', load: { open: 1, answeredToday: 0 } };
  };
  return {
    availability,
    whoAnswers: async () =>
      Promise.all(
        able.map(async (slackUser) => ({ slackUser, availability: await availability(slackUser) })),
      ),
  };
}

export interface Said {
  /** Slack user or channel. */
  to: string;
  note: Parameters<Notifier['tellNote']>[1];
}

/** A Slack that only remembers what it was given. */
export function rememberingNotifier(): { notifier: Notifier; said: Said[] } {
  const said: Said[] = [];
  const notifier: Partial<Notifier> = {
    find: async () => null,
    async postNote(_key, thread, note) {
      said.push({ to: thread.channel, note });
      return `1.${said.length}`;
    },
    async tellNote(slackUser, note) {
      said.push({ to: slackUser, note });
    },
  };
  return { notifier: notifier as Notifier, said };
}
