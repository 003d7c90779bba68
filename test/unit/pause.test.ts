import { describe, expect, it } from 'vitest';
import { pauseUntil } from '../../src/domain/pause.ts';

const NOW = Date.parse('2026-01-14T12:00:00Z');
const until = (text: string) => pauseUntil(text.split(' ').filter(Boolean), 'Europe/Rome', NOW);

describe('a pause', () => {
  it.each([
    ['', null],
    ['30m', NOW + 30 * 60_000],
    ['2h', NOW + 2 * 3_600_000],
    ['2 h', NOW + 2 * 3_600_000],
    ['90 min', NOW + 90 * 60_000],
    ['3d', NOW + 3 * 86_400_000],
    ['until 14:00', Date.parse('2026-01-14T13:00:00Z')],
    ['until 9:30', Date.parse('2026-01-15T08:30:00Z')],
  ])('"%s" lasts as long as it says', (text, end) => {
    expect(until(text)).toBe(end);
  });

  it.each([
    '0h',
    '2 weeks',
    'until',
    'until noon',
    'until 25:00',
    'until 14:00 tomorrow',
    '91d',
    '-2h',
    '2h 30m',
  ])('"%s" is not understood', (text) => {
    expect(until(text)).toBeUndefined();
  });
});
