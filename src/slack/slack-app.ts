import type { RequestListener } from 'node:http';
import { App, HTTPReceiver } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { AppError } from '../errors.ts';
import type { Log } from '../ports.ts';
import { slackLogger } from './clients.ts';
import { SlackRefusedError, translated } from './slack-errors.ts';
import { createSocketLines } from './socket-lines.ts';

export interface Workspace {
  teamId: string;
  name: string;
  /** `https://name.slack.com/`; null where Slack did not say. */
  url: string | null;
  botId: string;
  botUserId: string;
  /** What the bot's token may do; null: Slack did not say. */
  scopes: readonly string[] | null;
}

/** Who we are, by Slack. Throws UnavailableError, and AppError `slack-auth` when the token is not accepted. */
export async function identify(client: WebClient): Promise<Workspace> {
  try {
    const answer = await translated(() => client.auth.test());
    return {
      teamId: answer.team_id ?? '',
      name: answer.team ?? '',
      url: answer.url ?? null,
      botId: answer.bot_id ?? '',
      botUserId: answer.user_id ?? '',
      scopes: answer.response_metadata?.scopes ?? null,
    };
  } catch (error) {
    if (!(error instanceof SlackRefusedError)) throw error;
    throw new AppError({ code: 'slack-auth', sentence: error.sentence, cause: error });
  }
}

export interface SlackAppOptions {
  botToken: string;
  /** Socket Mode; null for HTTP mode. */
  appToken: string | null;
  signingSecret: string | null;
  apiUrl: string;
  workspace: Workspace;
  log: Log;
}

export interface SlackApp {
  app: App;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** For our own server, in HTTP mode. */
  requestListener: RequestListener | null;
  /** Null: connected (or nothing to connect). */
  problem(): string | null;
}

/** Bytes; the largest window that Slack allows has 250 KB. */
const BODY_LIMIT = 1_000_000;

/** Bolt, with a receiver of our own making: its App does not pass on what a receiver must know. */
export function createSlackApp(options: SlackAppOptions): SlackApp {
  return options.appToken === null ? httpApp(options) : socketApp(options, options.appToken);
}

function boltApp({ botToken, apiUrl, workspace, log }: SlackAppOptions, receiver: object): App {
  return new App({
    receiver: receiver as never,
    token: botToken,
    botId: workspace.botId,
    botUserId: workspace.botUserId,
    // With both ids given nothing asks Slack who we are inside the 3 seconds of each click.
    tokenVerificationEnabled: false,
    convoStore: false,
    logger: slackLogger(log),
    clientOptions: {
      slackApiUrl: apiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: 2_500,
    },
  });
}

function httpApp(options: SlackAppOptions): SlackApp {
  const receiver = new HTTPReceiver({
    signingSecret: options.signingSecret ?? '',
    endpoints: '/slack/events',
    bodyLimit: BODY_LIMIT,
    logger: slackLogger(options.log),
  });
  const app = boltApp(options, receiver);
  return {
    app,
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    requestListener: (request, response) => receiver.requestListener(request, response),
    problem: () => null,
  };
}

function socketApp(options: SlackAppOptions, appToken: string): SlackApp {
  const lines = createSocketLines({ ...options, appToken });
  const app = boltApp(options, lines);
  return {
    app,
    async start() {
      await lines.start();
    },
    async stop() {
      await lines.stop();
    },
    requestListener: null,
    problem: () => lines.problem(),
  };
}
