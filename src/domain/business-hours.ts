import { Temporal } from 'temporal-polyfill';

/** From one clock time to a later one on the same day. */
export interface OpenHours {
  /** `HH:MM`. */
  from: string;
  /** `HH:MM`, or `24:00`. */
  to: string;
}

/** When the desk works. */
export interface Calendar {
  /** IANA, such as `Europe/Rome`. */
  zone: string;
  /** By day of the week, 1 (Monday) to 7; a day without hours is off. In order, not overlapping. */
  hours: Readonly<Record<number, readonly OpenHours[]>>;
  /** Whether nobody works on this day (`YYYY-MM-DD`), whatever the day of the week. */
  isHoliday(day: string): boolean;
}

/** Every minute counts. */
export const AROUND_THE_CLOCK: Calendar = {
  zone: 'UTC',
  hours: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [{ from: '00:00', to: '24:00' }]])),
  isHoliday: () => false,
};

/** A calendar in which nobody works for longer than this is a mistake. */
const LONGEST_DAYS = 3_700;

/** How much of the time between two moments the desk works, in milliseconds. */
export function workingMs(calendar: Calendar, from: number, to: number): number {
  let sum = 0;
  for (const { opens, closes } of openings(calendar, from)) {
    if (opens >= to) break;
    sum += Math.max(0, Math.min(closes, to) - Math.max(opens, from));
  }
  return sum;
}

/** The moment at which the desk has worked for `ms` since `from`; null: it never does. */
export function afterWorking(calendar: Calendar, from: number, ms: number): number | null {
  let left = ms;
  for (const { opens, closes } of openings(calendar, from)) {
    const begins = Math.max(opens, from);
    const here = closes - begins;
    if (here <= 0) continue;
    if (left <= here) return begins + left;
    left -= here;
  }
  return null;
}

/** Every opening that ends after this moment, in order. Days on which the clocks change are as long as they are. */
function* openings(calendar: Calendar, from: number): Iterable<{ opens: number; closes: number }> {
  let day = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(calendar.zone).toPlainDate();
  for (let count = 0; count < LONGEST_DAYS; count += 1, day = day.add({ days: 1 })) {
    const hours = calendar.hours[day.dayOfWeek] ?? [];
    if (hours.length === 0 || calendar.isHoliday(day.toString())) continue;
    for (const opening of hours) {
      const closes = moment(day, opening.to, calendar.zone);
      if (closes > from) yield { opens: moment(day, opening.from, calendar.zone), closes };
    }
  }
}

function moment(day: Temporal.PlainDate, time: string, zone: string): number {
  if (time === '24:00') return day.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds;
  return day.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds;
}
