import { type Logger, LogLevel, WebClient, WebClientEvent } from '@slack/web-api';
import type { Log } from '../ports.ts';
import { type Meter, NO_METER } from '../seeing.ts';

export interface ClientOptions {
  token: string;
  /** Ends with `/`. */
  apiUrl: string;
  log: Log;
  meter?: Meter;
}

/** For what people wait for: gives up at once, because a window opens within 3 seconds or not at all. */
export function createInteractiveClient(options: ClientOptions): WebClient {
  return createClient(options, 2_500);
}

/** For cards and notes. Apart from the other one: Slack's "wait" to one call holds every call of a client. */
export function createPostingClient(options: ClientOptions): WebClient {
  return createClient(options, 10_000);
}

function createClient({ token, apiUrl, log, meter = NO_METER }: ClientOptions, timeout: number): WebClient {
  const client = new WebClient(token, {
    slackApiUrl: apiUrl,
    timeout,
    // Sent once: whoever sends must know whether Slack has it.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: slackLogger(log),
  });
  client.on(WebClientEvent.RATE_LIMITED, (_seconds: number, { url = '' }: { url?: string }) => {
    const method = url.slice(url.lastIndexOf('/') + 1);
    log.warn('slack-limited', { method });
    meter.slackLimited(method);
  });
  return client;
}

/** Slack's libraries print tokens, tickets and people's words at debug: that level does not exist here. */
export function slackLogger(log: Log): Logger {
  const say =
    (level: 'info' | 'warn' | 'error') =>
    (...parts: unknown[]) =>
      log[level]('slack-library', {
        message: parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' '),
      });
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: say('warn'),
    error: say('error'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}
