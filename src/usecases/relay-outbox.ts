import type { Outbox, TakenWork } from '../outbox.ts';
import type { Clock, JobQueue, Log } from '../ports.ts';

export interface RelayOutboxDeps {
  outbox: Outbox;
  queue: JobQueue;
  clock: Clock;
  log: Log;
}

const EVERY_MS = 200;
const HIDDEN_MS = 60_000;
const BATCH = 100;

/** Moves due work from the outbox to the workers, until the signal. Work that a crash swallowed comes back by itself. */
export function relayOutbox({ outbox, queue, clock, log }: RelayOutboxDeps) {
  let failing = false;
  /** Work that was not handed on is due now, not when its hiding is over. */
  const giveBack = async (works: TakenWork[]): Promise<void> => {
    for (const work of works) await outbox.postpone(work, clock.now());
  };
  const once = async (): Promise<number> => {
    const due = await outbox.take(clock.now(), BATCH, HIDDEN_MS);
    try {
      await queue.add(due);
    } catch (error) {
      await giveBack(due);
      throw error;
    }
    return due.length;
  };
  return async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      let moved = 0;
      try {
        moved = await once();
        failing = false;
      } catch (error) {
        if (!failing) log.warn('outbox-waits', { error });
        failing = true;
      }
      if (moved < BATCH) await clock.sleep(EVERY_MS, signal);
    }
  };
}
