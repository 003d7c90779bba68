import { randomUUID } from 'node:crypto';
import type { Clock, Log } from '../ports.ts';
import { storeLost, translated } from './errors.ts';
import { keyPrefix } from './keys.ts';
import type { Redis } from './redis.ts';

export interface StoreGuardOptions {
  redis: Redis;
  /** Slack team id. */
  workspace: string;
  clock: Clock;
  log: Log;
}

/**
 * Notices when Redis has lost its data while we run, as after a failover to an empty replica: an empty store would let a
 * source begin anew and an answer go out twice. The mark is written once, when a process starts on a store without one;
 * a running process never writes it again, so only the old data (or a restart) makes it go on.
 */
export interface StoreGuard {
  /** Stands in the store for as long as its data does. Every script compares it. */
  readonly mark: string;
  /** Grows with each connection that ends: behind the next one there may be another server. */
  connection(): number;
  /** Free while the connection is known to lead to our data. Throws UnavailableError `store-lost`. */
  check(): Promise<void>;
  /** A script found the mark missing. */
  lose(): void;
  /** A sentence for operations while the data is away. */
  problem(): string | null;
  /** Called with true when the data was lost, and with false when it is back. */
  onChange(listener: (lost: boolean) => void): void;
  /** Looks every few seconds, until the signal. */
  watch(signal: AbortSignal): Promise<void>;
}

const EVERY_MS = 2_000;

/** Throws UnavailableError while Redis is away. */
export async function openStoreGuard({
  redis,
  workspace,
  clock,
  log,
}: StoreGuardOptions): Promise<StoreGuard> {
  const key = `${keyPrefix(workspace)}mark`;
  const mark = await translated(() => markOf(redis, key));
  const listeners: ((lost: boolean) => void)[] = [];
  let connection = 0;
  let known = -1;
  let lost = false;
  let looking: Promise<void> | null = null;

  const become = (now: boolean): void => {
    if (lost === now) return;
    lost = now;
    if (lost) log.error('store-lost', { error: storeLost() });
    else log.info('store-found-again');
    for (const listener of listeners) listener(lost);
  };
  /** Over and over while the connection changes under it. */
  const look = async (): Promise<void> => {
    for (let before = -1; before !== connection; ) {
      before = connection;
      become((await translated(() => redis.get(key))) !== mark);
    }
    if (!lost) known = connection;
  };
  const lookOnce = (): Promise<void> => {
    looking ??= look().finally(() => {
      looking = null;
    });
    return looking;
  };
  const lookQuietly = async (): Promise<void> => {
    try {
      await lookOnce();
    } catch (error) {
      // Whoever needs the store meets the same and says it; the next look is near.
      log.debug('store-not-looked-at', { error });
    }
  };
  // In a cluster another server takes over while the others stay.
  for (const ended of ['close', '-node', '+node'])
    redis.on(ended as 'close', () => {
      connection += 1;
    });
  redis.on('ready', () => void lookQuietly());

  return {
    mark,
    connection: () => connection,
    async check() {
      if (!lost && known !== connection) await lookOnce();
      if (lost) throw storeLost();
    },
    lose: () => become(true),
    problem: () => (lost ? storeLost().sentence : null),
    onChange: (listener) => void listeners.push(listener),
    async watch(signal) {
      while (!signal.aborted) {
        await lookQuietly();
        await clock.sleep(EVERY_MS, signal);
      }
    },
  };
}

/** Two processes that start at once agree: the first mark stays. */
async function markOf(redis: Redis, key: string): Promise<string> {
  const mine = randomUUID();
  await redis.set(key, mine, 'NX');
  return (await redis.get(key)) ?? mine;
}
