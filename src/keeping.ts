/**
 * How long things are kept, and how they go: ports by the same rules ({@link ./ports.ts}).
 */

/** Everything that Redis holds of one thread. Names are without the workspace's prefix. */
export interface ThreadRecord {
  thread: string;
  /** Name, type (`hash`, `zset`, `set`, `list`, `string`) and value; a hash or sorted set as pairs. */
  keys: [name: string, type: string, value: unknown][];
  /** Where it stands in lists of many threads: the list, its type, the member or field, the score or value. */
  places: [name: string, type: string, member: string, value: string][];
  /** The audit's entries about it: id, and names and values in turn. */
  audit: [id: string, fields: string[]][];
}

/** A record as it stands in an archive. */
export interface ArchivedThread extends ThreadRecord {
  /** ISO 8601. */
  archivedAt: string;
}

export interface ReadRecord {
  record: ThreadRecord;
  /** Names exactly this state of it. */
  sha: string;
}

export interface KeepingStore {
  /** Ids of threads that came into a closed state before this moment, the oldest first. */
  closedBefore(moment: number, offset: number, limit: number): Promise<string[]>;
  /** The ids of all threads. */
  threads(): AsyncIterable<string>;
  /**
   * Packs threads that were closed before this moment, at most so many of a state. Everybody reads and changes them as before.
   * Answers how many, and whether there are more.
   */
  pack(before: number, limit: number): Promise<{ packed: number; more: boolean }>;
  /** Null: it is not there, not closed that long, or something of it is under way. `before` null: whatever it does. */
  record(threadId: string, before: number | null): Promise<ReadRecord | null>;
  /** Takes it out of Redis in one step. False: it changed since, or is not there any more. */
  remove(threadId: string, before: number | null, sha: string): Promise<boolean>;
  /** The same whatever it does; none of its posts comes back as a new one for so long. */
  bury(threadId: string, forMs: number): Promise<void>;
  /** `present`: it stands there, nothing was changed. */
  restore(record: ThreadRecord, now: number): Promise<'restored' | 'present'>;
  /** Takes the oldest entries of the audit that are older, or too many: at most so many at a time. */
  oldAudit(before: number, keep: number, limit: number): Promise<AuditLine[]>;
  dropAudit(ids: readonly string[]): Promise<void>;
  /** Has the rounds of what is kept too long, and of archived posts, begun, unless they go on already. */
  schedule(now: number): Promise<void>;
  /** How far each archive was asked for: since when, and how many of its posts; 0: all. */
  archiveChecks(): Promise<Map<string, { since: number; done: number }>>;
  archiveChecked(file: string, checked: { since: number; done: number } | null): Promise<void>;
  /** Only one process at a time does this work; null: another one does it now. `holds` must be asked before each step. */
  alone<T>(name: string, work: (holds: () => Promise<boolean>) => Promise<T>): Promise<T | null>;
}

export interface AuditLine {
  id: string;
  fields: Record<string, string>;
}

/** Gzipped files with one JSON object a line, one file a UTC day and kind: `threads-2026-11-25.ndjson.gz`. */
export interface Archive {
  /** On the disk when it resolves. */
  append(kind: ArchiveKind, day: string, lines: readonly object[]): Promise<void>;
  /** Names of files, the oldest first. */
  files(kind: ArchiveKind): Promise<string[]>;
  /** Every line, in order; of lines with one id the last one counts. */
  read(file: string): AsyncIterable<Record<string, unknown>>;
  /** Puts another file in its place where a line changed; null takes a line out. Answers how many changed. */
  rewrite(
    file: string,
    change: (line: Record<string, unknown>) => Record<string, unknown> | null,
  ): Promise<number>;
  remove(file: string): Promise<void>;
}

export type ArchiveKind = 'threads' | 'audit';
