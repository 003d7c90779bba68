import type { DeskSettings } from '../domain/brand.ts';
import type { Silence } from '../domain/silence.ts';
import { AppError, UnavailableError } from '../errors.ts';
import type { JobAnswer, Log, People } from '../ports.ts';
import type { AlarmNotifier, SilenceStore } from '../seeing.ts';
import { type PostOnceDeps, postOnce } from './post-once.ts';

export interface TellSilenceDeps extends PostOnceDeps {
  silences: SilenceStore;
  alarms: AlarmNotifier;
  people: People;
  desk: Pick<DeskSettings, 'silence'>;
  log: Log;
}

const UNREACHABLE_WAIT_MS = 5_000;

/** A source fell silent, or speaks again: one message for each silence and place, which says at last how it ended. */
export function tellSilence(deps: TellSilenceDeps) {
  return async (source: string): Promise<JobAnswer> => {
    const silence = await deps.silences.newest(source);
    if (silence === null) return { done: true };
    const waits: number[] = [];
    for (const place of await placesOf(deps)) {
      const until = await tellIn(deps, silence, place);
      if (until !== null) waits.push(until);
    }
    return waits.length === 0 ? { done: true } : { again: Math.min(...waits) };
  };
}

async function placesOf({ desk, people }: TellSilenceDeps): Promise<readonly string[]> {
  return desk.silence.channel === null ? [...(await people.operations())] : [desk.silence.channel];
}

/** Null: it stands there, or never will. */
async function tellIn(deps: TellSilenceDeps, silence: Silence, place: string): Promise<number | null> {
  const key = `silence:${silence.source}:${silence.since}:${place}`;
  try {
    const channel = /^[CG]/u.test(place) ? place : await deps.notifier.openDirect(place);
    const posted = await postOnce(deps)({
      key,
      channel,
      threadTs: null,
      post: () => deps.alarms.postAlarm(key, channel, silence),
    });
    if (posted.kind === 'wait') return posted.until;
    if (silence.endedAt !== null && !posted.fresh)
      await deps.alarms.updateAlarm(posted.channel, posted.ts, silence);
    return null;
  } catch (error) {
    if (error instanceof UnavailableError)
      return deps.clock.now() + (error.retryAfterMs ?? UNREACHABLE_WAIT_MS);
    if (!(error instanceof AppError)) throw error;
    // Somebody whom Slack does not let us write to must not keep it from the others.
    deps.log.warn('silence-not-told', { source: silence.source, place, error });
    return null;
  }
}
