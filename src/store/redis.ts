import { setTimeout as delay } from 'node:timers/promises';
import { Cluster, Redis as Server } from 'ioredis';
import { type RedisAddress, redisAddress } from '../domain/redis-address.ts';
import type { Log } from '../ports.ts';

/** A server (or the master that the sentinels name), or a cluster: all keys of a workspace are in one place of it. */
export type Redis = Server | Cluster;
export type { Server };

const COMMAND_TIMEOUT_MS = 5_000;
const CONNECT_TIMEOUT_MS = 5_000;

const again = (times: number): number => Math.min(50 * 2 ** Math.min(times, 6), 2_000);

/**
 * A connection that reconnects by itself and never keeps a caller waiting for long: with Redis away a command fails
 * after the second try. A command whose answer was lost is sent again, so every script can be run twice.
 */
export function connectRedis(url: string, log: Log): Redis {
  const redis = connectTo(redisAddress(url));
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

function connectTo(address: RedisAddress): Redis {
  const limits = {
    maxRetriesPerRequest: 1,
    commandTimeout: COMMAND_TIMEOUT_MS,
    connectTimeout: CONNECT_TIMEOUT_MS,
  };
  if (address.kind === 'one') return new Server(address.url, { ...limits, retryStrategy: again });
  if (address.kind === 'cluster') return connectCluster(address, limits);
  return new Server({ ...sentinelOptions(address), ...limits, retryStrategy: again });
}

type Limits = { maxRetriesPerRequest: number | null; commandTimeout?: number; connectTimeout?: number };

function connectCluster(address: RedisAddress & { kind: 'cluster' }, limits: Limits): Cluster {
  return new Cluster([...address.hosts], {
    clusterRetryStrategy: again,
    // A failover takes seconds: nobody who clicks waits for its end.
    maxRedirections: 8,
    retryDelayOnFailover: 200,
    retryDelayOnClusterDown: 200,
    retryDelayOnTryAgain: 100,
    slotsRefreshTimeout: 2_000,
    slotsRefreshInterval: 5_000,
    redisOptions: { ...credentials(address), ...limits },
  });
}

function credentials({ username, password, tls }: Exclude<RedisAddress, { kind: 'one' }>): object {
  return {
    ...(username === null ? {} : { username }),
    ...(password === null ? {} : { password }),
    ...(tls ? { tls: {} } : {}),
  };
}

/** For every connection by way of sentinels. */
function sentinelOptions(address: RedisAddress & { kind: 'sentinel' }) {
  return {
    sentinels: [...address.hosts],
    name: address.name,
    db: address.db,
    ...credentials(address),
    sentinelRetryStrategy: again,
    sentinelCommandTimeout: 2_000,
    // A master that became a replica while we were connected: the sentinels know the new one.
    reconnectOnError: (error: Error) => (error.message.startsWith('READONLY') ? (2 as const) : false),
  };
}

/** A cluster that is away keeps commands without end; a server does not. */
export async function inTime<T>(redis: Redis, work: Promise<T>): Promise<T> {
  if (!(redis instanceof Cluster)) return work;
  const over = new AbortController();
  const late = delay(COMMAND_TIMEOUT_MS, undefined, { signal: over.signal }).then(() => {
    throw new Error('Command timed out');
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    over.abort();
  }
}

export type QueueLimits = Pick<Limits, 'maxRetriesPerRequest'> & { enableOfflineQueue?: boolean };

/** What the queues make their connections of. A cluster's are to be closed by whoever asked for them. */
export function queueConnections(url: string): (over: QueueLimits) => object {
  const address = redisAddress(url);
  return (over) => {
    if (address.kind === 'one') return { url: address.url, ...over };
    if (address.kind === 'sentinel') return { ...sentinelOptions(address), ...over };
    const cluster = connectCluster(address, { maxRetriesPerRequest: over.maxRetriesPerRequest });
    // Whoever uses it hears of it too.
    cluster.on('error', () => undefined);
    return cluster;
  };
}

/** Every server that holds data: for looking at them one by one. */
export async function mastersOf(redis: Redis): Promise<Server[]> {
  if (!(redis instanceof Cluster)) return [redis];
  // It knows its servers once one of them has answered.
  await inTime(redis, redis.ping());
  return redis.nodes('master');
}

/** The one server that has the keys of this workspace: for what is about a server, not about keys. */
export async function homeOf(redis: Redis, prefix: string): Promise<Server> {
  for (const server of await mastersOf(redis)) {
    try {
      await server.exists(`${prefix}mark`);
      return server;
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('MOVED '))) throw error;
    }
  }
  throw new Error('CLUSTERDOWN Nobody has these keys.');
}
