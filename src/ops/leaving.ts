import type { Clock, Log } from '../ports.ts';

/** Waits for this work, but not longer than so. */
export async function within(ms: number, work: Promise<unknown>, clock: Clock): Promise<void> {
  const over = new AbortController();
  await Promise.race([work, clock.sleep(ms, over.signal)]);
  over.abort();
}

/** However it ends, the process is gone so long after it was asked: before whoever asked loses patience. */
export function leaveInTime(asked: AbortSignal, ms: number, log: Log): void {
  const leave = (): void => {
    log.warn('stop-cut-short', { ms });
    process.exit(1);
  };
  asked.addEventListener('abort', () => setTimeout(leave, ms).unref(), { once: true });
}
