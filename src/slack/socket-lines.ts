import { setTimeout as delay } from 'node:timers/promises';
import type { App, Receiver } from '@slack/bolt';
import { AppError } from '../errors.ts';
import type { Log } from '../ports.ts';
import { DEAD_TOKEN_CODES, SlackRefusedError } from './slack-errors.ts';
import { type LineOptions, type SocketEvent, SocketLine } from './socket-line.ts';

export interface SocketLines extends Receiver {
  /** Null: at least one line stands. */
  problem(): string | null;
}

/** Slack sends each event to one of them. With two, one that breaks leaves nobody deaf. */
const LINES = 2;
/** Slack closes a line some ten seconds after it said so. */
const LEAVE_MS = 15_000;
const HANG_UP_MS = 500;
const AGAIN_MS = [100, 1_000, 2_000, 5_000, 10_000, 30_000];
const MAKING = 'The connection to Slack (Socket Mode) is being made again.';

/** Socket Mode for Bolt, on two lines, each of which is replaced before it ends. */
export function createSocketLines(options: LineOptions): SocketLines {
  const { log } = options;
  const stopping = new AbortController();
  const standing = new Set<SocketLine>();
  let problem = 'Slack is not connected yet.';
  let app: App | null = null;
  let keeping: Promise<void>[] = [];

  const open = async (): Promise<SocketLine> => {
    const line = new SocketLine(options);
    line.on('slack_event', (event: SocketEvent) => void deliver(app, event, log));
    await line.open();
    standing.add(line);
    problem = MAKING;
    void line.gone.then(() => standing.delete(line));
    return line;
  };
  const pause = (failed: number): Promise<void> => {
    const ms = AGAIN_MS[Math.min(failed, AGAIN_MS.length) - 1] ?? 0;
    return delay(ms, undefined, { signal: stopping.signal }).catch(() => undefined);
  };
  /** `first`: a line that stands already. */
  const keep = async (first: SocketLine | null): Promise<void> => {
    let [line, failed] = [first, 0];
    while (!stopping.signal.aborted) {
      const before = line;
      try {
        if (before) await before.over;
        if (stopping.signal.aborted) return;
        line = await open();
        failed = 0;
        if (before) void leave(before);
      } catch (error) {
        failed += 1;
        problem = sentenceOf(error);
        log[failed === 1 ? 'warn' : 'debug']('slack-line-failed', { error });
        await pause(failed);
      }
    }
  };

  return {
    init(given) {
      app = given;
    },
    async start() {
      let first: SocketLine | null = null;
      try {
        first = await open();
      } catch (error) {
        if (isDead(error)) throw tokenRefused(error);
        problem = sentenceOf(error);
        log.warn('slack-line-failed', { error });
      }
      keeping = Array.from({ length: LINES }, (_, index) => keep(index === 0 ? first : null));
    },
    async stop() {
      stopping.abort();
      await Promise.race([Promise.all([...standing].map((line) => line.disconnect())), delay(HANG_UP_MS)]);
      await Promise.race([Promise.all(keeping), delay(HANG_UP_MS)]);
      // One may have been opened meanwhile.
      for (const line of standing) void line.disconnect();
    },
    problem: () => (standing.size > 0 ? null : problem),
  };
}

/** Slack ends it itself, after the last event that it sent there; whoever does not, is left. */
async function leave(line: SocketLine): Promise<void> {
  await Promise.race([line.gone, delay(LEAVE_MS, undefined, { ref: false })]);
  await line.disconnect();
}

async function deliver(app: App | null, event: SocketEvent, log: Log): Promise<void> {
  let answered = false;
  const ack = async (response?: unknown): Promise<void> => {
    if (answered) return;
    answered = true;
    await event.ack(response);
  };
  try {
    const { body, retry_num: retryNum, retry_reason: retryReason } = event;
    await app?.processEvent({
      body,
      ack,
      customProperties: {},
      ...(retryNum === undefined ? {} : { retryNum }),
      ...(retryReason === undefined ? {} : { retryReason }),
    });
  } catch (error) {
    log.error('slack-event-failed', { error });
  }
}

function isDead(error: unknown): boolean {
  return error instanceof SlackRefusedError && DEAD_TOKEN_CODES.includes(error.slackCode);
}

function sentenceOf(error: unknown): string {
  if (isDead(error)) return tokenRefused(error).sentence;
  return error instanceof AppError ? `${MAKING} ${error.sentence}` : MAKING;
}

function tokenRefused(cause: unknown): AppError {
  const sentence =
    'Slack does not accept SLACK_APP_TOKEN: make one with connections:write on the page "Basic Information".';
  return new AppError({ code: 'slack-auth', sentence, cause });
}
