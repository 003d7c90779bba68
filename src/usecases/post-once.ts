import type { Thread } from '../domain/glossary.ts';
import { UnavailableError } from '../errors.ts';
import { type MessagePlace, POSTING_GRACE_MS, type SlackMessages } from '../outbox.ts';
import type { Clock, Notifier } from '../ports.ts';

export interface PostOnceDeps {
  messages: SlackMessages;
  notifier: Notifier;
  clock: Clock;
}

export interface Posting {
  /** Names the message for ever: it travels in the message's metadata. */
  key: string;
  channel: string;
  threadTs: string | null;
  post: () => Promise<string>;
}

/**
 * `wait`: not its turn yet, Slack wants us to wait, or the thread has moved meanwhile. `channel`: where it stands, which may
 * be where the thread was before.
 */
export type Posted =
  | { kind: 'posted'; ts: string; channel: string; fresh: boolean }
  | { kind: 'wait'; until: number };

/** Our clock may have been set right since: a message that is not found would be posted twice. */
const CLOCKS_DIFFER_MS = 24 * 60 * 60_000;
const UNREACHABLE_WAIT_MS = 5_000;

/**
 * Posts a message once, whatever happens between Slack's acceptance and our note of it: a message that was begun is
 * looked for in Slack by its key before it is posted again. Throws AppError `slack-refused`.
 */
export function postOnce({ messages, notifier, clock }: PostOnceDeps) {
  return async ({ key, channel, threadTs, post }: Posting): Promise<Posted> => {
    const turn = await messages.turn(channel, key, clock.now());
    if (turn > clock.now()) return { kind: 'wait', until: turn };
    const place = { channel, threadTs };
    const before = await messages.begin(key, clock.now(), place);
    if (before.kind === 'stale') return { kind: 'wait', until: clock.now() };
    if (before.kind === 'posted')
      return { kind: 'posted', ts: before.ts, channel: before.place?.channel ?? channel, fresh: false };
    if (before.kind === 'begun') {
      const over = before.since + POSTING_GRACE_MS;
      if (clock.now() < over) return { kind: 'wait', until: over };
      const found = await findBegun({ messages, notifier }, key, before);
      if (found) return { kind: 'posted', ...found, fresh: false };
    }
    try {
      const ts = await post();
      await messages.posted(key, ts, place);
      return { kind: 'posted', ts, channel, fresh: true };
    } catch (error) {
      return afterFailure(error, key);
    }
  };

  async function afterFailure(error: unknown, key: string): Promise<Posted> {
    const limited = error instanceof UnavailableError ? error.retryAfterMs : null;
    const unreachable = error instanceof UnavailableError && limited === null;
    // Unreachable leaves the mark: Slack may have the message, the next try looks for it first.
    if (!unreachable) await messages.failed(key);
    if (limited !== null) return { kind: 'wait', until: clock.now() + limited };
    if (unreachable) return { kind: 'wait', until: clock.now() + UNREACHABLE_WAIT_MS };
    throw error;
  }
}

/** Looks in Slack for a message that was begun, wherever that was, and remembers it. Null: it is in none of these places. */
export async function findBegun(
  { messages, notifier }: Pick<PostOnceDeps, 'messages' | 'notifier'>,
  key: string,
  { first, places }: { first: number; places: readonly MessagePlace[] },
): Promise<{ ts: string; channel: string } | null> {
  for (const place of places) {
    const ts = await notifier.find(key, place.channel, place.threadTs, first - CLOCKS_DIFFER_MS);
    if (ts === null) continue;
    await messages.posted(key, ts, place);
    return { ts, channel: place.channel };
  }
  return null;
}

/** The thread, for a note that stays under the card that it was written under, also when the thread has moved since. */
export function standing(thread: Thread, place: { channel: string } | null): Thread {
  return place === null ? thread : { ...thread, channel: place.channel };
}
