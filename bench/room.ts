import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createStage, type Stage, type StageOptions } from '../sandbox/launch/stage.ts';
import { systemClock } from '../src/ops/clock.ts';
import { createLogger } from '../src/ops/logger.ts';
import { EMBEDDED_DIR, findEmbeddedRedis, startEmbeddedRedis } from '../src/store/embedded-redis.ts';
import { buildProduct } from './build.ts';

const PATIENCE_MS = 120_000;

/** Work with Faccia, built as for production, between a local Slack and a local X. However it ends, no process and no file stays. */
export async function inRoom(
  options: Omit<StageOptions, 'dir'>,
  work: (stage: Stage, over: AbortSignal) => Promise<void>,
): Promise<void> {
  buildProduct();
  const dir = mkdtempSync(join(tmpdir(), 'faccia-bench-'));
  const over = new AbortController();
  let stage: Stage | null = null;
  try {
    stage = await createStage({ ...options, dir });
    await Promise.race([work(stage, over.signal), interrupted()]);
  } finally {
    over.abort();
    await stage?.close();
    await stopLeftRedis(join(dir, EMBEDDED_DIR));
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Asks again until the answer is true. Throws when that takes too long: a benchmark that hangs says nothing. */
export async function until(what: string, check: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await check())) {
    if (Date.now() > end) throw new Error(`Waited too long: ${what}.`);
    await delay(100);
  }
}

/** Ctrl-C comes to us and, by npm, once more: the second must not cut the cleaning short. */
export function interrupted(): Promise<never> {
  return new Promise((_resolve, reject) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const)
      process.on(name, () => reject(new Error(`Stopped by ${name}.`)));
  });
}

/** A Faccia that crashed leaves its Redis running; it is taken over and stopped as the next start would do. */
async function stopLeftRedis(dir: string): Promise<void> {
  if ((await findEmbeddedRedis(dir)) === null) return;
  const left = await startEmbeddedRedis({ dir, clock: systemClock, log: createLogger('warn') });
  await left.stop();
}
