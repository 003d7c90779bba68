import { describe, expect, it } from 'vitest';
import { deskSchema, toDesk } from '../../config/desk-schema.ts';
import { AROUND_THE_CLOCK, afterWorking, workingMs } from '../../src/domain/business-hours.ts';

const HOUR = 60 * 60_000;
const at = (text: string) => Date.parse(text);

function calendar(hours: object) {
  const brand = {
    id: 'acme',
    name: 'Acme',
    handle: 'acme',
    ladder: ['direct'],
    channels: { default: 'C0CARE' },
  };
  return toDesk(deskSchema.parse({ brands: [brand], hours })).times.calendar;
}

const week = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, ['09:00-18:00']]));
const rome = calendar({ zone: 'Europe/Rome', week, holidays: { country: 'IT', days: ['2026-12-24'] } });

describe('the working time between two moments', () => {
  it.each([
    ['within one day', '2026-11-25T10:00+01:00', '2026-11-25T11:30+01:00', 1.5],
    ['over a night', '2026-11-25T17:00+01:00', '2026-11-26T10:00+01:00', 2],
    ['over a weekend', '2026-11-27T17:00+01:00', '2026-11-30T10:00+01:00', 2],
    ['at night', '2026-11-25T20:00+01:00', '2026-11-25T23:00+01:00', 0],
    ['over a public holiday and a day of our own', '2026-12-23T17:00+01:00', '2026-12-28T10:00+01:00', 2],
    ['backwards', '2026-11-25T11:00+01:00', '2026-11-25T10:00+01:00', 0],
  ])('%s', (_name, from, to, hours) => {
    expect(workingMs(rome, at(from), at(to))).toBe(hours * HOUR);
  });

  it('is as long as the day is, when the clocks change', () => {
    const always = calendar({ zone: 'Europe/Rome', week: { ...week, sun: ['00:00-24:00'] } });
    expect(workingMs(always, at('2026-10-25T00:00+02:00'), at('2026-10-26T00:00+01:00'))).toBe(25 * HOUR);
    expect(workingMs(always, at('2026-03-29T00:00+01:00'), at('2026-03-30T00:00+02:00'))).toBe(23 * HOUR);
  });

  it('is all of it around the clock', () => {
    expect(workingMs(AROUND_THE_CLOCK, 5, 5 + 100 * HOUR)).toBe(100 * HOUR);
  });
});

describe('the moment after so much work', () => {
  it.each([
    ['on the same day', '2026-11-25T10:00+01:00', 1, '2026-11-25T11:00+01:00'],
    ['at the very end of a day', '2026-11-25T17:00+01:00', 1, '2026-11-25T18:00+01:00'],
    ['on the next day', '2026-11-25T17:30+01:00', 1, '2026-11-26T09:30+01:00'],
    ['from the night on', '2026-11-25T03:00+01:00', 1, '2026-11-25T10:00+01:00'],
    ['after the holidays', '2026-12-23T18:00+01:00', 2, '2026-12-28T11:00+01:00'],
  ])('%s', (_name, from, hours, to) => {
    expect(afterWorking(rome, at(from), hours * HOUR)).toBe(at(to));
  });

  it('is never where nobody ever works', () => {
    expect(afterWorking({ ...rome, isHoliday: () => true }, at('2026-11-25T10:00+01:00'), HOUR)).toBeNull();
  });
});

describe('hours in the YAML', () => {
  const problems = (hours: object) => {
    const parsed = deskSchema.safeParse({ brands: [], hours });
    return parsed.error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('\n') ?? '';
  };

  it.each([
    ['a zone that is none', { zone: 'Rome', week }, /hours\.zone must be a time zone/u],
    [
      'hours that end before they begin',
      { zone: 'UTC', week: { mon: ['18:00-09:00'] } },
      /must end after it begins/u,
    ],
    ['hours that overlap', { zone: 'UTC', week: { mon: ['09:00-13:00', '12:00-18:00'] } }, /not overlap/u],
    ['no hours at all', { zone: 'UTC', week: {} }, /on one day at least/u],
    ['a country that is none', { zone: 'UTC', week, holidays: { country: 'XX' } }, /country code/u],
    [
      'a region of another country',
      { zone: 'UTC', week, holidays: { country: 'DE', region: 'CA' } },
      /region of that country/u,
    ],
  ])('refuse %s', (_name, hours, says) => {
    expect(problems(hours)).toMatch(says);
  });
});
