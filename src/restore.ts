import { parseArgs } from 'node:util';
import { inspectConfig } from '../config/config.ts';
import { readEnv } from '../config/env.ts';
import { linesOf } from './archive/archive-files.ts';
import { AppError } from './errors.ts';
import { systemClock } from './ops/clock.ts';
import { runCommand, SILENT, say } from './ops/command.ts';
import { EMBEDDED_DIR } from './store/embedded-redis.ts';
import { createKeepingStore } from './store/keeping-store.ts';
import { keyPrefix } from './store/keys.ts';
import { openServer, workspaceOn } from './store/open-server.ts';
import type { Redis } from './store/redis.ts';
import { restoreBackup } from './store/restore-backup.ts';
import { markedDatabase } from './store/scripts.ts';
import { restoreArchived } from './usecases/restore-archived.ts';

const HELP = `Puts back what a backup holds, or threads from an archive.

  npm run restore -- --backup FILE [--replace]
  --backup FILE     from npm run backup
  --replace         throw away what this Redis holds of that workspace; without it only an empty one is filled

  npm run restore -- --archive FILE [--thread ID]
  --archive FILE    such as .faccia/archive/threads-2026-11-25.ndjson.gz
  --thread ID       only this one, such as x-1234567890; threads that stand in Redis stay as they are
  --workspace ID    which Slack workspace, where one Redis holds several`;

async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      backup: { type: 'string' },
      archive: { type: 'string' },
      thread: { type: 'string' },
      workspace: { type: 'string' },
      replace: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    say(HELP);
    return 0;
  }
  const { backup, archive, thread = null, workspace = null } = values;
  if (archive !== undefined && backup === undefined)
    return withRedis((redis) => fromArchive(redis, archive, thread, workspace));
  if (backup === undefined || archive !== undefined)
    throw wrong(`Name either --backup or --archive.\n\n${HELP}`);
  return withRedis((redis) => fromBackup(redis, backup, values.replace));
}

async function fromBackup(redis: Redis, file: string, replace: boolean): Promise<number> {
  const { header, keys, waiting } = await restoreBackup(redis, file, replace, systemClock.now());
  say(`Restored workspace ${header.workspace} as of ${header.takenAt}: ${keys} keys.`);
  if (waiting > 0) say(`${waiting} answers had not gone out: each is searched for on X before it is sent.`);
  say('Whoever was forgotten since then is back: run npm run forget for them again.');
  return 0;
}

async function fromArchive(
  redis: Redis,
  file: string,
  thread: string | null,
  named: string | null,
): Promise<number> {
  const prefix = keyPrefix(await workspaceOn(redis, named));
  const keeping = createKeepingStore(await markedDatabase(redis, prefix), systemClock);
  const { restored, present } = await restoreArchived({ keeping, clock: systemClock })(linesOf(file), thread);
  if (restored + present === 0)
    throw wrong(thread === null ? `${file} holds no thread.` : `${file} does not hold ${thread}.`);
  say(
    `Restored ${restored} threads${present > 0 ? `; ${present} stood there already and stay as they are` : ''}.`,
  );
  return 0;
}

async function withRedis(work: (redis: Redis) => Promise<number>): Promise<number> {
  const { redisUrl } = inspectConfig(readEnv()).variables;
  if (redisUrl === undefined) throw wrong('REDIS_URL is not right: npm run doctor says why.');
  const server = await openServer(redisUrl, EMBEDDED_DIR, { clock: systemClock, log: SILENT });
  try {
    return await work(server.redis);
  } finally {
    await server.close();
  }
}

function wrong(sentence: string): AppError {
  return new AppError({ code: 'restore', sentence });
}

await runCommand(main);
