import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { AppError } from '../errors.ts';

/**
 * A backup is gzipped text, one JSON object a line: a header, then keys (the newest line of a key is the one that counts), then
 * an end with the number of lines and the SHA-256 of all that stands before it.
 */
export interface BackupHeader {
  format: 'faccia-backup';
  version: 1;
  /** Slack team id. */
  workspace: string;
  takenAt: string;
  /** Of the server, such as `redis 7.0.15`. */
  server: string;
}

/** `key` without the workspace's prefix; `dump`: as DUMP gives it, in base64, null: the key is gone. */
export interface BackupLine {
  key: string;
  dump: string | null;
  /** Milliseconds since 1970; left out: for ever. */
  until?: number;
}

export interface BackupWriter {
  write(line: BackupLine): Promise<void>;
  /** Until then nothing stands under the file's name. */
  finish(): Promise<void>;
  /** Nothing stays. */
  abandon(): Promise<void>;
}

export async function createBackup(file: string, header: BackupHeader): Promise<BackupWriter> {
  const temporary = `${file}.new`;
  const lines = new PassThrough();
  const written = pipeline(lines, createGzip(), createWriteStream(temporary, { mode: 0o600 }));
  // Whoever writes next hears of it.
  written.catch(() => undefined);
  const hash = createHash('sha256');
  let count = 0;
  const put = async (value: object): Promise<void> => {
    const line = `${JSON.stringify(value)}\n`;
    hash.update(line);
    count += 1;
    // A full disk, or no such folder: what is written then goes nowhere.
    if (lines.destroyed || !lines.write(line)) await Promise.race([written, once(lines, 'drain')]);
  };
  await put(header);
  return {
    write: put,
    async finish() {
      const end = { end: true, lines: count, sha256: hash.digest('hex') };
      if (!lines.destroyed) lines.end(`${JSON.stringify(end)}\n`);
      await written;
      await flush(temporary);
      await rename(temporary, file);
    },
    async abandon() {
      lines.destroy();
      await written.catch(() => undefined);
      await rm(temporary, { force: true });
    },
  };
}

/** Reads the whole file and answers its header. Throws AppError `backup` for what is no backup, or a damaged one. */
export async function checkBackup(file: string): Promise<BackupHeader> {
  const hash = createHash('sha256');
  let header: BackupHeader | null = null;
  let lines = 0;
  let ended = false;
  for await (const line of linesOf(file)) {
    if (ended) throw damaged(file, 'something stands behind its end');
    const value = parsed(file, line);
    header ??= headerFrom(file, value);
    if (value.end === true) {
      ended = value.lines === lines && value.sha256 === hash.digest('hex');
      if (!ended) throw damaged(file, 'its checksum is another one');
    } else {
      hash.update(`${line}\n`);
      lines += 1;
    }
  }
  if (header === null) throw damaged(file, 'it is empty');
  if (!ended) throw damaged(file, 'its end is missing');
  return header;
}

/** The keys of a file that was checked. */
export async function* readBackup(file: string): AsyncIterable<BackupLine> {
  for await (const line of linesOf(file)) {
    const value = parsed(file, line);
    if (typeof value.key === 'string') yield value as unknown as BackupLine;
  }
}

async function* linesOf(file: string): AsyncIterable<string> {
  const bytes = createReadStream(file);
  const text = createGunzip();
  // The reader below hears of both by the one that it reads.
  bytes.on('error', (error) => text.destroy(error));
  try {
    yield* createInterface({ input: bytes.pipe(text), crlfDelay: Number.POSITIVE_INFINITY });
    if (text.errored) throw text.errored;
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code === 'ENOENT') throw wrong(`There is no file ${file}.`);
    if (typeof code !== 'string') throw error;
    throw damaged(file, code.startsWith('Z_') ? 'it is no gzip file, or is cut off' : code);
  }
}

function parsed(file: string, line: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw damaged(file, 'a line of it is no JSON');
}

function headerFrom(file: string, value: Record<string, unknown>): BackupHeader {
  if (value.format !== 'faccia-backup' || typeof value.workspace !== 'string')
    throw wrong(`${file} is no backup of Faccia: nothing was changed.`);
  if (value.version !== 1)
    throw wrong(
      `${file} was written by a newer Faccia (format ${String(value.version)}): restore it with that one.`,
    );
  return value as unknown as BackupHeader;
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function damaged(file: string, why: string): AppError {
  return wrong(`${file} is damaged (${why}): nothing was changed. Take another backup.`);
}

function wrong(sentence: string): AppError {
  return new AppError({ code: 'backup', sentence });
}
