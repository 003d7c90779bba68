import { createRequire } from 'node:module';
import type Holidays from 'date-holidays';
import { z } from 'zod';
import { AROUND_THE_CLOCK, type Calendar, type OpenHours } from '../src/domain/business-hours.ts';
import { isZone } from '../src/domain/quiet-hours.ts';
import type { EscalationStep, TargetRule, TimeSettings } from '../src/domain/sla.ts';

/** The calendars of the whole world take long to load: only who names a country waits for them. */
function holidaysOf(...place: [country?: string, region?: string]): Holidays {
  const Loaded: typeof Holidays = createRequire(import.meta.url)('date-holidays');
  return new Loaded(...(place as [string]));
}

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const TIME = '(?:[01][0-9]|2[0-3]):[0-5][0-9]';

const opening = z
  .string()
  .regex(new RegExp(`^${TIME}-(?:${TIME}|24:00)$`, 'u'), 'must be hours such as "09:00-18:00".')
  .transform((text): OpenHours => ({ from: text.slice(0, 5), to: text.slice(6) }))
  .refine(({ from, to }) => from < to, 'must end after it begins; for a night use two days.');

const openings = z
  .array(opening)
  .default([])
  .refine((list) => list.every(({ from }, index) => index === 0 || from >= (list[index - 1]?.to ?? '')), {
    message: 'must be in order and not overlap.',
  });

const day = z.string().regex(/^\d{4}-\d\d-\d\d$/u, 'must be a day such as "2026-12-24".');

const hours = z.strictObject({
  zone: z.string().refine(isZone, 'must be a time zone such as Europe/Rome.'),
  week: z
    .strictObject(
      Object.fromEntries(DAYS.map((name) => [name, openings])) as Record<
        (typeof DAYS)[number],
        typeof openings
      >,
    )
    .refine((week) => DAYS.some((name) => week[name].length > 0), 'must have hours on one day at least.'),
  holidays: z
    .strictObject({
      country: z.string().optional(),
      region: z.string().optional(),
      days: z.array(day).default([]),
    })
    .refine(({ country }) => country === undefined || country in holidaysOf().getCountries(), {
      path: ['country'],
      message: 'must be a country code such as IT.',
    })
    .refine(
      ({ country, region }) =>
        region === undefined || (country !== undefined && region in (holidaysOf().getStates(country) ?? {})),
      { path: ['region'], message: 'must be a region of that country, by its code.' },
    )
    .prefault({}),
});

const minutes = z
  .number()
  .int()
  .min(1, 'must be 1 to 100000 minutes.')
  .max(100_000, 'must be 1 to 100000 minutes.');

const target = z.strictObject({
  topic: z.string().trim().min(1).optional(),
  priority: z.enum(['low', 'normal', 'high']).optional(),
  first_answer_minutes: minutes.optional(),
  next_answer_minutes: minutes.optional(),
  resolution_minutes: minutes.optional(),
});

const step = z
  .strictObject({
    at: z.number().min(0.1, 'must be 0.1 to 10: 1 is the end of the target.').max(10, 'must be 0.1 to 10.'),
    ring: z.enum(['holder', 'channel', 'group', 'leads']),
    group: z
      .string()
      .regex(/^[UWS][A-Z0-9]{2,}$/u, 'must be a Slack user id (U…) or user group id (S…).')
      .optional(),
  })
  .refine(({ ring, group }) => (ring === 'group') === (group !== undefined), {
    path: ['group'],
    message: 'goes with "ring: group", and only with it: the id of the group that is on call.',
  });

const ESCALATION = [
  { at: 0.75, ring: 'holder' as const },
  { at: 1, ring: 'channel' as const },
  { at: 1.5, ring: 'leads' as const },
];

export const timeSchema = {
  hours: hours.optional(),
  targets: z.array(target).default([]),
  escalation: z.array(step).default(ESCALATION),
};

interface GivenTimes {
  hours?: z.output<typeof hours> | undefined;
  targets: z.output<typeof target>[];
  escalation: z.output<typeof step>[];
}

export function toTimes({ hours: given, targets, escalation }: GivenTimes): TimeSettings {
  return {
    calendar: given === undefined ? AROUND_THE_CLOCK : toCalendar(given),
    targets: targets.map(toTarget),
    escalation: escalation.map(toStep).sort((one, other) => one.at - other.at),
  };
}

function toCalendar({ zone, week, holidays }: z.output<typeof hours>): Calendar {
  const days = new Set(holidays.days);
  const known = holidays.country === undefined ? null : publicHolidays(holidays.country, holidays.region);
  return {
    zone,
    hours: Object.fromEntries(DAYS.map((name, index) => [index + 1, week[name]])),
    isHoliday: (date) => days.has(date) || (known?.(date) ?? false),
  };
}

/** Days on which a country, or one of its regions, does not work; read once for each year. */
function publicHolidays(country: string, region: string | undefined): (day: string) => boolean {
  const source = region === undefined ? holidaysOf(country) : holidaysOf(country, region);
  const years = new Map<string, Set<string>>();
  return (date) => {
    const year = date.slice(0, 4);
    const found = years.get(year) ?? daysOff(source, Number(year));
    years.set(year, found);
    return found.has(date);
  };
}

function daysOff(source: Holidays, year: number): Set<string> {
  const holidays = source.getHolidays(year).filter(({ type }) => type === 'public');
  return new Set(holidays.map(({ date }) => date.slice(0, 10)));
}

function toTarget(given: z.output<typeof target>): TargetRule {
  const ms = (value: number | undefined) => (value === undefined ? null : value * 60_000);
  return {
    topic: given.topic ?? null,
    priority: given.priority ?? null,
    firstAnswerMs: ms(given.first_answer_minutes),
    nextAnswerMs: ms(given.next_answer_minutes ?? given.first_answer_minutes),
    resolutionMs: ms(given.resolution_minutes),
  };
}

function toStep({ at, ring, group }: z.output<typeof step>): EscalationStep {
  return { at, ring, group: group ?? null };
}
