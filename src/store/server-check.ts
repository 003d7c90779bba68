import { randomUUID } from 'node:crypto';
import { judgeSkew } from '../domain/clock-skew.ts';
import { type Finding, fine, hint, problem, warning } from '../domain/finding.ts';
import { redisAddress } from '../domain/redis-address.ts';
import { AppError } from '../errors.ts';
import type { Log } from '../ports.ts';
import { findEmbeddedRedis, findServer } from './embedded-redis.ts';
import { translated } from './errors.ts';
import { connectRedis, type Redis } from './redis.ts';
import { checkRedis, tooOld } from './redis-check.ts';
import { checkSentinels } from './sentinel-check.ts';

export interface ServerCheck {
  findings: Finding[];
  /** A connection that works, to be closed by the caller; null: there is no server to ask. */
  redis: Redis | null;
}

const PROBE_MS = 10_000;
const WAYS = { one: '', sentinel: ', found by sentinels,', cluster: ' in a cluster' };

/** The server of REDIS_URL, or else our own one: is it there, and fit to hold what must not be lost? */
export async function checkServer(
  redisUrl: string | null,
  embeddedDir: string,
  log: Log,
): Promise<ServerCheck> {
  if (redisUrl !== null) return inspect(redisUrl, 'REDIS_URL', log);
  const running = await findEmbeddedRedis(embeddedDir);
  if (running !== null) return inspect(running, `Embedded Redis in ${embeddedDir}`, log);
  return { findings: [installed(embeddedDir)], redis: null };
}

function installed(dir: string): Finding {
  try {
    const { name, version } = findServer();
    const old = version === '' ? null : tooOld(version);
    if (old !== null) return problem(`${old} Or set REDIS_URL.`);
    return fine(`Redis: no REDIS_URL, so Faccia will start ${name} ${version} in ${dir}.`);
  } catch (error) {
    if (error instanceof AppError) return problem(error.sentence);
    throw error;
  }
}

async function inspect(url: string, name: string, log: Log): Promise<ServerCheck> {
  let reason = '';
  const redis = connectRedis(url, {
    ...log,
    warn: (_event, { error } = {}) => {
      reason = String((error as { code?: unknown } | undefined)?.code ?? '');
    },
  });
  try {
    const address = redisAddress(url);
    const { version, kind, problems, warnings, hints } = await checkRedis(redis, address.replicas);
    const findings = [
      ...problems.map((text) => problem(`${name}: ${text}`)),
      ...warnings.map((text) => warning(`${name}: ${text}`)),
      ...(address.kind === 'sentinel' ? await checkSentinels(address, name) : []),
      ...(await checkWriting(redis, name)),
      ...(await checkTime(redis)),
    ];
    if (findings.length === 0)
      findings.push(
        fine(`${name}: ${kind} ${version}${WAYS[address.kind]} takes writes and keeps everything.`),
      );
    return { findings: [...findings, ...hints.map((text) => hint(`${name}: ${text}`))], redis };
  } catch (error) {
    redis.disconnect();
    return { findings: [problem(`${name}: ${sentenceOf(error, reason)}`)], redis: null };
  }
}

async function checkWriting(redis: Redis, name: string): Promise<Finding[]> {
  const key = `faccia-doctor:${randomUUID()}`;
  try {
    await translated(() => redis.set(key, 'may go', 'PX', PROBE_MS));
    await translated(() => redis.del(key));
    return [];
  } catch (error) {
    return [problem(`${name}: a write was refused. ${sentenceOf(error, '')}`)];
  }
}

async function checkTime(redis: Redis): Promise<Finding[]> {
  const before = Date.now();
  const [seconds, micros] = await translated(() => redis.time());
  const ours = (before + Date.now()) / 2;
  const finding = judgeSkew("Redis's clock", Number(seconds) * 1000 + Number(micros) / 1000 - ours);
  return finding === null ? [] : [finding];
}

/** `reason` is the system's code, such as ECONNREFUSED. */
function sentenceOf(error: unknown, reason: string): string {
  if (error instanceof AppError) {
    if (error.code !== 'store-unavailable') return error.sentence;
    return `no Redis answers there${reason === '' ? '' : ` (${reason})`}. Start it, or correct the address.`;
  }
  const message = error instanceof Error ? error.message : String(error);
  if (/^(?:NOAUTH|WRONGPASS|NOPERM)/u.test(message))
    return `Redis wants other credentials (${message.split(' ', 1)[0]}). Correct user and password: redis://user:password@host:6379, and let that user do everything.`;
  return `Redis answered "${message}". Correct the address or the server.`;
}
