import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from '../../sandbox/launch/product.ts';
import { systemClock } from '../../src/ops/clock.ts';
import { findServer } from '../../src/store/embedded-redis.ts';

export interface TestRedis {
  url: string;
  port: number;
  /** Where its files are. */
  dir: string;
  /** One command on a connection of its own. */
  command(name: string, ...args: string[]): Promise<unknown>;
  /** Killed, as in a crash; its data stays. */
  stop(): Promise<void>;
  /** Again, on the same port with the same data. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/** As Faccia wants it; a test may want it otherwise. */
const SETTINGS = { save: '', appendonly: 'yes', appendfsync: 'always', 'maxmemory-policy': 'noeviction' };

const START_MS = 10_000;

/** A real server of its own on a free port, with its data in a folder that goes with it. */
export async function startRedis(over: Record<string, string> = {}): Promise<TestRedis> {
  const dir = mkdtempSync(join(tmpdir(), 'faccia-redis-'));
  const port = Number(over.port ?? (await freePort()));
  const settings = { bind: '127.0.0.1', dir, ...SETTINGS, ...over, port: String(port) };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  const password = over.requirepass ? `:${over.requirepass}@` : '';
  const url = `redis://${password}127.0.0.1:${port}`;
  let stop = () => Promise.resolve();
  const server: TestRedis = {
    url,
    port,
    dir,
    command: (name, ...rest) => withClient(url, (redis) => redis.call(name, ...rest)),
    stop: () => stop(),
    async start() {
      const child = spawn(findServer().name, args, { stdio: 'ignore' });
      const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      stop = () => {
        child.kill('SIGKILL');
        return exited;
      };
      await untilAnswers(url);
    },
    async close() {
      await stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
  try {
    await server.start();
    return server;
  } catch (error) {
    await server.close();
    throw error;
  }
}

async function untilAnswers(url: string): Promise<void> {
  for (const end = Date.now() + START_MS; ; ) {
    try {
      await withClient(url, (redis) => redis.ping());
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await systemClock.sleep(20);
    }
  }
}

async function withClient<T>(url: string, work: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url, {
    lazyConnect: true,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
  });
  // The rejected call says it; without a listener it is printed too.
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return await work(redis);
  } finally {
    redis.disconnect();
  }
}
