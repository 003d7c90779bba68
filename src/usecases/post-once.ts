import { UnavailableError } from '../errors.ts';
import { POSTING_GRACE_MS, type SlackMessages } from '../outbox.ts';
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

/** `wait`: not its turn yet, or Slack wants us to wait. */
export type Posted = { kind: 'posted'; ts: string; fresh: boolean } | { kind: 'wait'; until: number };

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
    const before = await messages.begin(key, clock.now());
    if (before.kind === 'posted') return { kind: 'posted', ts: before.ts, fresh: false };
    if (before.kind === 'begun') {
      const over = before.since + POSTING_GRACE_MS;
      if (clock.now() < over) return { kind: 'wait', until: over };
      const found = await notifier.find(key, channel, threadTs, before.first - CLOCKS_DIFFER_MS);
      if (found !== null) {
        await messages.posted(key, found);
        return { kind: 'posted', ts: found, fresh: false };
      }
    }
    try {
      const ts = await post();
      await messages.posted(key, ts);
      return { kind: 'posted', ts, fresh: true };
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
