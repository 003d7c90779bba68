import { UnavailableError } from '../errors.ts';
import type { KeepingStore } from '../keeping.ts';
import type { Clock } from '../ports.ts';

const EVERY_MS = 500;
const LONGEST_MS = 60_000;

/** As {@link KeepingStore.alone}, after whoever does it now. Throws UnavailableError. */
export async function waitAlone<T>(
  { keeping, clock }: { keeping: KeepingStore; clock: Clock },
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  const end = clock.now() + LONGEST_MS;
  for (;;) {
    const done = await keeping.alone(name, async () => ({ value: await work() }));
    if (done !== null) return done.value;
    if (clock.now() >= end)
      throw new UnavailableError(
        'archive-busy',
        'Another process works on the archives. Run it again in a minute.',
      );
    await clock.sleep(EVERY_MS);
  }
}
