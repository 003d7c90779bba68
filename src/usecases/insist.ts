import { UnavailableError } from '../errors.ts';
import type { Clock } from '../ports.ts';

/** For writing down what already happened outside: tries again while the store is away, up to a minute. */
export async function insist<T>(clock: Clock, work: () => Promise<T>): Promise<T> {
  const end = clock.now() + 60_000;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof UnavailableError) || clock.now() >= end) throw error;
      await clock.sleep(500);
    }
  }
}
