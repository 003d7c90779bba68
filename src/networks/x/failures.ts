import { ApiPartialResponseError, ApiRequestError, ApiResponseError } from 'twitter-api-v2';
import { deathIn, TokenDeadError } from '../../domain/death.ts';
import { AppError, UnavailableError } from '../../errors.ts';
import type { Clock } from '../../ports.ts';

/** What is known of a call that did not end well: safe to log, free of tokens and bodies. */
export interface Failure {
  /** HTTP status; null when no answer came. */
  status: number | null;
  /** X's own words. */
  detail: string;
  /** X's code of an OAuth refusal, such as `unauthorized_client`. */
  oauthCode: string | null;
  /** Milliseconds since 1970 at which X's limit starts anew; null when it did not say. */
  resetAt: number | null;
  /** The system's code, such as `ECONNREFUSED`; null when an answer came. */
  networkCode: string | null;
  /** The parameters that X says were wrong, such as `media.media_ids`. */
  parameters: readonly string[];
}

/** `now`: X may say how long to wait instead of until when. */
export function failureOf(thrown: unknown, now: number): Failure {
  if (thrown instanceof ApiResponseError) {
    const { data, rateLimit, headers } = thrown;
    const {
      detail,
      title,
      error,
      error_description: description,
      errors,
    } = data as unknown as Record<string, unknown>;
    return {
      status: thrown.code,
      detail: [description, detail, title].find((part) => typeof part === 'string') ?? `HTTP ${thrown.code}`,
      resetAt: rateLimit?.reset ? rateLimit.reset * 1000 : retryAfter(headers['retry-after'], now),
      networkCode: null,
      parameters: parametersIn(errors),
      oauthCode: typeof error === 'string' ? error : null,
    };
  }
  return {
    status: null,
    detail: '',
    resetAt: null,
    networkCode: networkCode(thrown),
    oauthCode: null,
    parameters: [],
  };
}

function parametersIn(errors: unknown): string[] {
  const list = Array.isArray(errors) ? (errors as ({ parameters?: unknown } | null)[]) : [];
  return list.flatMap((error) => Object.keys((error?.parameters ?? {}) as object));
}

function retryAfter(header: unknown, now: number): number | null {
  const seconds = Number(header);
  return header === undefined || Number.isNaN(seconds) ? null : now + seconds * 1000;
}

/** X's OAuth says so when the app itself is not accepted: no person's link is to blame then. */
export function isClientRefused({ status, oauthCode }: Failure): boolean {
  return status === 401 && (oauthCode === 'unauthorized_client' || oauthCode === 'invalid_client');
}

/** The library keeps the cause where its own getter does not look. */
function networkCode(error: unknown): string {
  if (error instanceof ApiPartialResponseError) return 'PARTIAL';
  const cause =
    error instanceof ApiRequestError
      ? (error as unknown as { _options?: { error?: unknown } })._options?.error
      : error;
  const code = (cause as { code?: unknown } | undefined)?.code;
  if (typeof code === 'string') return code;
  return cause instanceof Error && /timeout/iu.test(cause.message) ? 'ETIMEDOUT' : 'UNKNOWN';
}

/** For calls that only read: they may be asked again. */
export function readingError(error: unknown, now: number): AppError {
  if (error instanceof AppError) return error;
  const { status, resetAt, detail, networkCode: code } = failureOf(error, now);
  if (status === 401) {
    return new AppError({
      code: 'x-token-refused',
      sentence: 'X does not accept this token any more.',
      level: 'warn',
    });
  }
  if (status === 429) {
    const wait = resetAt === null ? 60_000 : Math.max(1_000, resetAt - now);
    return new UnavailableError('x-limited', 'X asks Faccia to wait.', { retryAfterMs: wait });
  }
  if (status === null || status >= 500) {
    const cause = new Error(`X: ${status ?? code}`);
    return new UnavailableError('x-unavailable', 'X cannot be reached now. Try again in a minute.', {
      cause,
    });
  }
  const death = status === 403 ? deathIn(detail) : null;
  if (death !== null)
    return new TokenDeadError(death, `X does not let this account do that: "${detail}".`, detail);
  return new AppError({
    code: 'x-refused',
    sentence: `X refused this (${status}): ${detail}`,
    level: 'warn',
  });
}

export async function reading<T>(clock: Clock, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw readingError(error, clock.now());
  }
}
