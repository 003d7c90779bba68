import { systemClock } from '../../src/ops/clock.ts';

const EVERY_MS = 40;

/** What the check answers as soon as it is something; null when that takes too long. */
export async function within<T>(ms: number, check: () => T | null | undefined | false): Promise<T | null> {
  for (const end = Date.now() + ms; ; ) {
    const found = check();
    if (found !== null && found !== undefined && found !== false) return found;
    if (Date.now() > end) return null;
    await systemClock.sleep(EVERY_MS);
  }
}

export const pause = (ms: number): Promise<void> => systemClock.sleep(ms);

/** At most so many at once, in order. */
export async function sideBySide<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  const one = async (): Promise<void> => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  };
  await Promise.all(Array.from({ length: width }, one));
}
