import { type Inspected, inspectConfig } from '../config/config.ts';
import { type Env, readEnv } from '../config/env.ts';
import manifest from '../config/slack-manifest.json' with { type: 'json' };
import { type Finding, fine, problem, skipped } from './domain/finding.ts';
import { redisPassword } from './domain/redis-address.ts';
import { createXClients, type XClients } from './networks/x/client.ts';
import { checkXBearer, checkXClient, checkXHandles } from './networks/x/x-check.ts';
import { systemClock } from './ops/clock.ts';
import { checkClock } from './ops/doctor/clock-check.ts';
import { checkPublicUrl } from './ops/doctor/public-url-check.ts';
import { createReport, type Report } from './ops/doctor/report.ts';
import type { Log } from './ports.ts';
import { checkChannels, checkPeople } from './slack/desk-check.ts';
import { type CheckedBot, checkSlackBot, checkSlackSocket, type WantedScopes } from './slack/slack-check.ts';
import { checkBrandLinks, checkKeys, checkKeysDistinct } from './store/accounts-check.ts';
import { EMBEDDED_DIR } from './store/embedded-redis.ts';
import type { Redis } from './store/redis.ts';
import { checkServer } from './store/server-check.ts';

const RIGHT_DESK = 'a right YAML';

/** What fails is on a line of its own: a log would say it twice. */
const SILENT: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** Looks at everything that Faccia needs, one line each. Answers the exit code: 1 when something will not work. */
async function main(): Promise<number> {
  const env = readEnv();
  const told = inspectConfig(env);
  const report = createReport((line) => process.stdout.write(`${line}\n`), secretsOf(env));
  await report.add('Configuration', () => Promise.resolve(judgeConfig(told)));
  const redis = await reachRedis(report, told);
  try {
    const bot = await reachSlack(report, told);
    await reachX(report, told);
    await readStore(report, told, redis, bot);
  } finally {
    redis?.disconnect();
  }
  await report.add('PUBLIC_URL', async () => {
    const { publicUrl } = told.variables;
    return [publicUrl === undefined ? needs('PUBLIC_URL', 'a right value') : await checkPublicUrl(publicUrl)];
  });
  await report.add('Clock', async () => [await checkClock(timekeepers(told))]);
  return report.end();
}

function judgeConfig({ problems, configPath, variables }: Inspected): Finding[] {
  if (problems.length > 0) return problems.map(problem);
  return [fine(`Configuration: ${configPath} and ${Object.keys(variables).length} variables are right.`)];
}

async function reachRedis(report: Report, { variables: { redisUrl } }: Inspected): Promise<Redis | null> {
  const checked = await report.take('Redis', async () =>
    redisUrl === undefined
      ? { findings: [needs('Redis', 'a right REDIS_URL')], redis: null }
      : checkServer(redisUrl, EMBEDDED_DIR, SILENT),
  );
  return checked?.redis ?? null;
}

async function reachSlack(report: Report, told: Inspected): Promise<CheckedBot | null> {
  const { slackBotToken: token, slackApiUrl: apiUrl } = told.variables;
  const checked = await report.take('SLACK_BOT_TOKEN', async () =>
    token === undefined || apiUrl === undefined
      ? { findings: [needs('Slack', 'a right SLACK_BOT_TOKEN and SLACK_API_URL')], bot: null }
      : checkSlackBot({ token, apiUrl, log: SILENT }, wantedScopes(told)),
  );
  await report.add('SLACK_APP_TOKEN', () => reachSocket(told.variables));
  const bot = checked?.bot ?? null;
  await reachDesk(report, told, bot);
  return bot;
}

/** Both manifests want the same scopes; a person must paste the one for their mode. */
function wantedScopes({ variables }: Inspected): WantedScopes {
  const name = variables.slackAppToken === null ? 'slack-manifest.http.json' : 'slack-manifest.json';
  return { scopes: manifest.oauth_config.scopes.bot, manifest: `config/${name}` };
}

async function reachDesk(
  report: Report,
  { desk, configPath }: Inspected,
  bot: CheckedBot | null,
): Promise<void> {
  const what = 'Channels and people';
  if (bot === null) return report.add(what, async () => [needs(what, 'a SLACK_BOT_TOKEN that works')]);
  if (desk === null) return report.add(what, async () => [needs(what, RIGHT_DESK)]);
  await report.add('Channels', () => checkChannels(bot.client, desk, configPath));
  await report.add('People', () => checkPeople(bot.client, desk.people, configPath));
}

async function reachSocket(variables: Inspected['variables']): Promise<Finding[]> {
  const { slackAppToken, slackSigningSecret, slackApiUrl } = variables;
  if (slackAppToken === null && slackSigningSecret !== null)
    return [skipped('SLACK_APP_TOKEN: not set; HTTP mode does without it.')];
  if (!slackAppToken || slackApiUrl === undefined)
    return [needs('Socket Mode', 'a right SLACK_APP_TOKEN and SLACK_API_URL')];
  return checkSlackSocket({ appToken: slackAppToken, apiUrl: slackApiUrl, log: SILENT });
}

async function reachX(report: Report, { variables, desk, configPath }: Inspected): Promise<void> {
  const clients = xClients(variables);
  const checked = await report.take('X_BEARER_TOKEN', async () =>
    clients === null
      ? { findings: [needs('X', 'a right X_BEARER_TOKEN and X_API_URL')], works: false, answered: false }
      : checkXBearer(clients, desk, systemClock),
  );
  await report.add('X_CLIENT_ID', async () => {
    const { xClientId, xClientSecret } = variables;
    if (clients === null || !xClientId || !xClientSecret)
      return [needs('The X client', 'right X_CLIENT_ID, X_CLIENT_SECRET and X_API_URL')];
    // With X away the bearer token has said so.
    return checked?.answered ? [await checkXClient(clients, systemClock)] : [];
  });
  await report.add('Brands on X', async () => {
    if (clients === null || !checked?.works)
      return [needs('Brands on X and stream rules', 'an X_BEARER_TOKEN that works')];
    return desk
      ? checkXHandles(clients, desk.brands, configPath, systemClock)
      : [needs('Brands on X', RIGHT_DESK)];
  });
}

/** Only the bearer token is used here, so the others may be missing. */
function xClients({ xBearerToken, xApiUrl, ...others }: Inspected['variables']): XClients | null {
  if (xBearerToken === undefined || xApiUrl === undefined) return null;
  return createXClients({
    bearerToken: xBearerToken,
    apiUrl: xApiUrl,
    authorizeUrl: others.xAuthorizeUrl ?? '',
    clientId: others.xClientId ?? '',
    clientSecret: others.xClientSecret ?? '',
  });
}

async function readStore(
  report: Report,
  { variables: { keys }, desk }: Inspected,
  redis: Redis | null,
  bot: CheckedBot | null,
): Promise<void> {
  const able = redis !== null && bot !== null ? { redis, workspace: bot.teamId } : null;
  const unable = 'a Redis that runs (the embedded one runs with Faccia) and Slack, which names the workspace';
  await report.add('Brand links', async () => {
    if (!able) return [needs('Brand links', unable)];
    return desk
      ? checkBrandLinks(able.redis, able.workspace, desk.brands)
      : [needs('Brand links', RIGHT_DESK)];
  });
  await report.add('FACCIA_KEYS', async () => {
    if (keys === undefined) return [needs('Stored tokens', 'right FACCIA_KEYS')];
    const twins = checkKeysDistinct(keys);
    if (!able) return [...twins, needs('Stored tokens', unable)];
    const readable = await checkKeys(able.redis, able.workspace, keys);
    return [...twins, ...readable.filter(({ mark }) => mark !== 'fine' || twins.length === 0)];
  });
}

function needs(what: string, condition: string): Finding {
  return skipped(`${what}: not looked at, this needs ${condition}.`);
}

function timekeepers({ variables: { slackApiUrl, xApiUrl } }: Inspected) {
  return [
    ...(slackApiUrl === undefined ? [] : [{ name: 'Slack', url: `${slackApiUrl}api.test` }]),
    ...(xApiUrl === undefined ? [] : [{ name: 'X', url: xApiUrl }]),
  ];
}

/** Whole values, and the parts of them that are secret by themselves. */
function secretsOf(env: Env): string[] {
  const { FACCIA_KEYS: keys = '', REDIS_URL: redis = '' } = env;
  const whole = [
    env.SLACK_BOT_TOKEN,
    env.SLACK_APP_TOKEN,
    env.SLACK_SIGNING_SECRET,
    env.X_CLIENT_SECRET,
    env.X_BEARER_TOKEN,
    keys,
    ...keys.split(',').map((key) => key.slice(key.indexOf(':') + 1)),
    redisPassword(redis) ?? '',
  ];
  return whole.filter((secret) => secret !== undefined);
}

process.exitCode = await main();
