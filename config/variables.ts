import { z } from 'zod';
import { parseRedisAddress } from '../src/domain/redis-address.ts';
import type { Env, Variable } from './env.ts';
import { keysFrom } from './keys.ts';

export type Role = 'ingest' | 'slack' | 'worker';

export interface Variables {
  slackBotToken: string;
  slackAppToken: string | null;
  slackSigningSecret: string | null;
  slackClientId: string | null;
  slackClientSecret: string | null;
  slackApiUrl: string;
  xClientId: string;
  xClientSecret: string;
  xBearerToken: string;
  xApiUrl: string;
  xAuthorizeUrl: string;
  redisUrl: string | null;
  publicUrl: string;
  port: number;
  keys: readonly { id: string; key: Buffer }[];
  roles: ReadonlySet<Role>;
  logLevel: 'debug' | 'info' | 'warn' | 'error';
  otlpEndpoint: string | null;
}

const ROLES: readonly Role[] = ['ingest', 'slack', 'worker'];

/** https, or plain http on this machine: that is how a simulator connects. */
export function webAddress(way: string) {
  return z.string().transform((text, context) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    const loopback = url !== null && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
    if (url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback))
      return text.replace(/\/+$/u, '');
    context.addIssue(`must be an https address (plain http only on this machine, 127.0.0.1). ${way}`);
    return z.NEVER;
  });
}

const redisUrl = z.string().transform((text, context) => {
  const address = parseRedisAddress(text);
  if (typeof address !== 'string') return text;
  context.addIssue(address);
  return z.NEVER;
});

const collector = z
  .string()
  .refine((text) => URL.canParse(text) && /^https?:$/u.test(new URL(text).protocol), {
    message: 'must be the address of a collector for OTLP over HTTP, such as http://localhost:4318.',
  })
  .transform((text) => text.replace(/\/+$/u, '')) as unknown as z.ZodType<string>;

const port = z
  .string()
  .refine((text) => /^\d{1,5}$/u.test(text) && Number(text) <= 65_535, {
    message: 'must be a port number, 1 to 65535.',
  })
  .transform(Number);

const roles = z.string().transform((text, context) => {
  const given = text.split(',').map((role) => role.trim());
  const unknown = given.filter((role) => !(ROLES as readonly string[]).includes(role));
  if (unknown.length > 0)
    context.addIssue(`has an unknown role "${unknown.join('", "')}". Known: ${ROLES.join(', ')}.`);
  return new Set(given as Role[]);
});

type Field<K extends keyof Variables> = {
  name: Variable;
  fallback?: string | null;
  schema: z.ZodType<Variables[K]>;
};

const FIELDS: { [K in keyof Variables]: Field<K> } = {
  slackBotToken: {
    name: 'SLACK_BOT_TOKEN',
    schema: z
      .string()
      .startsWith('xoxb-', 'must start with xoxb-: it is on your Slack app\'s page "OAuth & Permissions".'),
  },
  slackAppToken: {
    name: 'SLACK_APP_TOKEN',
    fallback: null,
    schema: z
      .string()
      .startsWith(
        'xapp-',
        'must start with xapp-: it is on your Slack app\'s page "Basic Information", App-Level Tokens.',
      )
      .nullable(),
  },
  slackSigningSecret: {
    name: 'SLACK_SIGNING_SECRET',
    fallback: null,
    schema: z.string().min(8, 'is too short.').nullable(),
  },
  slackClientId: { name: 'SLACK_CLIENT_ID', fallback: null, schema: z.string().nullable() },
  slackClientSecret: { name: 'SLACK_CLIENT_SECRET', fallback: null, schema: z.string().nullable() },
  slackApiUrl: {
    name: 'SLACK_API_URL',
    fallback: 'https://slack.com/api/',
    schema: webAddress('Leave it out for Slack itself.').transform((url) => `${url}/`) as z.ZodType<string>,
  },
  xClientId: { name: 'X_CLIENT_ID', schema: z.string() },
  xClientSecret: { name: 'X_CLIENT_SECRET', schema: z.string() },
  xBearerToken: { name: 'X_BEARER_TOKEN', schema: z.string() },
  xApiUrl: {
    name: 'X_API_URL',
    fallback: 'https://api.x.com',
    schema: webAddress('Leave it out for X itself.') as z.ZodType<string>,
  },
  xAuthorizeUrl: {
    name: 'X_AUTHORIZE_URL',
    fallback: 'https://x.com/i/oauth2/authorize',
    schema: webAddress('Leave it out for X itself.') as z.ZodType<string>,
  },
  redisUrl: {
    name: 'REDIS_URL',
    fallback: null,
    schema: redisUrl.nullable() as unknown as Field<'redisUrl'>['schema'],
  },
  publicUrl: {
    name: 'PUBLIC_URL',
    schema: webAddress(
      "It is where people's browsers reach Faccia, for linking accounts.",
    ) as z.ZodType<string>,
  },
  port: { name: 'PORT', fallback: '3000', schema: port as unknown as z.ZodType<number> },
  keys: { name: 'FACCIA_KEYS', schema: z.string().transform(keysFrom) as unknown as Field<'keys'>['schema'] },
  roles: { name: 'ROLES', fallback: ROLES.join(','), schema: roles as unknown as Field<'roles'>['schema'] },
  otlpEndpoint: { name: 'OTEL_EXPORTER_OTLP_ENDPOINT', fallback: null, schema: collector.nullable() },
  logLevel: {
    name: 'LOG_LEVEL',
    fallback: 'info',
    schema: z.enum(['debug', 'info', 'warn', 'error'], { message: 'must be debug, info, warn or error.' }),
  },
};

const HOW: Partial<Record<Variable, string>> = {
  SLACK_BOT_TOKEN: 'It is on your Slack app\'s page "OAuth & Permissions".',
  X_CLIENT_ID: 'It is on your X app\'s page "Keys and tokens", OAuth 2.0.',
  X_CLIENT_SECRET: 'It is on your X app\'s page "Keys and tokens", OAuth 2.0.',
  X_BEARER_TOKEN: 'It is on your X app\'s page "Keys and tokens".',
  PUBLIC_URL: "Set it to the https address where people's browsers reach Faccia.",
  FACCIA_KEYS: 'Make one: echo "k1:$(openssl rand -base64 32)".',
};

export function readVariables(env: Env): { values: Partial<Variables>; problems: string[] } {
  const values: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [key, { name, fallback, schema }] of Object.entries(FIELDS)) {
    const given = env[name] ?? fallback;
    if (given === undefined) {
      problems.push(`${name} is missing. ${HOW[name] ?? ''}`.trim());
      continue;
    }
    const parsed = schema.safeParse(given);
    if (parsed.success) values[key] = parsed.data;
    else problems.push(...parsed.error.issues.map((issue) => `${name} ${issue.message}`));
  }
  if (env.SLACK_APP_TOKEN === undefined && env.SLACK_SIGNING_SECRET === undefined) {
    problems.push(
      'SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP mode): one of them is needed. ' +
        'Socket Mode needs no public address for Slack and is the simpler start.',
    );
  }
  if ((env.SLACK_CLIENT_ID === undefined) !== (env.SLACK_CLIENT_SECRET === undefined)) {
    problems.push(
      'SLACK_CLIENT_ID and SLACK_CLIENT_SECRET belong together: give both, or none and leave /queues off. They are on your ' +
        'Slack app\'s page "Basic Information".',
    );
  }
  if (env.REDIS_URL === undefined && (values.roles as Variables['roles'] | undefined)?.size !== ROLES.length)
    problems.push(...alone(values.roles as Variables['roles'] | undefined));
  return { values: values as Partial<Variables>, problems };
}

/** Faccia's own Redis lives and dies with one process. */
function alone(given: Variables['roles'] | undefined): string[] {
  if (given === undefined) return [];
  const missing = ROLES.filter((role) => !given.has(role));
  return [
    `ROLES leaves ${missing.join(' and ')} to other processes, which must share one Redis with this one. ` +
      "Set REDIS_URL in all of them: Faccia's own Redis serves one process only.",
  ];
}
