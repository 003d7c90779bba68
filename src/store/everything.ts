import type { Held } from '../forgetting.ts';
import type { ThreadRecord } from '../keeping.ts';
import { packedThreads } from './packing.ts';
import type { Redis } from './redis.ts';
import { scanKeys } from './scan-keys.ts';

/** Jobs hold ids only, and are gone after a day; what is packed is told as if it were not. */
const APART = /^(?:queue:|packed:|packed-names:|packed-words$)/u;

/**
 * Every key of the workspace whose name begins so, with all that stands in it; one that is packed or unpacked meanwhile may be
 * told twice. Whoever changes what is packed unpacks it first (`unpack-key`), or has a script do it.
 */
export async function* everything(redis: Redis, prefix: string, begins = ''): AsyncIterable<Held> {
  const told = new Set<string>();
  yield* packedHeld(redis, prefix, begins, told);
  for await (const full of scanKeys(redis, `${prefix}${begins}*`)) {
    const key = full.slice(prefix.length);
    if (APART.test(key)) continue;
    const type = await redis.type(full);
    yield { key, type, parts: await partsOf(redis, full, type) };
  }
  // What was packed while the others were read.
  yield* packedHeld(redis, prefix, begins, told);
}

/** What is packed of threads that were not told yet. */
async function* packedHeld(
  redis: Redis,
  prefix: string,
  begins: string,
  told: Set<string>,
): AsyncIterable<Held> {
  for await (const { id, keys } of packedThreads(redis, prefix)) {
    if (told.has(id)) continue;
    told.add(id);
    for (const [key, type, value] of keys)
      if (key.startsWith(begins)) yield { key, type, parts: packedParts(type, value) };
  }
}

function packedParts(type: string, value: ThreadRecord['keys'][number][2]): string[] {
  if (type === 'string') return [value as string];
  if (type === 'hash') return (value as string[][]).flat();
  return type === 'zset' ? (value as string[][]).map(([member = '']) => member) : (value as string[]);
}

async function partsOf(redis: Redis, key: string, type: string): Promise<string[]> {
  switch (type) {
    case 'hash':
      return Object.entries(await redis.hgetall(key)).flat();
    case 'zset':
      return redis.zrange(key, '0', '-1');
    case 'set':
      return redis.smembers(key);
    case 'list':
      return redis.lrange(key, 0, -1);
    case 'string':
      return [(await redis.get(key)) ?? ''];
    case 'stream':
      return (await redis.xrange(key, '-', '+')).map(([id, flat]) => JSON.stringify([id, flat]));
    default:
      return [];
  }
}
