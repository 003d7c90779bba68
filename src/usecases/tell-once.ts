import { AppError, UnavailableError } from '../errors.ts';
import { POSTING_GRACE_MS, type SlackMessages } from '../outbox.ts';
import type { Clock, Log } from '../ports.ts';

export interface TellOnceDeps {
  messages: SlackMessages;
  clock: Clock;
  log: Log;
}

const UNREACHABLE_WAIT_MS = 5_000;

/**
 * Says something to one person in private, once. Nobody can look into a direct conversation without reading all of it, so
 * one whose posting was cut off by a crash is posted again: twice is better than never. Null: told, or they cannot be told.
 */
export function tellOnce({ messages, clock, log }: TellOnceDeps) {
  return async (key: string, say: () => Promise<void>): Promise<number | null> => {
    const before = await messages.begin(key, clock.now());
    if (before.kind === 'posted') return null;
    if (before.kind === 'begun' && clock.now() < before.since + POSTING_GRACE_MS)
      return before.since + POSTING_GRACE_MS;
    try {
      await say();
      await messages.posted(key, 'told');
      return null;
    } catch (error) {
      await messages.failed(key);
      if (error instanceof UnavailableError) return clock.now() + (error.retryAfterMs ?? UNREACHABLE_WAIT_MS);
      if (!(error instanceof AppError)) throw error;
      log.warn('not-told', { key, error });
      return null;
    }
  };
}
