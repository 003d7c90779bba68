import { mastersOf, type Redis } from './redis.ts';

const PIECE = 500;

/** Every key that fits the pattern, once, on whichever server of a cluster; one that comes or goes meanwhile may be among them. */
export async function* scanKeys(redis: Redis, match: string): AsyncIterable<string> {
  const seen = new Set<string>();
  for (const server of await mastersOf(redis))
    for await (const keys of server.scanStream({ match, count: PIECE }))
      for (const key of keys as string[]) {
        if (seen.has(key)) continue;
        seen.add(key);
        yield key;
      }
}
