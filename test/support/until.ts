import { vi } from 'vitest';

const LONG_MS = 30_000;
const EVERY_MS = 20;

/** Waits until this does not throw and is not false, and answers it. */
export function until<T>(
  check: () => T | Promise<T>,
  timeout = LONG_MS,
): Promise<Exclude<T, false | null | undefined>> {
  return vi.waitFor(
    async () => {
      const value = await check();
      if (value === false || value === undefined || value === null) throw new Error('not yet');
      return value as Exclude<T, false | null | undefined>;
    },
    { timeout, interval: EVERY_MS },
  );
}
