import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import type { DeskSettings } from '../src/domain/brand.ts';
import { ConfigError } from '../src/errors.ts';
import { readDesk } from './desk.ts';
import type { Env } from './env.ts';
import { type Role, readVariables, type Variables } from './variables.ts';

/** Everything that Faccia was told, frozen, without any secret. */
export interface Config {
  desk: DeskSettings;
  roles: ReadonlySet<Role>;
  /** `clientId` null: nobody can sign in, so that the queue board is off. */
  slack: { mode: 'socket' | 'http'; apiUrl: string; clientId: string | null };
  x: { clientId: string; apiUrl: string; authorizeUrl: string };
  /** Without a trailing slash; what people's browsers reach, for OAuth. */
  publicUrl: string;
  port: number;
  /** Where traces go; null: nowhere. */
  otlpEndpoint: string | null;
  logLevel: 'debug' | 'info' | 'warn' | 'error';
  configPath: string;
}

/** A key for tokens at rest: AES-256-GCM, 32 bytes. */
export interface EncryptionKey {
  id: string;
  key: Buffer;
}

/** Kept apart from {@link Config} so that nothing that prints a Config can print these. */
export interface Secrets {
  slackBotToken: string;
  slackAppToken: string | null;
  slackSigningSecret: string | null;
  slackClientSecret: string | null;
  xClientSecret: string;
  xBearerToken: string;
  /** May carry a password. Null: Faccia starts its own server under `.faccia/redis`. */
  redisUrl: string | null;
  /** The first one encrypts; all of them decrypt. */
  keys: readonly EncryptionKey[];
}

export interface Inspected {
  /** What is right, even when other things are wrong: for the doctor. */
  variables: Partial<Variables>;
  desk: DeskSettings | null;
  configPath: string;
  /** Each names a variable or a place in the YAML, and the way out. */
  problems: string[];
}

const DEFAULT_PATH = 'config/faccia.yaml';

type ReadFile = (path: string) => string;
const readText: ReadFile = (path) => readFileSync(path, 'utf8');

/** Reads everything there is and reports every problem at once. */
export function inspectConfig(env: Env, readFile: ReadFile = readText): Inspected {
  const configPath = env.FACCIA_CONFIG ?? DEFAULT_PATH;
  const variables = readVariables(env);
  const desk = readDesk(configPath, readFile);
  return {
    variables: variables.values,
    desk: desk.value,
    configPath,
    problems: [...variables.problems, ...desk.problems, ...samePort(variables.values.port, desk.value)],
  };
}

function samePort(port: number | undefined, desk: DeskSettings | null): string[] {
  if (port === undefined || desk?.serving.privatePort !== port) return [];
  return [
    `http.private_port is ${port}, which is PORT. Give it another one, or leave it out to share that port.`,
  ];
}

/** Throws ConfigError with every problem. */
export function loadConfig(env: Env, readFile?: ReadFile): { config: Config; secrets: Secrets } {
  const { variables, desk, configPath, problems } = inspectConfig(env, readFile);
  if (problems.length > 0 || desk === null) throw new ConfigError(problems);
  const all = variables as Variables;
  const config: Config = {
    desk,
    roles: all.roles,
    slack: {
      mode: all.slackAppToken === null ? 'http' : 'socket',
      apiUrl: all.slackApiUrl,
      clientId: all.slackClientId,
    },
    x: { clientId: all.xClientId, apiUrl: all.xApiUrl, authorizeUrl: all.xAuthorizeUrl },
    publicUrl: all.publicUrl,
    port: all.port,
    otlpEndpoint: all.otlpEndpoint,
    logLevel: all.logLevel,
    configPath,
  };
  const secrets: Secrets = {
    slackBotToken: all.slackBotToken,
    slackAppToken: all.slackAppToken,
    slackSigningSecret: all.slackSigningSecret,
    slackClientSecret: all.slackClientSecret,
    xClientSecret: all.xClientSecret,
    xBearerToken: all.xBearerToken,
    redisUrl: all.redisUrl,
    keys: Object.freeze(all.keys.map((key) => closed({ ...key }))),
  };
  return { config: deepFreeze(config), secrets: closed(secrets) };
}

function deepFreeze<T extends object>(value: T): T {
  for (const inner of Object.values(value)) {
    if (typeof inner === 'object' && inner !== null && !Object.isFrozen(inner)) deepFreeze(inner as object);
  }
  return Object.freeze(value);
}

/** Printing or logging the secrets by mistake gives one word. */
function closed<T extends object>(secrets: T): T {
  const hidden = { enumerable: false, value: () => '[secret]' };
  return Object.freeze(Object.defineProperties(secrets, { toJSON: hidden, [inspect.custom]: hidden }));
}
