import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import { AppError, UnavailableError } from '../errors.ts';

/** What to do about Slack's own error codes; the sentence goes to people, so it names the way out. */
const REMEDIES: Record<string, string> = {
  not_in_channel: 'Faccia is not in that channel: invite it there with /invite @Faccia.',
  channel_not_found:
    'That channel does not exist, or Faccia is not in it: check its id in the YAML and invite Faccia.',
  is_archived: 'That channel is archived: put another one into the YAML.',
  restricted_action: 'The workspace does not let apps post in that channel: change its posting permissions.',
  missing_scope: 'The Slack app lacks a scope: install it again from config/slack-manifest.json.',
  invalid_auth: 'Slack does not accept SLACK_BOT_TOKEN: copy it again from the page "OAuth & Permissions".',
  not_authed: 'Slack does not accept SLACK_BOT_TOKEN: copy it again from the page "OAuth & Permissions".',
  token_revoked: 'SLACK_BOT_TOKEN was revoked: install the app again and copy the new one.',
  account_inactive: 'The Slack app was removed from the workspace: install it again.',
  expired_trigger_id:
    'Slack waits only 3 seconds for a window to open, and it took longer. Press the button again.',
  exchanged_trigger_id: 'This click was used already. Press the button again.',
};

/** Codes with which no call can work until somebody changes something. */
export const DEAD_TOKEN_CODES = [
  'invalid_auth',
  'not_authed',
  'token_revoked',
  'account_inactive',
  'user_removed_from_team',
  'team_disabled',
];

/** What the Slack client throws, as Faccia's own errors. */
export function slackError(error: unknown): Error {
  if (error instanceof AppError) return error;
  if (error instanceof WebAPIRateLimitedError) {
    return new UnavailableError('slack-limited', 'Slack asks Faccia to wait a moment.', {
      retryAfterMs: error.retryAfter * 1000,
      cause: error,
    });
  }
  if (error instanceof WebAPIPlatformError) {
    const code = error.data.error;
    const sentence = REMEDIES[code] ?? `Slack refused this with "${code}".`;
    return new SlackRefusedError(code, sentence, error);
  }
  if (error instanceof WebAPIHTTPError && error.statusCode < 500) {
    return new SlackRefusedError(`http-${error.statusCode}`, `Slack answered ${error.statusCode}.`, error);
  }
  return new UnavailableError('slack-unavailable', 'Slack cannot be reached now. Try again in a minute.', {
    cause: error,
  });
}

/** Slack will not take this, now or later. */
export class SlackRefusedError extends AppError {
  /** Slack's own code, such as `channel_not_found`. */
  readonly slackCode: string;

  constructor(slackCode: string, sentence: string, cause: unknown) {
    super({ code: 'slack-refused', sentence, level: 'warn', cause });
    this.slackCode = slackCode;
  }
}

export async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw slackError(error);
  }
}
