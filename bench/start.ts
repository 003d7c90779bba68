import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../sandbox/launch/product.ts';
import type { Stage } from '../sandbox/launch/stage.ts';
import type { SandboxX } from '../sandbox/x/server.ts';
import { startRedis } from '../test/support/redis-server.ts';
import { buildProduct } from './build.ts';
import { benchDesk, benchUsers } from './desk.ts';
import type { Report } from './figures.ts';
import { median, medianRatio } from './numbers.ts';
import { inRoom } from './room.ts';

const ROUNDS = 5;
const WARM_UP = 1;
/** What is only needed for starting may go before memory is looked at. */
const IDLE_MS = 1_000;
const READY_MS = 60_000;
const LOOK_MS = 5;

interface Started {
  readyMs: number;
  /** Resident, in MB. */
  rss: number;
}

/** From the start of the process until `/readyz` says so, and the memory that it takes then, beside a minimal app. */
export async function start(report: Report): Promise<void> {
  const built = buildProduct();
  const server = await startRedis();
  const options = {
    users: benchUsers(2),
    channels: [{ id: 'C0BENCH', name: 'bench' }],
    desk: benchDesk(),
    env: { REDIS_URL: server.url, LOG_LEVEL: 'warn' },
    prepare: ({ world }: SandboxX) => void world.addUser({ username: 'acme', kind: 'brand' }),
  };
  try {
    await inRoom(options, async (stage, over) => {
      stage.product.kill('SIGTERM');
      await stage.product.exited;
      const scripts = {
        faccia: `${built}/src/main.js`,
        minimal: fileURLToPath(new URL('./minimal-app.mjs', import.meta.url)),
      };
      const found = { faccia: [] as Started[], minimal: [] as Started[] };
      for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
        const order = round % 2 === 0 ? (['faccia', 'minimal'] as const) : (['minimal', 'faccia'] as const);
        for (const name of order) {
          const started = await once(scripts[name], stage, over);
          if (round >= WARM_UP) found[name].push(started);
        }
      }
      say(report, found);
    });
  } finally {
    await server.close();
  }
}

function say(report: Report, found: Record<'faccia' | 'minimal', Started[]>): void {
  const of = (name: 'faccia' | 'minimal', what: keyof Started) => found[name].map((started) => started[what]);
  for (const name of ['faccia', 'minimal'] as const)
    report.say(
      `${name}: ready after ${median(of(name, 'readyMs')).toFixed(0)} ms, ${median(of(name, 'rss')).toFixed(0)} MB`,
    );
  report.figure('start_ready_ratio', medianRatio(of('faccia', 'readyMs'), of('minimal', 'readyMs')));
  report.figure('start_rss_ratio', medianRatio(of('faccia', 'rss'), of('minimal', 'rss')));
}

async function once(script: string, { env, dir }: Stage, over: AbortSignal): Promise<Started> {
  const port = await freePort();
  const begin = performance.now();
  const child = spawn(process.execPath, [script], {
    cwd: dir,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env(), PORT: String(port) },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const kill = () => void child.kill('SIGKILL');
  over.addEventListener('abort', kill);
  try {
    await untilReady(child, `http://127.0.0.1:${port}/readyz`);
    const readyMs = performance.now() - begin;
    await delay(IDLE_MS);
    return { readyMs, rss: residentMb(child.pid ?? 0) };
  } finally {
    child.kill('SIGTERM');
    const late = setTimeout(kill, 5_000);
    await exited;
    clearTimeout(late);
    over.removeEventListener('abort', kill);
  }
}

async function untilReady(child: ChildProcess, url: string): Promise<void> {
  for (const end = Date.now() + READY_MS; Date.now() < end && child.exitCode === null; ) {
    try {
      if ((await fetch(url)).ok) return;
    } catch {
      // It does not listen yet.
    }
    await delay(LOOK_MS);
  }
  throw new Error(`${child.spawnargs[1]} is not ready.`);
}

function residentMb(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+)/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}
