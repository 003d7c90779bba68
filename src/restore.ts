import { parseArgs } from 'node:util';
import { inspectConfig } from '../config/config.ts';
import { readEnv } from '../config/env.ts';
import { AppError } from './errors.ts';
import { systemClock } from './ops/clock.ts';
import { runCommand, SILENT, say } from './ops/command.ts';
import { EMBEDDED_DIR } from './store/embedded-redis.ts';
import { openServer } from './store/open-server.ts';
import type { Redis } from './store/redis.ts';
import { restoreBackup } from './store/restore-backup.ts';

const HELP = `Puts back what a backup holds.

  npm run restore -- --backup FILE [--replace]
  --backup FILE     from npm run backup
  --replace         throw away what this Redis holds of that workspace; without it only an empty one is filled`;

async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      backup: { type: 'string' },
      replace: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    say(HELP);
    return 0;
  }
  const { backup } = values;
  if (backup === undefined) throw wrong(`--backup is missing.\n\n${HELP}`);
  return withRedis((redis) => fromBackup(redis, backup, values.replace));
}

async function fromBackup(redis: Redis, file: string, replace: boolean): Promise<number> {
  const { header, keys, waiting } = await restoreBackup(redis, file, replace, systemClock.now());
  say(`Restored workspace ${header.workspace} as of ${header.takenAt}: ${keys} keys.`);
  if (waiting > 0) say(`${waiting} answers had not gone out: each is searched for on X before it is sent.`);
  say('Whoever was forgotten since then is back: run npm run forget for them again.');
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
