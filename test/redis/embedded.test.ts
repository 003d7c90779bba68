import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../src/ops/clock.ts';
import { startEmbeddedRedis } from '../../src/store/embedded-redis.ts';
import { checkRedis } from '../../src/store/redis-check.ts';
import { silentLog } from '../support/store.ts';

const OWNER = new URL('../support/embedded-owner.ts', import.meta.url).pathname;

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'faccia-embedded-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const start = () => startEmbeddedRedis({ dir, clock: systemClock, log: silentLog });

/** Another process that owns the folder, once it has written what it must not lose. */
async function owner() {
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), OWNER, dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return {
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

async function read(url: string, key: string): Promise<string | null> {
  const redis = new Redis(url);
  try {
    return await redis.get(key);
  } finally {
    redis.disconnect();
  }
}

it('keeps what was acknowledged when its owner is killed, and the next start takes it over', async () => {
  const first = await owner();
  await first.kill();
  const embedded = await start();
  expect(await read(embedded.url, 'acknowledged')).toBe('500');
  await embedded.stop();
});

it('stops with its owner and starts again with its data', async () => {
  const embedded = await start();
  const redis = new Redis(embedded.url);
  await redis.set('kept', 'yes');
  redis.disconnect();
  await embedded.stop();
  const again = await start();
  expect(again.url).not.toBe('');
  expect(await read(again.url, 'kept')).toBe('yes');
  await again.stop();
});

it('refuses a second owner while the first one lives, and says what to do', async () => {
  const first = await owner();
  await expect(start()).rejects.toMatchObject({
    code: 'redis-busy',
    sentence: expect.stringContaining('Stop it first, or give both one Redis with REDIS_URL'),
  });
  await first.kill();
  await (await start()).stop();
});

it('is as Faccia wants a Redis to be', async () => {
  const embedded = await start();
  const redis = new Redis(embedded.url);
  expect(await checkRedis(redis)).toMatchObject({ problems: [], warnings: [], hints: [] });
  await redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
  await redis.config('SET', 'appendonly', 'no');
  const report = await checkRedis(redis);
  expect(report.problems).toEqual([expect.stringContaining('CONFIG SET maxmemory-policy noeviction')]);
  expect(report.warnings).toEqual([expect.stringContaining('CONFIG SET appendonly yes')]);
  redis.disconnect();
  await embedded.stop();
});
