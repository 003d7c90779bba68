import { existsSync } from 'node:fs';

/** The variables that Faccia reads; an empty one counts as missing. */
export const VARIABLES = [
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_CLIENT_ID',
  'SLACK_CLIENT_SECRET',
  'SLACK_API_URL',
  'X_CLIENT_ID',
  'X_CLIENT_SECRET',
  'X_BEARER_TOKEN',
  'X_API_URL',
  'X_AUTHORIZE_URL',
  'REDIS_URL',
  'PUBLIC_URL',
  'PORT',
  'FACCIA_CONFIG',
  'FACCIA_KEYS',
  'ROLES',
  'LOG_LEVEL',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
] as const;
export type Variable = (typeof VARIABLES)[number];
export type Env = Partial<Record<Variable, string>>;

/** The only reader of `process.env`. A file `.env` in the working folder fills what the environment leaves open. */
export function readEnv(dotenv = '.env'): Env {
  if (existsSync(dotenv)) process.loadEnvFile(dotenv);
  return pickEnv(process.env);
}

export function pickEnv(all: Record<string, string | undefined>): Env {
  const env: Env = {};
  for (const name of VARIABLES) {
    const value = all[name]?.trim();
    if (value) env[name] = value;
  }
  return env;
}
