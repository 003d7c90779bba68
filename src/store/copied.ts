import { setTimeout as delay } from 'node:timers/promises';
import { Cluster } from 'ioredis';
import { UnavailableError } from '../errors.ts';
import type { Redis } from './redis.ts';

/** One script on a connection, by its name. */
type Script = (key: string, ...args: (string | number)[]) => unknown;

/** Replicas on a healthy network have it within a few milliseconds. */
const COPY_MS = 1_000;
const MOVED = /^(?:MOVED|ASK|TRYAGAIN) /u;
const TRIES = 4;
const REFRESH_MS = 150;

/**
 * Runs the script and waits until so many replicas have what it changed: then a failover to one of them loses nothing
 * that anybody was told of. Throws UnavailableError `store-not-copied`: it is done, and may be lost; every script may
 * run twice.
 */
export async function runCopied(
  redis: Redis,
  name: string,
  args: [string, ...(string | number)[]],
  replicas: number,
): Promise<unknown> {
  for (let tries = 1; ; tries += 1) {
    // Both on the connection of the one server that has these keys.
    const both = redis.pipeline();
    (both as unknown as Record<string, Script>)[name]?.(...args);
    both.wait(replicas, COPY_MS);
    const [done, copied] = (await both.exec()) ?? [];
    const error = done?.[0] ?? copied?.[0];
    if (error && MOVED.test(error.message) && tries < TRIES) {
      await newSlots(redis);
      continue;
    }
    if (error) throw error;
    if (Number(copied?.[1]) < replicas) throw notCopied();
    return done?.[1];
  }
}

/** A pipeline does not follow a slot that has just moved. */
async function newSlots(redis: Redis): Promise<void> {
  if (redis instanceof Cluster) redis.refreshSlotsCache();
  await delay(REFRESH_MS);
}

function notCopied(): UnavailableError {
  return new UnavailableError(
    'store-not-copied',
    "Faccia's memory (Redis) has no replica that keeps a copy of this now, so it may be lost. Try again in a minute: what " +
      'was done already is not done twice.',
  );
}
