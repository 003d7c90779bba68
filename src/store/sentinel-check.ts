import { Redis as Server } from 'ioredis';
import { type Finding, warning } from '../domain/finding.ts';
import type { RedisAddress } from '../domain/redis-address.ts';

const PATIENCE_MS = 2_000;

/** Whether a dead master would be replaced: every sentinel is asked, and each says whether enough of them agree. */
export async function checkSentinels(
  { hosts, name }: RedisAddress & { kind: 'sentinel' },
  what: string,
): Promise<Finding[]> {
  const asked = hosts.map(async ({ host, port }) => {
    const sentinel = new Server(port, host, {
      lazyConnect: true,
      retryStrategy: () => null,
      maxRetriesPerRequest: 0,
      connectTimeout: PATIENCE_MS,
      commandTimeout: PATIENCE_MS,
    });
    // The rejected call says it.
    sentinel.on('error', () => undefined);
    try {
      await sentinel.connect();
      await sentinel.call('SENTINEL', 'CKQUORUM', name);
      return null;
    } catch (error) {
      return `${what}: the sentinel ${host}:${port} ${wrongIn(error)}`;
    } finally {
      sentinel.disconnect();
    }
  });
  const found = (await Promise.all(asked)).filter((text) => text !== null);
  const few =
    hosts.length < 3 ? [`${what}: names ${hosts.length} sentinels; three survive the loss of one.`] : [];
  return [...found, ...few].map(warning);
}

function wrongIn(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.startsWith('NOQUORUM')
    ? `would not replace a dead master (${message}). Start the others.`
    : `does not answer (${message}). Start it, or take it out of REDIS_URL.`;
}
