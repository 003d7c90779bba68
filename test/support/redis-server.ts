import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { vi } from 'vitest';
import { freePort } from '../../sandbox/launch/product.ts';
import { findServer } from '../../src/store/embedded-redis.ts';

export interface TestRedis {
  url: string;
  port: number;
  close(): Promise<void>;
}

/** As Faccia wants it; a test may want it otherwise. */
const SETTINGS = { save: '', appendonly: 'yes', 'maxmemory-policy': 'noeviction' };

/** A real server of its own on a free port, with its data in a folder that goes with it. */
export async function startRedis(over: Record<string, string> = {}): Promise<TestRedis> {
  const dir = mkdtempSync(join(tmpdir(), 'faccia-redis-'));
  const port = await freePort();
  const settings = { port: String(port), bind: '127.0.0.1', dir, ...SETTINGS, ...over };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  const server = spawn(findServer().name, args, { stdio: 'ignore' });
  const exited = new Promise((resolve) => server.once('exit', resolve));
  const url = over.requirepass
    ? `redis://:${over.requirepass}@127.0.0.1:${port}`
    : `redis://127.0.0.1:${port}`;
  const close = async () => {
    server.kill('SIGKILL');
    await exited;
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    await vi.waitFor(() => ping(url), { timeout: 10_000, interval: 20 });
  } catch (error) {
    await close();
    throw error;
  }
  return { url, port, close };
}

async function ping(url: string): Promise<void> {
  const redis = new Redis(url, {
    lazyConnect: true,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
  });
  // The rejected call says it; without a listener it is printed too.
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    await redis.ping();
  } finally {
    redis.disconnect();
  }
}
