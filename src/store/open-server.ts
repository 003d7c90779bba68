import { AppError } from '../errors.ts';
import type { Clock, Log } from '../ports.ts';
import { findEmbeddedRedis, startEmbeddedRedis } from './embedded-redis.ts';
import { connectRedis, type Redis } from './redis.ts';
import { checkRedis } from './redis-check.ts';
import { scanKeys } from './scan-keys.ts';

export interface OpenServer {
  redis: Redis;
  url: string;
  close(): Promise<void>;
}

/**
 * The server for a command: that of REDIS_URL, or our own one, which is started for as long as the command runs when no
 * Faccia uses it. Throws AppError with what is wrong with it.
 */
export async function openServer(
  redisUrl: string | null,
  embeddedDir: string,
  { clock, log }: { clock: Clock; log: Log },
): Promise<OpenServer> {
  const running = redisUrl ?? (await findEmbeddedRedis(embeddedDir));
  const own = running === null ? await startEmbeddedRedis({ dir: embeddedDir, clock, log }) : null;
  const url = running ?? own?.url ?? '';
  const redis = connectRedis(url, log);
  const close = async (): Promise<void> => {
    redis.disconnect();
    await own?.stop();
  };
  try {
    const { problems } = await checkRedis(redis);
    if (problems.length > 0) throw new AppError({ code: 'redis-unfit', sentence: problems.join('\n') });
    return { redis, url, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The Slack team id whose data stands here. Throws AppError when there is none, or several and none was named. */
export async function workspaceOn(redis: Redis, named: string | null): Promise<string> {
  const found = await workspacesOn(redis);
  if (named !== null) {
    if (found.includes(named)) return named;
    throw wrong(
      `There is no workspace ${named} in this Redis${found.length > 0 ? `, but ${found.join(', ')}` : ''}.`,
    );
  }
  const [only, ...others] = found;
  if (only === undefined) throw wrong('This Redis holds no data of Faccia.');
  if (others.length > 0)
    throw wrong(`This Redis holds several workspaces: name one with --workspace (${found.join(', ')}).`);
  return only;
}

async function workspacesOn(redis: Redis): Promise<string[]> {
  const found = new Set<string>();
  for await (const key of scanKeys(redis, '{*}:mark')) found.add(key.slice(1, key.indexOf('}')));
  return [...found].sort();
}

function wrong(sentence: string): AppError {
  return new AppError({ code: 'workspace', sentence });
}
