import type { DeskSettings } from '../domain/brand.ts';
import { archiveDay, isOver } from '../domain/retention.ts';
import { AppError, UnavailableError } from '../errors.ts';
import type { Archive, KeepingStore, ReadRecord } from '../keeping.ts';
import type { Clock, JobAnswer, Log } from '../ports.ts';

export interface RetainDeps {
  keeping: KeepingStore;
  archive: Archive;
  desk: Pick<DeskSettings, 'retention'>;
  clock: Clock;
  log: Log;
}

/** So many threads go in one round: others wait for Redis too. */
const BATCH = 100;
const MOST_PAGES = 20;
const AUDIT_BATCH = 1_000;
const ROUND_MS = 10 * 60_000;
const SOON_MS = 1_000;
/** Whoever writes archives; see also `forget`. */
export const ARCHIVE_LOCK = 'archive';

/**
 * Packs what was closed long ago, moves what nobody needs any more from Redis to archives, and in the end throws it away. It stands in the archive before it
 * leaves Redis: a crash between the two leaves it in both, and reading takes the last record of a thread.
 */
export function retain(deps: RetainDeps) {
  return async (): Promise<JobAnswer> => {
    const now = deps.clock.now();
    try {
      const more = await deps.keeping.alone(ARCHIVE_LOCK, async (holds) => {
        const threads = await moveThreads(deps, now, holds);
        const packing = await packThreads(deps, now);
        const lines = await moveAudit(deps, now, holds);
        await dropFiles(deps, now);
        return threads === BATCH || packing || lines === AUDIT_BATCH;
      });
      return { again: now + (more === true ? SOON_MS : ROUND_MS) };
    } catch (error) {
      if (!(error instanceof AppError) || error instanceof UnavailableError) throw error;
      // Nothing left Redis that does not stand in an archive.
      deps.log.error('not-archived', { error });
      return { again: now + ROUND_MS };
    }
  };
}

/** Answers how many were moved. */
async function moveThreads(
  { keeping, archive, desk, log }: RetainDeps,
  now: number,
  holds: () => Promise<boolean>,
): Promise<number> {
  const { closedMs } = desk.retention;
  if (closedMs === null) return 0;
  const before = now - closedMs;
  const read = await readClosed(keeping, before);
  if (read.length === 0 || !(await holds())) return 0;
  const archivedAt = new Date(now).toISOString();
  const lines = read.map(({ record }) => ({ id: record.thread, archivedAt, ...record }));
  await archive.append('threads', archiveDay(now), lines);
  let removed = 0;
  for (const { record, sha } of read) if (await keeping.remove(record.thread, before, sha)) removed += 1;
  log.info('threads-archived', { archived: read.length, removed });
  return removed === 0 ? 0 : read.length;
}

/** Answers whether there are more. */
async function packThreads({ keeping, desk, log }: RetainDeps, now: number): Promise<boolean> {
  const { packMs } = desk.retention;
  if (packMs === null) return false;
  const { packed, more } = await keeping.pack(now - packMs, BATCH);
  if (packed > 0) log.info('threads-packed', { packed });
  return more;
}

/** Those that are still under way are passed over. */
async function readClosed(keeping: KeepingStore, before: number): Promise<ReadRecord[]> {
  const read: ReadRecord[] = [];
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const ids = await keeping.closedBefore(before, page * BATCH, BATCH);
    for (const id of ids) {
      const record = await keeping.record(id, before);
      if (record !== null) read.push(record);
      if (read.length === BATCH) return read;
    }
    if (ids.length === 0) break;
  }
  return read;
}

async function moveAudit(
  { keeping, archive, desk }: RetainDeps,
  now: number,
  holds: () => Promise<boolean>,
): Promise<number> {
  const { auditMs, auditKept } = desk.retention;
  const over = auditMs === null ? 0 : now - auditMs;
  const lines = await keeping.oldAudit(over, auditKept, AUDIT_BATCH);
  if (lines.length === 0 || !(await holds())) return 0;
  const kept = lines.filter(({ fields }) => Number(fields.at) >= over);
  await archive.append('audit', archiveDay(now), kept);
  await keeping.dropAudit(lines.map(({ id }) => id));
  return lines.length;
}

async function dropFiles({ archive, desk, log }: RetainDeps, now: number): Promise<void> {
  const kinds = [
    ['threads', desk.retention.archiveMs],
    ['audit', desk.retention.auditMs],
  ] as const;
  for (const [kind, keepMs] of kinds) {
    const over = (await archive.files(kind)).filter((file) => isOver(file, keepMs, now));
    for (const file of over) {
      await archive.remove(file);
      log.info('archive-removed', { file });
    }
  }
}
