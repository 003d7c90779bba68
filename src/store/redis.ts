import { Redis } from 'ioredis';
import type { Log } from '../ports.ts';

export type { Redis };

const COMMAND_TIMEOUT_MS = 5_000;

/**
 * A connection that reconnects by itself and never keeps a caller waiting for long: with Redis away a command fails
 * after the second try. A command whose answer was lost is sent again, so every script can be run twice.
 */
export function connectRedis(url: string, log: Log): Redis {
  const redis = new Redis(url, {
    maxRetriesPerRequest: 1,
    commandTimeout: COMMAND_TIMEOUT_MS,
    connectTimeout: 5_000,
    retryStrategy: (times) => Math.min(50 * 2 ** Math.min(times, 6), 2_000),
  });
  let away = false;
  redis.on('error', (error) => {
    if (!away) log.warn('redis-away', { error });
    away = true;
  });
  redis.on('ready', () => {
    if (away) log.info('redis-back');
    away = false;
  });
  return redis;
}
