import { AppError } from '../errors.ts';
import { type BackupHeader, type BackupLine, checkBackup, readBackup } from './backup-file.ts';
import { keyPrefix } from './keys.ts';
import type { Redis } from './redis.ts';
import { scanKeys } from './scan-keys.ts';

const BATCH = 200;

export interface Restored {
  header: BackupHeader;
  keys: number;
  /** Answers that had not gone out: each is searched for at the network before it does. */
  waiting: number;
}

/**
 * Puts a workspace back as it was. Its mark comes last: until then every process refuses to work. Throws AppError `backup`
 * before anything is changed for a file that is not whole, a server that cannot take it, or data that is in the way.
 */
export async function restoreBackup(
  redis: Redis,
  file: string,
  replace: boolean,
  now: number,
): Promise<Restored> {
  const header = await checkBackup(file);
  const prefix = keyPrefix(header.workspace);
  await requireReadable(redis, prefix, file);
  await makeRoom(redis, prefix, header.workspace, replace);
  let mark: (() => Promise<unknown>) | null = null;
  let waiting = 0;
  for await (const lines of batchesOf(file)) {
    const replies = new Set<string>();
    await Promise.all(
      lines.map((line) => {
        const put = () => putBack(redis, prefix + line.key, line.dump, line.until, now);
        if (line.key === 'mark') mark = put;
        else if (line.key.startsWith('reply:') && line.dump !== null) replies.add(line.key);
        return line.key === 'mark' ? null : put();
      }),
    );
    const marked = [...replies].map((key) => askFirst(redis, prefix + key));
    waiting += (await Promise.all(marked)).filter(Boolean).length;
  }
  const keys = await countKeys(redis, prefix);
  const said = ['at', String(now), 'actor', 'operations', 'what', 'restored', 'thread', '', 'reply', ''];
  await redis.xadd(`${prefix}audit`, '*', ...said, 'detail', header.takenAt);
  await (mark as (() => Promise<unknown>) | null)?.();
  return { header, keys: keys + 1, waiting };
}

async function putBack(
  redis: Redis,
  key: string,
  dump: string | null,
  until: number | undefined,
  now: number,
): Promise<void> {
  if (dump === null || (until !== undefined && until <= now)) await redis.del(key);
  else
    await redis.restore(key, until === undefined ? 0 : until - now, Buffer.from(dump, 'base64'), 'REPLACE');
}

/** It may have gone out after the backup was taken: `begin.lua` searches for it before it is sent. */
async function askFirst(redis: Redis, key: string): Promise<boolean> {
  const state = await redis.hget(key, 'state');
  if (state !== 'held' && state !== 'queued') return false;
  await redis.hset(key, 'restored', '1');
  return true;
}

/** An older server does not understand what a newer one dumped. */
async function requireReadable(redis: Redis, prefix: string, file: string): Promise<void> {
  const probe = `${prefix}lock:restore-probe`;
  for await (const { dump } of readBackup(file)) {
    if (dump === null) continue;
    try {
      await redis.restore(probe, 10_000, Buffer.from(dump, 'base64'), 'REPLACE');
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw wrong(
        `This server does not take the backup (${message}): nothing was changed. Use one that is as new as the server it was taken from.`,
      );
    } finally {
      await redis.del(probe);
    }
    return;
  }
}

async function makeRoom(redis: Redis, prefix: string, workspace: string, replace: boolean): Promise<void> {
  const present = await countKeys(redis, prefix);
  if (present > 0 && !replace)
    throw wrong(
      `This Redis holds data of ${workspace} (${present} keys): nothing was changed. Add --replace to put the backup in its place, or use an empty Redis.`,
    );
  // From here on whoever runs stops, and goes on when the mark is back.
  await redis.del(`${prefix}mark`);
  for await (const key of scanKeys(redis, `${prefix}*`)) await redis.unlink(key);
}

async function countKeys(redis: Redis, prefix: string): Promise<number> {
  let count = 0;
  for await (const _key of scanKeys(redis, `${prefix}*`)) count += 1;
  return count;
}

async function* batchesOf(file: string): AsyncIterable<BackupLine[]> {
  let batch: BackupLine[] = [];
  const seen = new Set<string>();
  for await (const line of readBackup(file)) {
    // Two lines of one key must not race each other.
    if (batch.length >= BATCH || seen.has(line.key)) {
      yield batch;
      batch = [];
      seen.clear();
    }
    batch.push(line);
    seen.add(line.key);
  }
  yield batch;
}

function wrong(sentence: string): AppError {
  return new AppError({ code: 'backup', sentence });
}
