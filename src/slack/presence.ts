import type { WebClient } from '@slack/web-api';
import { UnavailableError } from '../errors.ts';
import type { Clock, Log } from '../ports.ts';
import type { Presence } from '../responders.ts';
import { SlackRefusedError, translated } from './slack-errors.ts';

const FRESH_MS = 60_000;
/** After Slack did not answer nobody is asked about for so long, unless it named a time itself. */
const REST_MS = 30_000;

export interface PresenceOptions {
  client: WebClient;
  clock: Clock;
  log: Log;
}

/** Whether people are away in Slack, remembered for a minute. What Slack does not say counts as there. Never throws. */
export function createPresence({ client, clock, log }: PresenceOptions): Presence {
  const known = new Map<string, { away: Promise<boolean>; at: number }>();
  let restUntil = 0;
  const ask = async (user: string): Promise<boolean> => {
    try {
      const { presence } = await translated(() => client.users.getPresence({ user }));
      return presence === 'away';
    } catch (error) {
      const ofThisOne = error instanceof SlackRefusedError && error.slackCode === 'user_not_found';
      const rest = error instanceof UnavailableError ? error.retryAfterMs : null;
      if (!ofThisOne) restUntil = clock.now() + (rest ?? REST_MS);
      log.info('presence-unknown', { slackUser: user, error });
      return false;
    }
  };
  return {
    away(slackUser) {
      const now = clock.now();
      const found = known.get(slackUser);
      if (found && now - found.at < FRESH_MS) return found.away;
      if (now < restUntil) return Promise.resolve(false);
      const away = ask(slackUser);
      known.set(slackUser, { away, at: now });
      return away;
    },
  };
}
