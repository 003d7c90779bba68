import type { Redis } from './redis.ts';

const PIECE = 500;

/** Every key that fits the pattern, once; one that comes or goes meanwhile may be among them. */
export async function* scanKeys(redis: Redis, match: string): AsyncIterable<string> {
  const seen = new Set<string>();
  for await (const keys of redis.scanStream({ match, count: PIECE }))
    for (const key of keys as string[]) {
      if (seen.has(key)) continue;
      seen.add(key);
      yield key;
    }
}
