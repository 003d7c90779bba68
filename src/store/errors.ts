import { AppError, UnavailableError } from '../errors.ts';

/** How our scripts say that the store's mark is not there (see `lua/lib.lua`). */
const LOST = 'FACCIALOST';

/** The server answers, but it does not hold our data. */
export function storeLost(cause?: unknown): UnavailableError {
  return new UnavailableError(
    'store-lost',
    "Faccia's memory (Redis) has lost its data, so Faccia has stopped and nothing was changed. Operations must bring the " +
      'old data back (then Faccia goes on by itself), or restart Faccia to begin anew with an empty memory.',
    { cause },
  );
}

export function isStoreLost(error: unknown): boolean {
  return error instanceof AppError && error.code === 'store-lost';
}

/** What ioredis throws, as Faccia's own errors. Each says to the person who acted that nothing was changed. */
export function storeError(error: unknown): Error {
  if (error instanceof AppError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const cause = { cause: error };
  if (message.startsWith(LOST)) return storeLost(error);
  if (message.startsWith('OOM')) {
    return new UnavailableError(
      'store-full',
      "Faccia's memory (Redis) is full, so nothing was changed. Operations must give it room; try again after that.",
      cause,
    );
  }
  if (/^(?:READONLY|MISCONF|NOREPLICAS)/u.test(message)) {
    return new UnavailableError(
      'store-read-only',
      "Faccia's memory (Redis) cannot be written to now, so nothing was changed. Try again in a minute.",
      cause,
    );
  }
  if (isAway(error, message)) {
    return new UnavailableError(
      'store-unavailable',
      'Faccia cannot reach its memory (Redis) now. Try again in a minute: what was done already is not done twice.',
      cause,
    );
  }
  return error instanceof Error ? error : new Error(message);
}

function isAway(error: unknown, message: string): boolean {
  const name = error instanceof Error ? error.name : '';
  const code = (error as { code?: unknown } | null)?.code;
  return (
    name === 'MaxRetriesPerRequestError' ||
    name === 'ClusterAllFailedError' ||
    /^(?:LOADING|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|BUSY )/u.test(message) ||
    /Too many Cluster redirections|Failed to refresh slots|None of startup nodes|Cluster (?:is ended|isn't ready)/u.test(
      message,
    ) ||
    /Connection is closed|Command timed out|Stream isn't writeable|Connection in subscriber mode/u.test(
      message,
    ) ||
    /^(?:ECONN|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)/u.test(String(code ?? ''))
  );
}

/** Runs one piece of work on Redis and translates what it throws. */
export async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw storeError(error);
  }
}
