import { setTimeout as delay } from 'node:timers/promises';
import { Cluster } from 'ioredis';
import { UnavailableError } from '../errors.ts';
import type { Log } from '../ports.ts';
import type { Redis } from './redis.ts';

export interface CopyingOptions {
  redis: Redis;
  /** Of this workspace: names the server that has its keys. */
  prefix: string;
  /** So many must have a change before its caller hears of it. */
  replicas: number;
  log: Pick<Log, 'warn' | 'info'>;
}

type Arguments = [string, ...(string | number | Buffer)[]];
type Scripts = Record<string, (...args: Arguments) => unknown>;

/** Replicas on a healthy network have it within a few milliseconds. */
const COPY_MS = 1_000;
/** How often it is looked how many replicas there are. */
const LOOK_MS = 2_000;
const MOVED = /^(?:MOVED|ASK|TRYAGAIN) /u;
const TRIES = 4;
const REFRESH_MS = 150;

/**
 * Runs a script and waits until replicas have what it changed: then a failover to one of them loses nothing that anybody
 * was told of. While no replica is connected it goes on alone, and says so: whoever would rather stand still sets Redis's
 * own `min-replicas-to-write`. Throws UnavailableError `store-not-copied`: it is done, and may be lost; every script may
 * run twice.
 */
export function createCopying({ redis, prefix, replicas, log }: CopyingOptions) {
  let known = replicas;
  let lookAt = 0;
  const look = async (): Promise<void> => {
    const online = Math.min(replicas, await onlineReplicas(redis, prefix));
    if (online < known) log.warn('redis-copies-missing', { online, wanted: replicas });
    else if (online > known) log.info('redis-copies-back', { online, wanted: replicas });
    known = online;
    lookAt = performance.now() + LOOK_MS;
  };
  const withCopies = async (name: string, args: Arguments): Promise<unknown> => {
    for (let tries = 1; ; tries += 1) {
      // Both on the connection of the one server that has these keys.
      const both = redis.pipeline();
      (both as unknown as Scripts)[name]?.(...args);
      both.wait(known, COPY_MS);
      const [done, copied] = (await both.exec()) ?? [];
      const error = done?.[0] ?? copied?.[0];
      if (error && MOVED.test(error.message) && tries < TRIES) {
        await newSlots(redis);
        continue;
      }
      if (error) throw error;
      if (Number(copied?.[1]) >= known) return done?.[1];
      await look();
      if (Number(copied?.[1]) >= known) return done?.[1];
      throw notCopied();
    }
  };
  return async (name: string, args: Arguments): Promise<unknown> => {
    if (performance.now() > lookAt) await look();
    if (known > 0) return withCopies(name, args);
    return (redis as unknown as Scripts)[name]?.(...args);
  };
}

/** Of the server that has these keys. */
export async function onlineReplicas(redis: Redis, prefix: string): Promise<number> {
  const answers = await redis.pipeline().exists(`${prefix}mark`).info('replication').exec();
  const [error, info] = answers?.[1] ?? [new Error('Connection is closed.'), ''];
  if (error) throw error;
  return String(info).match(/^slave\d+:.*state=online/gmu)?.length ?? 0;
}

/** A pipeline does not follow a slot that has just moved. */
async function newSlots(redis: Redis): Promise<void> {
  if (redis instanceof Cluster) redis.refreshSlotsCache();
  await delay(REFRESH_MS);
}

function notCopied(): UnavailableError {
  return new UnavailableError(
    'store-not-copied',
    "Faccia's memory (Redis) could not copy this to its replica in time, so it may be lost. Try again in a minute: what " +
      'was done already is not done twice.',
  );
}
