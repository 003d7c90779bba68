import { parseArgs } from 'node:util';
import { inspectConfig } from '../config/config.ts';
import { readEnv } from '../config/env.ts';
import { AppError } from './errors.ts';
import { systemClock } from './ops/clock.ts';
import { runCommand, SILENT, say } from './ops/command.ts';
import { createBackup } from './store/backup-file.ts';
import { EMBEDDED_DIR } from './store/embedded-redis.ts';
import { openServer, workspaceOn } from './store/open-server.ts';
import type { Redis } from './store/redis.ts';
import { checkRedis } from './store/redis-check.ts';
import { takeBackup } from './store/take-backup.ts';

const HELP = `Copies everything that Faccia knows into one file, while it runs or not.

  npm run backup -- --out FILE [options]
  --out FILE        where to, such as faccia-2026-11-25.backup.gz
  --workspace ID    which Slack workspace, where one Redis holds several
  --offline         no process of Faccia runs: do not ask Redis what changes meanwhile

FACCIA_KEYS is not in it: without those keys the linked accounts in it cannot be read. Keep them elsewhere.`;

async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      out: { type: 'string' },
      workspace: { type: 'string' },
      offline: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    say(HELP);
    return 0;
  }
  if (values.out === undefined) throw wrong(`--out is missing.\n\n${HELP}`);
  const { redisUrl } = inspectConfig(readEnv()).variables;
  if (redisUrl === undefined) throw wrong('REDIS_URL is not right: npm run doctor says why.');
  const server = await openServer(redisUrl, EMBEDDED_DIR, { clock: systemClock, log: SILENT });
  try {
    const workspace = await workspaceOn(server.redis, values.workspace ?? null);
    say(await backUp(server.redis, workspace, values.out, values.offline));
    return 0;
  } finally {
    await server.close();
  }
}

async function backUp(redis: Redis, workspace: string, file: string, offline: boolean): Promise<string> {
  const { kind, version } = await checkRedis(redis);
  const takenAt = new Date(systemClock.now()).toISOString();
  const server = `${kind} ${version}`;
  const writer = await createBackup(file, {
    format: 'faccia-backup',
    version: 1,
    workspace,
    takenAt,
    server,
  });
  try {
    const lines = await takeBackup({ redis, workspace, offline, write: writer.write });
    await writer.finish();
    return `${file}: workspace ${workspace}, ${lines} lines, as of ${takenAt}. Keep FACCIA_KEYS as well, elsewhere.`;
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}

function wrong(sentence: string): AppError {
  return new AppError({ code: 'backup', sentence });
}

await runCommand(main);
