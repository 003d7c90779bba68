import type { WebClient } from '@slack/web-api';
import type { Presence } from '../domain/lease.ts';
import { SlackRefusedError, translated } from './slack-errors.ts';

/** Slack's own green dot. Throws UnavailableError. */
export function createPresence(client: WebClient) {
  return async (slackUser: string): Promise<Presence> => {
    try {
      const { presence } = await translated(() => client.users.getPresence({ user: slackUser }));
      return presence === 'active' || presence === 'away' ? presence : null;
    } catch (error) {
      // Somebody whom Slack does not know any more, or an app that may not ask.
      if (error instanceof SlackRefusedError) return null;
      throw error;
    }
  };
}
