import { describe, expect, it } from 'vitest';
import { type Heard, HOUR_MS, judgeSilence } from '../../src/domain/silence.ts';
import { aDesk } from '../support/samples.ts';

const SETTINGS = aDesk().silence;
const DAY_MS = 24 * HOUR_MS;
/** A Monday, 00:00 UTC. */
const MONDAY = Date.UTC(2026, 9, 5);

/** Four weeks in which so many posts came in each hour of the day. */
function heardFor(perHour: (hourOfDay: number, day: number) => number, at: number, days = 28): Heard {
  const hours = new Map<number, number>();
  for (let time = at - days * DAY_MS; time < at; time += HOUR_MS) {
    const hour = Math.floor(time / HOUR_MS);
    hours.set(hour, perHour(hour % 24, Math.floor(time / DAY_MS)));
  }
  return { since: at - days * DAY_MS, at, hours };
}

const NOON = MONDAY + 12 * HOUR_MS;
const verdict = (heard: Heard, silentMs: number) => judgeSilence(heard, SETTINGS, heard.at + silentMs).kind;

describe('a source that says nothing', () => {
  const busy = heardFor(() => 20, NOON);

  it('is silent once so long without a post is unlikely', () => {
    expect(verdict(busy, 10 * 60_000)).toBe('usual');
    expect(verdict(busy, 35 * 60_000)).toBe('silent');
  });

  it('says how many posts usually come in such a time', () => {
    const { expected, silentMs } = judgeSilence(busy, SETTINGS, NOON + 90 * 60_000);
    expect(expected).toBeCloseTo(30, 5);
    expect(silentMs).toBe(90 * 60_000);
  });

  it('is never silent for less than the shortest time, however loud it was', () => {
    const roaring = heardFor(() => 10_000, NOON);
    expect(verdict(roaring, 29 * 60_000)).toBe('usual');
    expect(verdict(roaring, 30 * 60_000)).toBe('silent');
  });

  it('may be quiet at night, where nights are quiet', () => {
    const byDay = heardFor((hour) => (hour >= 7 && hour < 20 ? 20 : 0), MONDAY + 20 * HOUR_MS);
    expect(verdict(byDay, 10 * HOUR_MS)).toBe('usual');
    expect(verdict(byDay, 13 * HOUR_MS)).toBe('silent');
  });

  it('may be quiet on Sundays, where Sundays are quiet', () => {
    const sunday = (day: number) => (day + 4) % 7 === 0;
    const byWeek = heardFor((_, day) => (sunday(day) ? 0 : 20), MONDAY - DAY_MS);
    expect(verdict(byWeek, 20 * HOUR_MS)).toBe('usual');
    expect(verdict(byWeek, 27 * HOUR_MS)).toBe('silent');
  });

  it('is not judged before it was heard for long enough', () => {
    expect(
      verdict(
        heardFor(() => 500, NOON, 13),
        5 * HOUR_MS,
      ),
    ).toBe('learning');
    expect(
      verdict(
        heardFor(() => 500, NOON, 15),
        5 * HOUR_MS,
      ),
    ).toBe('silent');
  });

  it('is not expected to be loud because it once was', () => {
    const [, stormDay] = [0, Math.floor((NOON - 7 * DAY_MS) / DAY_MS)];
    const storm = heardFor((_, day) => (day === stormDay ? 5_000 : 0), NOON);
    expect(verdict(storm, 5 * HOUR_MS)).toBe('usual');
  });

  it('stays silent through weeks: the silence is no example of what is usual', () => {
    expect(verdict(busy, 30 * DAY_MS)).toBe('silent');
  });

  it('is seldom silent where posts are seldom', () => {
    const seldom = heardFor((hour) => (hour === 12 ? 1 : 0), NOON);
    expect(verdict(seldom, DAY_MS)).toBe('usual');
  });

  it('is usual while its clock stands still or goes back', () => {
    expect(judgeSilence(busy, SETTINGS, NOON - HOUR_MS)).toMatchObject({ kind: 'usual', silentMs: 0 });
  });
});
