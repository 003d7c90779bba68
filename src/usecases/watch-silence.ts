import type { DeskSettings } from '../domain/brand.ts';
import { judgeSilence } from '../domain/silence.ts';
import type { Clock, Log } from '../ports.ts';
import type { SilenceStore } from '../seeing.ts';

export interface WatchSilenceDeps {
  silences: SilenceStore;
  desk: Pick<DeskSettings, 'silence'>;
  clock: Clock;
  log: Log;
}

const EVERY_MS = 60_000;

/** Looks once at each source; a silence that its history makes unlikely is noticed once, by whoever looks first. */
export function lookForSilence({ silences, desk, clock, log }: WatchSilenceDeps) {
  return async (sources: readonly string[]): Promise<void> => {
    for (const source of sources) {
      const now = clock.now();
      const heard = await silences.heard(source, now);
      if (heard === null) continue;
      const { kind, expected, silentMs } = judgeSilence(heard, desk.silence, now);
      if (kind !== 'silent') continue;
      if (await silences.begin({ source, since: heard.at, expected, noticedAt: now }))
        log.error('source-silent', { source, silentMs, expected });
    }
  };
}

/** Every minute, until the signal. */
export function watchSilence(deps: WatchSilenceDeps) {
  const look = lookForSilence(deps);
  return async (sources: readonly string[], signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      try {
        await look(sources);
      } catch (error) {
        deps.log.warn('silence-not-seen', { error });
      }
      await deps.clock.sleep(EVERY_MS, signal);
    }
  };
}
