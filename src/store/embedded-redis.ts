import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { Redis } from 'ioredis';
import { AppError } from '../errors.ts';
import type { Clock, Log } from '../ports.ts';

export interface EmbeddedRedisOptions {
  /** Holds the data, for ever. */
  dir: string;
  clock: Clock;
  log: Log;
}

export interface EmbeddedRedis {
  url: string;
  stop(): Promise<void>;
}

interface Running {
  port: number;
  /** The Faccia process that uses it. */
  owner: number;
}

/** Under the working folder. */
export const EMBEDDED_DIR = '.faccia/redis';
const READY_MS = 15_000;
const MOST_PORTS = 3;
const SERVERS = ['redis-server', 'valkey-server'];

/**
 * A Redis of our own on loopback, for one machine. Every acknowledged write is on the disk. It stops with us; when we
 * were killed it lives on, and the next start takes it over with all its data.
 */
export async function startEmbeddedRedis(options: EmbeddedRedisOptions): Promise<EmbeddedRedis> {
  const dir = resolve(options.dir);
  mkdirSync(dir, { recursive: true });
  const file = join(dir, 'running.json');
  const running = readRunning(file);
  if (running && (await answers(running.port, dir))) {
    if (running.owner !== process.pid && isAlive(running.owner)) throw busy(dir, running.owner);
    options.log.info('redis-taken-over', { port: running.port });
    return use(running.port, dir, file);
  }
  return use(await launchSomewhere(dir, options), dir, file);
}

/** Between asking for a free port and using it, another program may have been given it. */
async function launchSomewhere(dir: string, options: EmbeddedRedisOptions): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    try {
      await launch(port, dir, options);
      return port;
    } catch (error) {
      if (attempt === MOST_PORTS || !lastWords(dir).includes('Address already in use')) throw error;
    }
  }
}

function use(port: number, dir: string, file: string): EmbeddedRedis {
  writeFileSync(`${file}.new`, JSON.stringify({ port, owner: process.pid }));
  renameSync(`${file}.new`, file);
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      await shutDown(port, dir);
      rmSync(file, { force: true });
    },
  };
}

/** A server that obeys closes the connection instead of answering. */
async function shutDown(port: number, dir: string): Promise<void> {
  try {
    await withClient(port, (redis) => redis.shutdown('NOSAVE'));
  } catch (error) {
    if (await answers(port, dir)) throw error;
  }
}

async function launch(port: number, dir: string, { clock, log }: EmbeddedRedisOptions): Promise<void> {
  const binary = findServer().name;
  const output = openSync(join(dir, 'redis.log'), 'a');
  const settings = {
    port: String(port),
    bind: '127.0.0.1',
    dir,
    appendonly: 'yes',
    appendfsync: 'always',
    save: '',
    'maxmemory-policy': 'noeviction',
    // A thread, a post or a reply then takes a third of the memory: their texts are longer than Redis's 64 bytes.
    'hash-max-listpack-value': '1024',
    daemonize: 'no',
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  // A process group of its own: Ctrl-C in a terminal is for us, and we still write when we hear it.
  const child = spawn(binary, args, { detached: true, stdio: ['ignore', output, output] });
  let ended = false;
  child.once('exit', () => {
    ended = true;
  });
  child.unref();
  const end = clock.now() + READY_MS;
  while (!(await answers(port, dir))) {
    if (ended || clock.now() > end) throw notReady(dir);
    await clock.sleep(25);
  }
  log.info('redis-started', { binary, port, dir });
}

/** Where our own server answers, when one runs in this folder. Changes nothing. */
export async function findEmbeddedRedis(folder: string): Promise<string | null> {
  const dir = resolve(folder);
  const running = readRunning(join(dir, 'running.json'));
  return running && (await answers(running.port, dir)) ? `redis://127.0.0.1:${running.port}` : null;
}

/** The first server on the PATH. */
export function findServer(): { name: string; version: string } {
  for (const name of SERVERS) {
    const { status, stdout } = spawnSync(name, ['--version'], { encoding: 'utf8' });
    if (status === 0) return { name, version: /\bv=(\d[\d.]*)/u.exec(stdout)?.[1] ?? '' };
  }
  throw new AppError({
    code: 'redis-missing',
    sentence:
      'There is no redis-server on this machine. Install it (Debian: apt-get install redis-server, macOS: brew install redis) or set REDIS_URL.',
  });
}

/** True for a server that answers and works in our folder: ports are used again by others. */
async function answers(port: number, dir: string): Promise<boolean> {
  try {
    const [, where] = (await withClient(port, (redis) => redis.config('GET', 'dir'))) as string[];
    return where === dir;
  } catch {
    return false;
  }
}

async function withClient<T>(port: number, work: (redis: Redis) => Promise<T>): Promise<T | null> {
  const redis = new Redis(port, '127.0.0.1', {
    lazyConnect: true,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
  });
  // Without a listener a refused connection is printed; the caller hears of it by the rejected call.
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return await work(redis);
  } finally {
    redis.disconnect();
  }
}

function readRunning(file: string): Running | null {
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Running;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function busy(dir: string, owner: number): AppError {
  return new AppError({
    code: 'redis-busy',
    sentence: `Another Faccia (process ${owner}) uses ${dir}. Stop it first, or give both one Redis with REDIS_URL.`,
  });
}

function notReady(dir: string): AppError {
  return new AppError({
    code: 'redis-not-started',
    sentence: `The embedded Redis did not start in ${dir}. It says: ${lastWords(dir)}`,
  });
}

function lastWords(dir: string): string {
  const log = join(dir, 'redis.log');
  return existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-3).join(' | ') : '';
}
