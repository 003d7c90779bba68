import { parseArgs } from 'node:util';
import { inspectConfig } from '../config/config.ts';
import { readEnv } from '../config/env.ts';
import { createArchive } from './archive/archive-files.ts';
import { AppError } from './errors.ts';
import type { AuditEntry } from './listing.ts';
import { entryFrom, readAudit } from './store/audit-reader.ts';
import { EMBEDDED_DIR } from './store/embedded-redis.ts';
import type { Redis } from './store/redis.ts';
import { checkServer } from './store/server-check.ts';

const HELP = `Who did what, by hand or by itself: one JSON object a line, oldest first.

  npm run --silent audit -- [options] > audit.ndjson
  --since DAY     from this day on (UTC), such as 2026-11-01; left out: all that is kept
  --thread ID     only of this thread, such as x-1234567890`;

const none = () => undefined;
const SILENT = { debug: none, info: none, warn: none, error: none };

/** Answers the exit code. */
async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      since: { type: 'string' },
      thread: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return say(HELP);
  const since = values.since === undefined ? 0 : Date.parse(`${values.since}T00:00:00Z`);
  if (Number.isNaN(since)) throw wrong(`--since must be a day such as 2026-11-01.\n\n${HELP}`);
  const { variables, desk } = inspectConfig(readEnv());
  const { redisUrl } = variables;
  if (redisUrl === undefined) throw wrong('REDIS_URL is not right: npm run doctor says why.');
  const { redis } = await checkServer(redisUrl, EMBEDDED_DIR, SILENT);
  if (redis === null)
    throw wrong("Faccia's own Redis runs with Faccia: start Faccia here first, or set REDIS_URL.");
  try {
    for await (const entry of allEntries(redis, desk?.retention.dir ?? null, since)) {
      if (values.thread === undefined || entry.threadId === values.thread) say(JSON.stringify(entry));
    }
    return 0;
  } finally {
    redis.disconnect();
  }
}

/** Those that were moved to archives first: they are older. */
async function* allEntries(redis: Redis, folder: string | null, since: number): AsyncIterable<AuditEntry> {
  const archive = folder === null ? null : createArchive(folder);
  const told = new Set<string>();
  for (const file of (await archive?.files('audit')) ?? []) {
    for await (const { id, ...line } of archive?.read(file) ?? []) {
      const entry = entryFrom((line.fields ?? {}) as Record<string, string>);
      if (entry.at >= since && !told.has(String(id))) yield entry;
      told.add(String(id));
    }
  }
  yield* readAudit(redis, since);
}

function wrong(sentence: string): AppError {
  return new AppError({ code: 'audit', sentence });
}

function say(line: string): number {
  process.stdout.write(`${line}\n`);
  return 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof AppError) && !(error instanceof TypeError)) throw error;
  process.stderr.write(`${error instanceof AppError ? error.sentence : error.message}\n`);
  process.exitCode = 1;
}
