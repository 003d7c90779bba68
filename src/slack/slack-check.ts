import type { WebClient } from '@slack/web-api';
import { type Finding, fine, problem, skipped } from '../domain/finding.ts';
import { AppError } from '../errors.ts';
import type { Log } from '../ports.ts';
import { type ClientOptions, createPostingClient } from './clients.ts';
import { DEAD_TOKEN_CODES, SlackRefusedError, translated } from './slack-errors.ts';

/** What the other checks of Slack need. */
export interface CheckedBot {
  client: WebClient;
  teamId: string;
}

export interface BotCheck {
  findings: Finding[];
  /** Null: the token does not work. */
  bot: CheckedBot | null;
}

export interface WantedScopes {
  scopes: readonly string[];
  /** The file that asks for them. */
  manifest: string;
}

const SOCKET_SCOPE = 'connections:write';

/** Does Slack take the bot's token, and may it do all that the manifest asks for? */
export async function checkSlackBot(options: ClientOptions, wanted: WantedScopes): Promise<BotCheck> {
  const client = createPostingClient(options);
  try {
    const answer = await translated(() => client.auth.test());
    const findings = [
      fine(`SLACK_BOT_TOKEN: works in the workspace "${answer.team ?? ''}".`),
      checkScopes(wanted, answer.response_metadata?.scopes),
    ];
    return { findings, bot: { client, teamId: answer.team_id ?? '' } };
  } catch (error) {
    return { findings: [tokenProblem('SLACK_BOT_TOKEN', error)], bot: null };
  }
}

function checkScopes({ scopes, manifest }: WantedScopes, granted: readonly string[] | undefined): Finding {
  if (granted === undefined) return skipped('Slack scopes: Slack did not say which ones the token has.');
  const missing = scopes.filter((scope) => !granted.includes(scope));
  if (missing.length === 0) return fine(`Slack scopes: all ${scopes.length} of the manifest.`);
  return problem(
    `SLACK_BOT_TOKEN lacks ${missing.join(', ')}. Put ${manifest} into your Slack app's page "App Manifest" and install the app again.`,
  );
}

/** Can a connection of Socket Mode be opened? None is made. */
export async function checkSlackSocket(options: {
  appToken: string;
  apiUrl: string;
  log: Log;
}): Promise<Finding[]> {
  const client = createPostingClient({ ...options, token: options.appToken });
  try {
    await translated(() => client.apps.connections.open());
    return [fine('SLACK_APP_TOKEN: Socket Mode can be opened.')];
  } catch (error) {
    return [tokenProblem('SLACK_APP_TOKEN', error)];
  }
}

/** A sentence with the right variable in it: the same codes mean other pages for each token. */
function tokenProblem(variable: 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN', error: unknown): Finding {
  if (!(error instanceof SlackRefusedError)) {
    const sentence = error instanceof AppError ? error.sentence : String(error);
    return problem(
      `${variable}: ${sentence} If it stays so, look at SLACK_API_URL and this machine's network.`,
    );
  }
  const { slackCode } = error;
  if (variable === 'SLACK_APP_TOKEN' && slackCode === 'missing_scope')
    return problem(`SLACK_APP_TOKEN lacks ${SOCKET_SCOPE}. ${remedy(variable)}`);
  if (DEAD_TOKEN_CODES.includes(slackCode) || slackCode === 'not_allowed_token_type')
    return problem(`${variable}: Slack does not accept it (${slackCode}). ${remedy(variable)}`);
  return problem(`${variable}: ${error.sentence}`);
}

function remedy(variable: 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN'): string {
  return variable === 'SLACK_BOT_TOKEN'
    ? 'Install your Slack app again and copy the token from its page "OAuth & Permissions".'
    : `Make one with ${SOCKET_SCOPE} on your Slack app's page "Basic Information", App-Level Tokens.`;
}
