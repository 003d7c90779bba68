import { nextTime } from './quiet-hours.ts';

const UNITS: Readonly<Record<string, number>> = { m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000 };
const LONGEST_MS = 90 * 86_400_000;

/**
 * What follows `/care pause`: nothing (until they come back), `2h`, `30m`, `3d`, or `until 14:00` in their zone. Null: until
 * they come back; undefined: nobody can tell what it means.
 */
export function pauseUntil(words: readonly string[], zone: string, now: number): number | null | undefined {
  const [first, second, ...more] = words;
  if (first === undefined) return null;
  if (first === 'until') {
    const time = clockTime(second ?? '');
    return time === null || more.length > 0 ? undefined : nextTime(time, zone, now);
  }
  const [, amount, unit = ''] = /^(\d{1,4})(m|min|h|d)$/u.exec(`${first}${second ?? ''}`) ?? [];
  const ms = Number(amount) * (UNITS[unit] ?? Number.NaN);
  return more.length === 0 && ms > 0 && ms <= LONGEST_MS ? now + ms : undefined;
}

/** `9:30` as `09:30`; null: no time of a day. */
function clockTime(text: string): string | null {
  const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)$/u.exec(text) ?? [];
  return hour === undefined ? null : `${hour.padStart(2, '0')}:${minute}`;
}
