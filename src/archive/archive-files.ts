import { createReadStream } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { createGunzip, gzip } from 'node:zlib';
import { AppError } from '../errors.ts';
import type { Archive } from '../keeping.ts';

const NAME = /^(threads|audit)-\d{4}-\d{2}-\d{2}\.ndjson\.gz$/u;
/** So many lines stand in one piece of a file: the pieces are gzip members, one after the other. */
const PIECE = 500;
const zip = promisify(gzip);

/**
 * Archives in this folder. A file is never changed where it stands: the new one is written beside it, brought to the disk, and
 * takes its name, so that a crash leaves the old one or the new one.
 */
export function createArchive(dir: string): Archive {
  const replace = async (file: string, write: (temporary: string) => Promise<void>): Promise<void> => {
    try {
      await mkdir(dir, { recursive: true, mode: 0o700 });
      const temporary = join(dir, `${file}.new`);
      await rm(temporary, { force: true });
      await write(temporary);
      await flush(temporary);
      await rename(temporary, join(dir, file));
      await flush(dir);
    } catch (error) {
      throw unwritten(dir, error);
    }
  };
  return {
    async append(kind, day, lines) {
      if (lines.length === 0) return;
      const file = `${kind}-${day}.ndjson.gz`;
      await replace(file, async (temporary) => {
        await copyFile(join(dir, file), temporary).catch(unlessMissing);
        await addPiece(temporary, lines);
      });
    },
    async files(kind) {
      const names = await readdir(dir).catch((error: unknown) => unlessMissing(error) ?? []);
      return names.filter((name) => NAME.exec(name)?.[1] === kind).sort();
    },
    read: (file) => linesOf(join(dir, file)),
    async rewrite(file, change) {
      let changed = 0;
      let left = 0;
      const kept: Record<string, unknown>[] = [];
      const path = join(dir, file);
      // Most files need no change: only then another one is written.
      for await (const line of linesOf(path)) if (change(line) !== line) changed += 1;
      if (changed === 0) return 0;
      await replace(file, async (temporary) => {
        for await (const line of linesOf(path)) {
          const now = change(line);
          if (now !== null) kept.push(now);
          if (kept.length === PIECE) await addPiece(temporary, kept.splice(0));
          if (now !== null) left += 1;
        }
        await addPiece(temporary, kept);
      });
      if (left === 0) await rm(path);
      return changed;
    },
    remove: (file) => rm(join(dir, file), { force: true }),
  };
}

/** Reads a file by its path, wherever it is. */
export async function* linesOf(path: string): AsyncIterable<Record<string, unknown>> {
  const bytes = createReadStream(path);
  const text = createGunzip();
  bytes.on('error', (error) => text.destroy(error));
  try {
    for await (const line of createInterface({
      input: bytes.pipe(text),
      crlfDelay: Number.POSITIVE_INFINITY,
    }))
      yield JSON.parse(line) as Record<string, unknown>;
    if (text.errored) throw text.errored;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw wrong(`There is no file ${path}.`, error);
    throw wrong(`The archive ${path} is damaged: bring it back from a copy, or move it away.`, error);
  }
}

async function addPiece(path: string, lines: readonly object[]): Promise<void> {
  const handle = await open(path, 'a', 0o600);
  try {
    await handle.appendFile(await zip(lines.map((line) => `${JSON.stringify(line)}\n`).join('')));
  } finally {
    await handle.close();
  }
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function unlessMissing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}

/** A full or read-only disk; anything else is a bug. */
function unwritten(dir: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (error instanceof AppError || code === undefined || !/^E[A-Z]+$/u.test(code)) return error;
  const way =
    'Nothing is lost: what was to go there stays where it is. Give Faccia a folder that it may write to, and room.';
  return wrong(`The archive in ${dir} cannot be written (${code}). ${way}`, error);
}

function wrong(sentence: string, cause: unknown): AppError {
  return new AppError({ code: 'archive', sentence, cause });
}
