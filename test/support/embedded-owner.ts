import { Redis } from 'ioredis';
import { systemClock } from '../../src/ops/clock.ts';
import { startEmbeddedRedis } from '../../src/store/embedded-redis.ts';
import { silentLog } from './store.ts';

// A process with an embedded Redis of its own, which says what was acknowledged and then waits to be killed.
const embedded = await startEmbeddedRedis({
  dir: process.argv[2] ?? '',
  clock: systemClock,
  log: silentLog,
});
const redis = new Redis(embedded.url);
for (let count = 1; count <= 500; count += 1) await redis.set('acknowledged', count);
process.stdout.write('acknowledged 500\n');
