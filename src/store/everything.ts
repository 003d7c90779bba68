import type { Held } from '../forgetting.ts';
import type { Redis } from './redis.ts';
import { scanKeys } from './scan-keys.ts';

/** Jobs hold ids only, and are gone after a day. */
const QUEUE = 'queue:';

/** Every key of the workspace with all that stands in it. */
export async function* everything(redis: Redis, prefix: string): AsyncIterable<Held> {
  for await (const full of scanKeys(redis, `${prefix}*`)) {
    const key = full.slice(prefix.length);
    if (key.startsWith(QUEUE)) continue;
    const type = await redis.type(full);
    yield { key, type, parts: await partsOf(redis, full, type) };
  }
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
