import type { StreamFailure } from './stream-reader.ts';

/**
 * How long X wants us to stay away after the n-th failure in a row (from 1). Network: at once, then 250 ms more each time up to 16 s;
 * HTTP: 5 s doubling up to 320 s; 429: a minute, doubling. Source: X API, filtered stream, handling disconnections.
 */
export function backoffMs(failure: StreamFailure, failures: number, now: number): number {
  const doubled = (first: number, most: number) => Math.min(most, first * 2 ** Math.min(failures - 1, 10));
  if (failure.kind === 'network') return Math.min(16_000, 250 * (failures - 1));
  if (failure.status !== 429) return doubled(5_000, 320_000);
  return Math.max(doubled(60_000, 960_000), failure.resetAt === null ? 0 : failure.resetAt - now);
}
