import { translated } from './errors.ts';
import type { Redis } from './redis.ts';

export interface RedisReport {
  version: string;
  kind: 'redis' | 'valkey';
  /** With these nothing may start: data would be lost. Each names the remedy. */
  problems: string[];
  warnings: string[];
}

const OLDEST = [6, 2];
const NEARLY_FULL = 0.9;

export function checkRedis(redis: Redis): Promise<RedisReport> {
  return translated(async () => {
    const info = parseInfo(await redis.info());
    const settings = await readSettings(redis);
    const version = info.valkey_version ?? info.redis_version ?? '0';
    const problems: string[] = [];
    const warnings: string[] = [];
    const old = tooOld(version);
    if (old !== null) problems.push(old);
    if (settings.policy !== null && settings.policy !== 'noeviction') {
      problems.push(
        `Redis throws data away when it is full (maxmemory-policy ${settings.policy}). Run: redis-cli CONFIG SET maxmemory-policy noeviction`,
      );
    }
    if (info.role === 'slave') problems.push('Redis is a read-only replica. Point REDIS_URL at its primary.');
    if (info.aof_enabled === '0') {
      warnings.push(
        'Redis keeps no append-only file, so a crash of Redis loses what came last. Run: redis-cli CONFIG SET appendonly yes',
      );
    }
    const [used, most] = [Number(info.used_memory ?? 0), Number(info.maxmemory ?? 0)];
    if (most > 0 && used / most > NEARLY_FULL) {
      warnings.push(`Redis has used ${Math.round((100 * used) / most)} % of its memory. Raise maxmemory.`);
    }
    return { version, kind: info.valkey_version === undefined ? 'redis' : 'valkey', problems, warnings };
  });
}

/** Null: new enough. */
export function tooOld(version: string): string | null {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const old = major < (OLDEST[0] ?? 0) || (major === OLDEST[0] && minor < (OLDEST[1] ?? 0));
  return old ? `Redis is ${version} and must be 6.2 or newer. Update it.` : null;
}

/** Managed servers often forbid CONFIG: then the policy is not known here. */
async function readSettings(redis: Redis): Promise<{ policy: string | null }> {
  try {
    const [, policy] = (await redis.config('GET', 'maxmemory-policy')) as string[];
    return { policy: policy ?? null };
  } catch (error) {
    if (error instanceof Error && /unknown command|NOPERM/iu.test(error.message)) return { policy: null };
    throw error;
  }
}

function parseInfo(text: string): Record<string, string> {
  const lines = text.split(/\r?\n/u).filter((line) => line.includes(':'));
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]),
  );
}
