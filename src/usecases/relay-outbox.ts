import type { Outbox, TakenWork } from '../outbox.ts';
import type { Clock, JobQueue, Log } from '../ports.ts';

export interface RelayOutboxDeps {
  outbox: Outbox;
  queue: JobQueue;
  clock: Clock;
  log: Log;
}

const EVERY_MS = 200;
/** What comes within so long goes on together: one by one costs the most. */
const GATHER_MS = 10;
const HIDDEN_MS = 60_000;
const BATCH = 100;

/** Moves due work from the outbox to the workers, until the signal. Work that a crash swallowed comes back by itself. */
export function relayOutbox({ outbox, queue, clock, log }: RelayOutboxDeps) {
  let failing = false;
  const failed = (error: unknown): void => {
    if (!failing) log.warn('outbox-waits', { error });
    failing = true;
  };
  const take = async (): Promise<TakenWork[]> => {
    try {
      const due = await outbox.take(clock.now(), BATCH, HIDDEN_MS);
      if (due.length === 0) failing = false;
      return due;
    } catch (error) {
      failed(error);
      return [];
    }
  };
  /** Work that was not handed on is due now, not when its hiding is over. */
  const giveBack = async (works: TakenWork[]): Promise<void> => {
    for (const work of works) await outbox.postpone(work, clock.now());
  };
  const handOn = async (works: TakenWork[]): Promise<void> => {
    if (works.length === 0) return;
    try {
      await queue.add(works);
      failing = false;
    } catch (error) {
      failed(error);
      await giveBack(works).catch(failed);
    }
  };
  const rest = async (filled: AbortSignal, signal: AbortSignal): Promise<void> => {
    if (failing) return clock.sleep(EVERY_MS, signal);
    await firstOf([filled, signal], (first) => clock.sleep(EVERY_MS, first));
    if (filled.aborted) await clock.sleep(GATHER_MS, signal);
  };
  return async (signal: AbortSignal): Promise<void> => {
    let before = Promise.resolve();
    while (!signal.aborted) {
      const filled = outbox.filled();
      const due = await take();
      // The next are taken while these are handed on.
      const handing = handOn(due);
      await before;
      before = handing;
      if (due.length === BATCH && !failing) continue;
      await handing;
      await rest(filled, signal);
    }
    await before;
  };
}

/** Waits with a signal that ends with the first of these. */
async function firstOf(
  signals: readonly AbortSignal[],
  wait: (first: AbortSignal) => Promise<void>,
): Promise<void> {
  const first = new AbortController();
  const end = (): void => first.abort();
  for (const signal of signals) signal.addEventListener('abort', end);
  if (signals.some(({ aborted }) => aborted)) end();
  try {
    await wait(first.signal);
  } finally {
    for (const signal of signals) signal.removeEventListener('abort', end);
  }
}
