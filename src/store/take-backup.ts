import { AppError } from '../errors.ts';
import type { BackupLine } from './backup-file.ts';
import { keyPrefix } from './keys.ts';
import { homeOf, type Redis, type Server } from './redis.ts';
import { scanKeys } from './scan-keys.ts';

export interface TakeBackupOptions {
  redis: Redis;
  /** Slack team id. */
  workspace: string;
  /** Nothing else writes: the server is not asked what changed meanwhile. */
  offline: boolean;
  write(line: BackupLine): Promise<void>;
}

/** What a restored desk makes anew, or must not believe: BullMQ's jobs (the outbox has them), leases, locks and started links. */
const LEFT_OUT = /^(?:queue:|lease:|lock:|pace:|turn:|writing:|attempt:|ticket:|readers$)/u;
const BATCH = 200;
/** So few keys are copied while nobody may write. */
const FEW = 300;
const MOST_ROUNDS = 50;
const PAUSE_MS = 4_000;

/**
 * Copies all keys of a workspace as they stand at one moment, while everybody works: what changes during the copy is
 * copied again, the last of it while writers wait. Answers how many lines were written.
 */
export async function takeBackup(options: TakeBackupOptions): Promise<number> {
  const { workspace, offline } = options;
  const prefix = keyPrefix(workspace);
  const redis = await homeOf(options.redis, prefix);
  let lines = 0;
  const copy = async (keys: readonly string[]): Promise<void> => {
    for (const line of await linesOf(redis, prefix, keys)) {
      await options.write(line);
      lines += 1;
    }
  };
  const changes = offline ? null : await followChanges(redis, prefix);
  try {
    const batch: string[] = [];
    for await (const key of scanKeys(redis, `${prefix}*`)) {
      batch.push(key.slice(prefix.length));
      if (batch.length === BATCH) await copy(batch.splice(0));
    }
    await copy(batch);
    if (changes) await catchUp(redis, changes, copy);
    return lines;
  } finally {
    changes?.close();
  }
}

interface Changes {
  /** Keys without prefix that changed since the last call; each is told again when it changes again. */
  take(): Promise<string[]>;
  close(): void;
}

/** The server itself says what changes. */
async function followChanges(redis: Server, prefix: string): Promise<Changes> {
  // The older protocol tells one connection of what another one follows, and this client hears it as a message.
  const listener = redis.duplicate({ protocol: 2 });
  const follower = redis.duplicate({ protocol: 2 });
  let changed = new Set<string>();
  let broken: string | null = null;
  const close = (): void => {
    listener.disconnect();
    follower.disconnect();
  };
  for (const one of [listener, follower]) {
    one.on('error', () => undefined);
    one.on('close', () => {
      broken = 'The connection to Redis broke off.';
    });
  }
  listener.on('messageBuffer', (_channel: Buffer, keys: Buffer[] | null) => {
    if (keys === null) broken = 'Somebody emptied this Redis meanwhile.';
    for (const key of keys ?? []) changed.add(key.toString().slice(prefix.length));
  });
  try {
    const id = await listener.client('ID');
    await listener.subscribe('__redis__:invalidate');
    await follower.client('TRACKING', 'ON', 'REDIRECT', id, 'BCAST', 'PREFIX', prefix);
  } catch (error) {
    close();
    throw refused(error);
  }
  return {
    async take() {
      // Behind its answer nothing is on its way any more that was written before.
      await listener.ping();
      if (broken !== null) throw wrong(`${broken} There is no backup; run it again.`);
      const taken = [...changed];
      changed = new Set();
      return taken;
    },
    close,
  };
}

async function catchUp(
  redis: Redis,
  changes: Changes,
  copy: (keys: readonly string[]) => Promise<void>,
): Promise<void> {
  let left = await changes.take();
  for (let round = 0; left.filter(isKept).length > FEW; round += 1) {
    if (round === MOST_ROUNDS)
      throw wrong(
        'Too much changes to copy it all while Faccia works: stop every process and add --offline.',
      );
    await copy(left);
    left = await changes.take();
  }
  const began = Date.now();
  try {
    await redis.client('PAUSE', PAUSE_MS, 'WRITE');
  } catch (error) {
    throw refused(error);
  }
  try {
    await copy([...new Set([...left, ...(await changes.take())])]);
    if (Date.now() - began >= PAUSE_MS)
      throw wrong('Redis is too slow now: there is no backup; run it again.');
  } finally {
    await redis.client('UNPAUSE');
  }
}

const isKept = (key: string): boolean => !LEFT_OUT.test(key);

async function linesOf(redis: Redis, prefix: string, found: readonly string[]): Promise<BackupLine[]> {
  const keys = found.filter(isKept);
  const lines: BackupLine[] = [];
  for (let from = 0; from < keys.length; from += BATCH) {
    const batch = keys.slice(from, from + BATCH);
    const answers = await Promise.all(
      batch.map((key) => Promise.all([redis.dumpBuffer(prefix + key), redis.pttl(prefix + key)])),
    );
    const now = Date.now();
    for (const [index, [dump, left]] of answers.entries()) {
      const key = batch[index] ?? '';
      const until = left > 0 ? { until: now + left } : {};
      lines.push({ key, dump: dump === null ? null : dump.toString('base64'), ...until });
    }
  }
  return lines;
}

function refused(error: unknown): AppError {
  const message = error instanceof Error ? error.message : String(error);
  return wrong(
    `This Redis does not say what changes (${message}): stop every process of Faccia and add --offline, or let this user call CLIENT.`,
  );
}

function wrong(sentence: string): AppError {
  return new AppError({ code: 'backup', sentence });
}
