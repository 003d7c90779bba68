import type { Brand, DeskSettings } from '../../domain/brand.ts';
import { type Finding, fine, problem, skipped, warning } from '../../domain/finding.ts';
import type { AppError } from '../../errors.ts';
import type { Clock } from '../../ports.ts';
import type { XClients } from './client.ts';
import { failureOf, readingError } from './failures.ts';

export interface BearerCheck {
  findings: Finding[];
  /** False: nothing else can be asked with it. */
  works: boolean;
  /** False: X could not be reached. */
  answered: boolean;
}

const RULES = 'tweets/search/stream/rules';

/**
 * Does X take the app's bearer token, and may it read the stream's rules when a source needs them? Reading the rules is
 * the one call that costs nothing and changes nothing.
 */
export async function checkXBearer(
  clients: XClients,
  desk: DeskSettings | null,
  clock: Clock,
): Promise<BearerCheck> {
  const works = fine('X_BEARER_TOKEN: X accepts it.');
  const streams = needsStream(desk);
  try {
    const { data = [] } = await clients.app.v2.get<{ data?: unknown[] }>(RULES);
    const readable = fine(`X stream rules: can be read (${data.length} there now).`);
    return { works: true, answered: true, findings: streams ? [works, readable] : [works] };
  } catch (error) {
    const { status, detail } = failureOf(error, clock.now());
    if (status === 403 || status === 404) {
      const refused = problem(
        `X stream rules: X refuses them to this app (${status}: ${detail}). Give the app access to the filtered stream in X's developer console, or take the source "stream" out of the YAML.`,
      );
      return { works: true, answered: true, findings: streams ? [works, refused] : [works] };
    }
    return {
      works: false,
      answered: status !== null,
      findings: [bearerFinding(status, readingError(error, clock.now()))],
    };
  }
}

function bearerFinding(status: number | null, { sentence }: AppError): Finding {
  if (status === 401)
    return problem(
      'X_BEARER_TOKEN: X does not accept it. Make a new one on your X app\'s page "Keys and tokens".',
    );
  if (status === 429)
    return warning('X_BEARER_TOKEN: X asks to wait before it answers. Run the doctor again in 15 minutes.');
  return problem(`X_BEARER_TOKEN: ${sentence} If it stays so, look at X_API_URL and this machine's network.`);
}

/** Does X take our client id and secret? Asked by revoking a token that nobody has: that changes nothing. */
export async function checkXClient(clients: XClients, clock: Clock): Promise<Finding> {
  const name = 'X_CLIENT_ID and X_CLIENT_SECRET';
  try {
    await clients.oauth.revokeOAuth2Token('a-token-that-nobody-has', 'access_token');
    return fine(`${name}: X accepts them.`);
  } catch (error) {
    const failure = failureOf(error, clock.now());
    if (failure.status === 401)
      return problem(
        `${name}: X does not accept them. Copy both from your X app's page "Keys and tokens", OAuth 2.0.`,
      );
    if (failure.status === 429) return skipped(`${name}: X asks to wait before it answers.`);
    // It knows the client, or it would not have looked at the token.
    if (failure.status === 400) return fine(`${name}: X accepts them.`);
    return problem(`${name}: ${readingError(error, clock.now()).sentence}`);
  }
}

/** Each brand of the YAML: does X have that account? */
export async function checkXHandles(
  clients: XClients,
  brands: readonly Brand[],
  configPath: string,
  clock: Clock,
): Promise<Finding[]> {
  const checked = [];
  for (const [index, brand] of brands.entries())
    checked.push(await checkHandle(clients, brand, `${configPath}: brands[${index}].handle`, clock));
  return checked;
}

async function checkHandle(
  clients: XClients,
  { handle }: Brand,
  place: string,
  clock: Clock,
): Promise<Finding> {
  const unknown = problem(`${place}: X knows no account @${handle}. Correct the handle.`);
  try {
    const { data } = await clients.app.v2.get<{ data?: { id?: string } }>(`users/by/username/${handle}`);
    return data?.id ? fine(`Brand @${handle}: X knows the account.`) : unknown;
  } catch (error) {
    const { status } = failureOf(error, clock.now());
    if (status === 404) return unknown;
    if (status === 429) return skipped(`Brand @${handle}: X asks to wait before it answers.`);
    return problem(`${place}: ${readingError(error, clock.now()).sentence}`);
  }
}

function needsStream(desk: DeskSettings | null): boolean {
  return desk?.brands.some(({ sources }) => sources.some(({ kind }) => kind === 'stream')) ?? false;
}
