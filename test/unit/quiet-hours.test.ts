import { describe, expect, it } from 'vitest';
import { dayStart, isZone, nextDay, nextTime, quietUntil } from '../../src/domain/quiet-hours.ts';

const ROME = { from: '22:00', to: '07:00', zone: 'Europe/Rome', daysOff: [] };
const at = (text: string) => Date.parse(text);
const shown = (moment: number | null) => moment && new Date(moment).toISOString();
const until = (quiet: Parameters<typeof quietUntil>[0], now: string) => shown(quietUntil(quiet, at(now)));

describe('quiet hours', () => {
  it('over midnight last until the morning, whichever day it is', () => {
    // A Wednesday in winter: Rome is one hour ahead.
    expect(until(ROME, '2026-01-14T20:59:59Z')).toBeNull();
    expect(until(ROME, '2026-01-14T21:00:00Z')).toBe('2026-01-15T06:00:00.000Z');
    expect(until(ROME, '2026-01-15T01:00:00Z')).toBe('2026-01-15T06:00:00.000Z');
    expect(until(ROME, '2026-01-15T06:00:00Z')).toBeNull();
  });

  it('within a day last until their end', () => {
    const lunch = { ...ROME, from: '12:30', to: '14:00' };
    expect(until(lunch, '2026-01-14T11:29:00Z')).toBeNull();
    expect(until(lunch, '2026-01-14T11:30:00Z')).toBe('2026-01-14T13:00:00.000Z');
    expect(until(lunch, '2026-01-14T13:00:00Z')).toBeNull();
  });

  it('follow the clock on the wall when it is put forward', () => {
    // 29 March 2026, 02:00 becomes 03:00 in Rome: the night is an hour shorter.
    expect(until(ROME, '2026-03-28T21:00:00Z')).toBe('2026-03-29T05:00:00.000Z');
    expect(until(ROME, '2026-03-29T05:00:00Z')).toBeNull();
    expect(until(ROME, '2026-03-29T20:00:00Z')).toBe('2026-03-30T05:00:00.000Z');
  });

  it('that begin in the hour that is left out begin when the clock goes on', () => {
    const early = { ...ROME, from: '02:15', to: '03:30' };
    expect(until(early, '2026-03-29T01:14:00Z')).toBeNull();
    expect(until(early, '2026-03-29T01:15:00Z')).toBe('2026-03-29T01:30:00.000Z');
    const gone = { ...ROME, from: '02:15', to: '03:00' };
    expect(until(gone, '2026-03-29T01:10:00Z')).toBeNull();
    expect(until(gone, '2026-03-29T12:00:00Z')).toBeNull();
  });

  it('that end in the hour that comes twice end with its second time', () => {
    // 25 October 2026, 03:00 becomes 02:00 in Rome: 02:30 is at 00:30 and at 01:30 UTC.
    const night = { ...ROME, to: '02:30' };
    expect(until(night, '2026-10-25T00:29:00Z')).toBe('2026-10-25T01:30:00.000Z');
    expect(until(night, '2026-10-25T01:00:00Z')).toBe('2026-10-25T01:30:00.000Z');
    expect(until(night, '2026-10-25T01:30:00Z')).toBeNull();
  });

  it('run on into days off and out of them', () => {
    const weekend = { ...ROME, daysOff: [6, 7] };
    // Friday evening until Monday morning.
    expect(until(weekend, '2026-01-16T21:30:00Z')).toBe('2026-01-19T06:00:00.000Z');
    expect(until(weekend, '2026-01-17T12:00:00Z')).toBe('2026-01-19T06:00:00.000Z');
    expect(until(weekend, '2026-01-16T12:00:00Z')).toBeNull();
  });

  it('with the same beginning and end are days off only', () => {
    const sundays = { ...ROME, from: '00:00', to: '00:00', daysOff: [7] };
    expect(until(sundays, '2026-01-17T12:00:00Z')).toBeNull();
    expect(until(sundays, '2026-01-18T12:00:00Z')).toBe('2026-01-18T23:00:00.000Z');
  });

  it('are those of the person, wherever the server stands', () => {
    expect(until({ ...ROME, zone: 'America/Los_Angeles' }, '2026-01-14T21:30:00Z')).toBeNull();
    expect(until({ ...ROME, zone: 'America/Los_Angeles' }, '2026-01-15T06:30:00Z')).toBe(
      '2026-01-15T15:00:00.000Z',
    );
    expect(until(null, '2026-01-15T06:30:00Z')).toBeNull();
  });

  it('end some day, also for whoever is always off', () => {
    expect(
      quietUntil({ ...ROME, daysOff: [1, 2, 3, 4, 5, 6, 7] }, at('2026-01-14T12:00:00Z')),
    ).not.toBeNull();
  });
});

describe('a day of somebody', () => {
  it('begins at midnight where they live, and may have 23 hours', () => {
    expect(shown(dayStart('Europe/Rome', at('2026-01-14T22:59:00Z')))).toBe('2026-01-13T23:00:00.000Z');
    expect(shown(dayStart('Europe/Rome', at('2026-01-14T23:01:00Z')))).toBe('2026-01-14T23:00:00.000Z');
    const short = at('2026-03-29T12:00:00Z');
    expect(nextDay('Europe/Rome', short) - dayStart('Europe/Rome', short)).toBe(23 * 3_600_000);
  });

  it('shows each time of the clock once more', () => {
    const now = at('2026-01-14T12:00:00Z');
    expect(shown(nextTime('14:00', 'Europe/Rome', now))).toBe('2026-01-14T13:00:00.000Z');
    expect(shown(nextTime('13:00', 'Europe/Rome', now))).toBe('2026-01-15T12:00:00.000Z');
  });
});

describe('a zone', () => {
  it.each(['Europe/Rome', 'America/Argentina/Buenos_Aires', 'UTC'])('%s is one', (zone) => {
    expect(isZone(zone)).toBe(true);
  });
  it.each(['', 'Rome', 'Europe/Nowhere', '+02:00', '../etc'])('"%s" is none', (zone) => {
    expect(isZone(zone)).toBe(false);
  });
});
