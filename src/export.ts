import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { inspectConfig } from '../config/config.ts';
import { readEnv } from '../config/env.ts';
import { createArchive } from './archive/archive-files.ts';
import { writeTable } from './archive/export-table.ts';
import { AppError } from './errors.ts';
import { systemClock } from './ops/clock.ts';
import { runCommand, SILENT, say } from './ops/command.ts';
import { EMBEDDED_DIR } from './store/embedded-redis.ts';
import { createKeepingStore } from './store/keeping-store.ts';
import { keyPrefix } from './store/keys.ts';
import { openServer, workspaceOn } from './store/open-server.ts';
import { createDatabase } from './store/scripts.ts';
import { exportThreads } from './usecases/export-threads.ts';

const HELP = `Threads with their times and outcomes, and the answers in them, from Redis and the archives. No words of anybody's.

  npm run --silent export -- --format csv|ndjson [options]
  --format          csv for spreadsheets, ndjson for programs
  --since DAY       only threads that were opened from this day on (UTC), such as 2026-11-01
  --out FILE        left out: to standard output
  --workspace ID    which Slack workspace, where one Redis holds several`;

async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      format: { type: 'string' },
      since: { type: 'string' },
      out: { type: 'string' },
      workspace: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    say(HELP);
    return 0;
  }
  const { format, out } = values;
  if (format !== 'csv' && format !== 'ndjson') throw wrong(`--format must be csv or ndjson.\n\n${HELP}`);
  const since = values.since === undefined ? 0 : Date.parse(`${values.since}T00:00:00Z`);
  if (Number.isNaN(since)) throw wrong(`--since must be a day such as 2026-11-01.\n\n${HELP}`);
  const { variables, desk } = inspectConfig(readEnv());
  const { redisUrl } = variables;
  if (redisUrl === undefined) throw wrong('REDIS_URL is not right: npm run doctor says why.');
  if (desk === null)
    throw wrong('FACCIA_CONFIG is not right, so the archives are not known: npm run doctor says why.');
  const server = await openServer(redisUrl, EMBEDDED_DIR, { clock: systemClock, log: SILENT });
  try {
    const prefix = keyPrefix(await workspaceOn(server.redis, values.workspace ?? null));
    const keeping = createKeepingStore(createDatabase(server.redis, prefix), systemClock);
    const rows = exportThreads({ keeping, archive: createArchive(desk.retention.dir) })(since);
    await toPlace(out, (to) => writeTable(rows, format, to));
    return 0;
  } finally {
    await server.close();
  }
}

/** A file is there when all of it is. */
async function toPlace(file: string | undefined, write: (to: Writable) => Promise<void>): Promise<void> {
  if (file === undefined) {
    // Standard output stays open behind what is written.
    const out = new Writable({
      write: (chunk, _encoding, done) => void process.stdout.write(chunk, () => done()),
    });
    return write(out);
  }
  const temporary = `${file}.new`;
  try {
    await write(createWriteStream(temporary, { mode: 0o600 }));
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

function wrong(sentence: string): AppError {
  return new AppError({ code: 'export', sentence });
}

await runCommand(main);
