import { SocketModeClient } from '@slack/socket-mode';
import { UnavailableError } from '../errors.ts';
import type { Log } from '../ports.ts';
import { slackLogger } from './clients.ts';
import { translated } from './slack-errors.ts';

/** What Slack sent, and the way to say that we have it. */
export interface SocketEvent {
  ack(response?: unknown): Promise<void>;
  body: Record<string, unknown>;
  retry_num?: number;
  retry_reason?: string;
}

export interface LineOptions {
  appToken: string;
  /** Ends with `/`. */
  apiUrl: string;
  log: Log;
}

/** Slack greets at once; a line that is not greeted is dead. */
const HELLO_MS = 10_000;

/**
 * One connection to Slack. When Slack says that it will renew it, the library would hang up at once and be deaf for five
 * seconds, and what people wait for could not be answered any more: here it stays until its successor stands.
 */
export class SocketLine extends SocketModeClient {
  /** Resolves when Slack asked us to leave it (`leave`), or when it is gone. */
  readonly over: Promise<'leave' | 'gone'>;
  readonly gone: Promise<void>;
  #leave: (how: 'leave') => void = () => undefined;

  constructor({ appToken, apiUrl, log }: LineOptions) {
    super({
      appToken,
      logger: slackLogger(log),
      autoReconnectEnabled: false,
      // An object of its own: the library writes into it.
      clientOptions: { slackApiUrl: apiUrl, retryConfig: { retries: 0 }, timeout: HELLO_MS },
    });
    this.gone = new Promise((resolve) => this.on('disconnected', () => resolve()));
    const asked = new Promise<'leave'>((resolve) => {
      this.#leave = resolve;
    });
    this.over = Promise.race([asked, this.gone.then(() => 'gone' as const)]);
  }

  /** Throws UnavailableError, and SlackRefusedError when Slack does not take the token. */
  async open(): Promise<void> {
    let late: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_resolve, reject) => {
      late = setTimeout(() => reject(new Error('Slack did not greet.')), HELLO_MS);
    });
    try {
      await translated(() => Promise.race([this.start(), tooLate, this.#ended()]));
    } catch (error) {
      void this.disconnect();
      throw error;
    } finally {
      clearTimeout(late);
    }
  }

  protected override async onWebSocketMessage(data: string | ArrayBuffer, isBinary: boolean): Promise<void> {
    if (!isBinary && isDisconnect(data)) this.#leave('leave');
    else await super.onWebSocketMessage(data, isBinary);
  }

  /** The library rejects with nothing when a line ends before it stood. */
  async #ended(): Promise<never> {
    await this.gone;
    throw new UnavailableError('slack-unavailable', 'Slack closed the connection before it stood.');
  }
}

function isDisconnect(data: string | ArrayBuffer): boolean {
  try {
    return (JSON.parse(String(data)) as { type?: unknown }).type === 'disconnect';
  } catch {
    return false;
  }
}
