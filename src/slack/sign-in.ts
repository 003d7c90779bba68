import { WebClient } from '@slack/web-api';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { AppError, UnavailableError } from '../errors.ts';
import type { Log } from '../ports.ts';
import { slackLogger } from './clients.ts';
import { translated } from './slack-errors.ts';

export interface SignInOptions {
  /** Ends with `/`. */
  apiUrl: string;
  clientId: string;
  clientSecret: string;
  /** Registered in the Slack app. */
  redirectUri: string;
  /** Slack team id: nobody of another workspace comes in. */
  team: string;
  log: Log;
}

/** Sign in with Slack, by OpenID Connect: who somebody is, and nothing else. */
export interface SignIn {
  /** Where the browser goes. */
  url(attempt: { state: string; nonce: string }): string;
  /** The Slack user id. Throws AppError `sign-in-refused`, or UnavailableError. */
  finish(answer: { code: string; nonce: string }): Promise<string>;
}

const TIMEOUT_MS = 10_000;
const USER = 'https://slack.com/user_id';
const TEAM = 'https://slack.com/team_id';

export function createSignIn(options: SignInOptions): SignIn {
  const { apiUrl, clientId, redirectUri, team, log } = options;
  // Nobody's token: who signs in brings their own.
  const client = new WebClient(undefined, {
    slackApiUrl: apiUrl,
    timeout: TIMEOUT_MS,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: slackLogger(log),
  });
  const home = new URL('..', apiUrl);
  const keys = createRemoteJWKSet(new URL('openid/connect/keys', home), { timeoutDuration: TIMEOUT_MS });
  return {
    url({ state, nonce }) {
      const url = new URL('openid/connect/authorize', home);
      url.search = new URLSearchParams({
        response_type: 'code',
        scope: 'openid',
        client_id: clientId,
        redirect_uri: redirectUri,
        team,
        state,
        nonce,
      }).toString();
      return url.toString();
    },
    async finish({ code, nonce }) {
      const given = await translated(() =>
        client.openid.connect.token({
          client_id: clientId,
          client_secret: options.clientSecret,
          code,
          redirect_uri: redirectUri,
          grant_type: 'authorization_code',
        }),
      );
      const signed = await claimsIn(given.id_token ?? '', keys, { issuer: home.origin, audience: clientId });
      const token = given.access_token ?? '';
      const asked = await translated(() => client.openid.connect.userInfo({ token }));
      const said = asked as unknown as Record<string, unknown>;
      const user = said[USER];
      if (typeof user !== 'string' || user !== signed[USER] || signed.nonce !== nonce) throw refused();
      if (said[TEAM] !== team || signed[TEAM] !== team) throw refused();
      return user;
    },
  };
}

type Keys = ReturnType<typeof createRemoteJWKSet>;

async function claimsIn(
  token: string,
  keys: Keys,
  expected: { issuer: string; audience: string },
): Promise<Record<string, unknown>> {
  try {
    return (await jwtVerify(token, keys, { ...expected, algorithms: ['RS256'] })).payload;
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    // What says nothing of the token: Slack's keys did not come.
    if (code === 'ERR_JWKS_TIMEOUT' || code === undefined)
      throw new UnavailableError('slack-unavailable', 'Slack cannot be reached right now.', { cause: error });
    throw refused(error);
  }
}

function refused(cause?: unknown): AppError {
  const sentence = 'Slack did not confirm who you are in this workspace. Sign in again.';
  return new AppError({ code: 'sign-in-refused', sentence, level: 'info', cause });
}
