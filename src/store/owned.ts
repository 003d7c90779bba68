import type { Redis } from './redis.ts';
import type { Database } from './scripts.ts';

/**
 * By a plain command what stands in a key that belongs to one thread; named without the prefix. Where nothing stands, the thread
 * may be packed: then it is unpacked, and read again.
 */
export async function readOwned<T>(
  db: Database,
  name: string,
  read: (redis: Redis, key: string) => Promise<T>,
): Promise<T> {
  const once = () => db.call((redis, prefix) => read(redis, prefix + name));
  const found = await once();
  return isNothing(found) && (await db.run('unpack-key', name)) === 1 ? once() : found;
}

function isNothing(found: unknown): boolean {
  if (Array.isArray(found)) return found.every(isNothing);
  if (typeof found === 'object' && found !== null) return Object.keys(found).length === 0;
  return found === null || found === 0;
}
