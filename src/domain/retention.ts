/** How long what is not needed any more is kept. */
export interface RetentionSettings {
  /** Threads that nobody works with, from when they were closed on; null: for ever. */
  closedMs: number | null;
  /** The same threads are packed before that, from when they were closed on; null: never. */
  packMs: number | null;
  /** What the audit says, in Redis or in archives; null: for ever. */
  auditMs: number | null;
  /** So many of its entries stand in Redis; older ones in archives. */
  auditKept: number;
  /** Archived threads; null: for ever. */
  archiveMs: number | null;
  /** The folder of the archives. */
  dir: string;
}

/** The UTC day of an archive, such as `2026-11-25`. */
export function archiveDay(now: number): string {
  return new Date(now).toISOString().slice(0, 10);
}

/** Whether all of this file is older than that. Its name holds the day on which it was written. */
export function isOver(file: string, keepMs: number | null, now: number): boolean {
  const day = /(\d{4}-\d{2}-\d{2})\.ndjson\.gz$/u.exec(file)?.[1];
  return keepMs !== null && day !== undefined && Date.parse(`${day}T00:00:00Z`) + keepMs + DAY_MS <= now;
}

const DAY_MS = 24 * 60 * 60 * 1000;
