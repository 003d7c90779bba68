import { type DestinationStream, pino } from 'pino';
import { AppError } from '../errors.ts';
import type { Log } from '../ports.ts';
import type { LogScope } from './log-scope.ts';

export type Level = 'debug' | 'info' | 'warn' | 'error';

/** Names of fields that never reach a log line, at the top or one step below. */
const SECRET_FIELDS = [
  'token',
  'accessToken',
  'refreshToken',
  'tokens',
  'secret',
  'clientSecret',
  'codeVerifier',
  'code_verifier',
  'authorization',
  'cookie',
  'ticket',
  'password',
  'signature',
  'nonce',
  // What people wrote.
  'text',
  'texts',
  'words',
  'body',
  'blocks',
  'json',
];

/** Secrets by their looks, wherever they stand: the last line of defence. */
const SECRETS: [looks: RegExp, instead: string][] = [
  [/\bx(?:ox[a-z]|app)-[\w-]{4,}/gu, '[secret]'],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/giu, '$1 [secret]'],
  [/\b(rediss?:\/\/)[^\s"@/]*@/gu, '$1[secret]@'],
  [/\b(client_secret|refresh_token|access_token|code_verifier|code)=[^&\s"]+/gu, '$1=[secret]'],
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/gu, '[secret]'],
];

/** JSON lines on standard output, each with the name of what happened as `event`. Errors carry code, sentence and causes; never headers or bodies. */
export function createLogger(
  level: Level,
  destination?: DestinationStream,
  scope: Pick<LogScope, 'fields'> | null = null,
): Log {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`]), censor: '[secret]' },
      serializers: { error: serializeError },
      // What the work is about: the lines of one thread are found by its id.
      mixin: () => scope?.fields() ?? {},
      hooks: { streamWrite: withoutSecrets },
    },
    destination as DestinationStream,
  );
  const at =
    (name: Level) =>
    (event: string, fields: Record<string, unknown> = {}): void =>
      logger[name]({ event, ...fields });
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

function withoutSecrets(line: string): string {
  return SECRETS.reduce((text, [looks, instead]) => text.replace(looks, instead), line);
}

interface LoggedError {
  name: string;
  message: string;
  code?: string;
  stack?: string;
  cause?: LoggedError;
}

/** Only what an Error says of itself: libraries hang requests with tokens on their errors. */
function serializeError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { name: typeof error, message: String(error) };
  const logged: LoggedError = { name: error.name, message: error.message };
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string' || typeof code === 'number') logged.code = String(code);
  if (!(error instanceof AppError) && error.stack !== undefined) logged.stack = error.stack;
  if (error.cause !== undefined && depth < 4) logged.cause = serializeError(error.cause, depth + 1);
  return logged;
}
