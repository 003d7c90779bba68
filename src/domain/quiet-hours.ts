import { Temporal } from 'temporal-polyfill';
import type { QuietHours } from './responder.ts';

/** More than a whole week of days off in a row is nobody's quiet hours. */
const MOST_PERIODS = 16;

/**
 * Until when this person does not want to be rung; null: they may be rung now. Days off, and hours that follow each other
 * without a gap, are one time. Clock times are those of their zone, also on the days on which the clocks change.
 */
export function quietUntil(quiet: QuietHours | null, now: number): number | null {
  if (quiet === null) return null;
  let end: number | null = null;
  for (let period = 0; period < MOST_PERIODS; period += 1) {
    const next = periodEnd(quiet, end ?? now);
    if (next === null) return end;
    end = next;
  }
  return end;
}

/** When today began for this person. */
export function dayStart(zone: string, now: number): number {
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).startOfDay().epochMilliseconds;
}

/** When tomorrow begins for this person. */
export function nextDay(zone: string, now: number): number {
  const here = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
  return here.add({ days: 1 }).startOfDay().epochMilliseconds;
}

/** Whether the IANA database knows it, such as `Europe/Rome`. */
export function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return /^[A-Za-z]/u.test(zone);
  } catch {
    return false;
  }
}

/** `14:00` in this zone: the next moment at which a clock there shows it. */
export function nextTime(time: string, zone: string, now: number): number {
  const here = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
  const today = here.withPlainTime(time);
  return (today.epochMilliseconds > now ? today : here.add({ days: 1 }).withPlainTime(time))
    .epochMilliseconds;
}

/** The end of the day off, or of the quiet hours, that this moment lies in. */
function periodEnd({ from, to, zone, daysOff }: QuietHours, at: number): number | null {
  const here = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  if (daysOff.includes(here.dayOfWeek)) return here.add({ days: 1 }).startOfDay().epochMilliseconds;
  if (from === to) return null;
  const today = here.toPlainDate();
  const begins = moment(today, from, zone, 'compatible');
  const ends = moment(today, to, zone, 'later');
  if (from < to) return at >= begins && at < ends ? ends : null;
  if (at < ends) return ends;
  return at >= begins ? moment(today.add({ days: 1 }), to, zone, 'later') : null;
}

/** A clock that is put back shows a time twice: quiet hours begin at the first one and end at the second. */
function moment(
  day: Temporal.PlainDate,
  time: string,
  zone: string,
  disambiguation: 'compatible' | 'later',
): number {
  return day.toPlainDateTime(time).toZonedDateTime(zone, { disambiguation }).epochMilliseconds;
}
