import { Cluster } from 'ioredis';
import { AppError } from '../errors.ts';
import type { Log } from '../ports.ts';
import { translated } from './errors.ts';
import { mastersOf, type Redis, type Server } from './redis.ts';

export interface RedisReport {
  version: string;
  kind: 'redis' | 'valkey';
  /** With these nothing may start: data would be lost. Each names the remedy. */
  problems: string[];
  warnings: string[];
  /** All is well without them; each names what to do. */
  hints: string[];
}

const OLDEST = [6, 2];
const NEARLY_FULL = 0.9;
const PACKED_BYTES = 1_024;

/** `replicas`: how many are asked for by REDIS_URL. Of a cluster every master is looked at. */
export function checkRedis(redis: Redis, replicas = 0): Promise<RedisReport> {
  return translated(async () => {
    const servers = await mastersOf(redis);
    const reports = await Promise.all(servers.map((server) => checkServer(server, replicas)));
    const [first] = reports;
    if (!first || !(redis instanceof Cluster)) return first ?? NOBODY;
    const named = (of: 'problems' | 'warnings' | 'hints') =>
      reports.flatMap((report, index) => report[of].map((text) => `${nameOf(servers[index])}: ${text}`));
    return {
      ...first,
      problems: [...(await clusterState(redis)), ...named('problems')],
      warnings: named('warnings'),
      hints: named('hints'),
    };
  });
}

/** Data would be lost on an unfit server: better not to start. */
export async function requireFitRedis(redis: Redis, replicas: number, log: Log): Promise<void> {
  const { problems, warnings } = await checkRedis(redis, replicas);
  for (const warning of warnings) log.warn('redis-warning', { warning });
  if (problems.length > 0) throw new AppError({ code: 'redis-unfit', sentence: problems.join(' ') });
}

const NOBODY: RedisReport = {
  version: '0',
  kind: 'redis',
  problems: ['The cluster has no master.'],
  warnings: [],
  hints: [],
};

const nameOf = (server: Server | undefined): string => `${server?.options.host}:${server?.options.port}`;

async function clusterState(redis: Cluster): Promise<string[]> {
  const info = parseInfo(String(await redis.cluster('INFO')));
  return info.cluster_state === 'ok'
    ? []
    : ['The cluster does not serve all of its slots. Run: redis-cli --cluster check'];
}

async function checkServer(redis: Server, replicas: number): Promise<RedisReport> {
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
  if (replicas > 0)
    warnings.push(...judgeCopies(Number(info.connected_slaves ?? 0), replicas, settings.least));
  const kind = info.valkey_version === undefined ? 'redis' : 'valkey';
  return { version, kind, problems, warnings, hints: judgePacking(settings.packing) };
}

/** A thread, post or reply with longer values takes more than twice its room. */
function judgePacking(packing: Settings['packing']): string[] {
  if (packing === null || packing.bytes >= PACKED_BYTES) return [];
  return [
    `Threads, posts and replies take less than half of the memory with ${packing.name} ${PACKED_BYTES} (now ${packing.bytes}). Run: redis-cli CONFIG SET ${packing.name} ${PACKED_BYTES}`,
  ];
}

/** What a failover would lose. */
function judgeCopies(there: number, wanted: number, least: string | null): string[] {
  const warnings: string[] = [];
  if (there < wanted)
    warnings.push(
      `Redis has ${there} of the ${wanted} replicas that REDIS_URL asks for: what comes now has no copy. Start them.`,
    );
  if (least === '0')
    warnings.push(
      'A primary that is cut off from its replicas takes writes that are lost later. Run: redis-cli CONFIG SET min-replicas-to-write 1',
    );
  return warnings;
}

/** Null: new enough. */
export function tooOld(version: string): string | null {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const old = major < (OLDEST[0] ?? 0) || (major === OLDEST[0] && minor < (OLDEST[1] ?? 0));
  return old ? `Redis is ${version} and must be 6.2 or newer. Update it.` : null;
}

interface Settings {
  policy: string | null;
  /** So many replicas Redis itself wants before it takes a write. */
  least: string | null;
  /** Up to how long a value is packed tightly, and what this server calls it. */
  packing: { name: string; bytes: number } | null;
}

/** Managed servers often forbid CONFIG: then this is not known here. */
async function readSettings(redis: Server): Promise<Settings> {
  try {
    const [, policy] = (await redis.config('GET', 'maxmemory-policy')) as string[];
    const [, least] = (await redis.config('GET', 'min-replicas-to-write')) as string[];
    return { policy: policy ?? null, least: least ?? null, packing: await readPacking(redis) };
  } catch (error) {
    if (error instanceof Error && /unknown command|NOPERM/iu.test(error.message))
      return { policy: null, least: null, packing: null };
    throw error;
  }
}

/** Redis before 7 has another name for it; later ones know both. */
async function readPacking(redis: Server): Promise<Settings['packing']> {
  for (const name of ['hash-max-listpack-value', 'hash-max-ziplist-value']) {
    const [, bytes] = (await redis.config('GET', name)) as string[];
    if (bytes !== undefined) return { name, bytes: Number(bytes) };
  }
  return null;
}

function parseInfo(text: string): Record<string, string> {
  const lines = text.split(/\r?\n/u).filter((line) => line.includes(':'));
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]),
  );
}
