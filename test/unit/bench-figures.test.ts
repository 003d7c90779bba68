import { describe, expect, it } from 'vitest';
import { createFigures } from '../../bench/figures.ts';
import { median, medianRatio, percentile } from '../../bench/numbers.ts';

function printed(json: boolean): { out: string[]; aside: string[] } {
  const [out, aside] = [[] as string[], [] as string[]];
  const figures = createFigures(
    'claim',
    json,
    (line) => out.push(line),
    (line) => aside.push(line),
  );
  figures.say('ten rounds');
  figures.figure('claim_throughput_ratio', 0.7249);
  figures.figure('ingest_posts_per_second', 2500.4, 0);
  figures.end();
  return { out, aside };
}

describe('a benchmark', () => {
  it('prints each figure as a line of its own', () => {
    expect(printed(false)).toEqual({
      out: ['ten rounds', 'claim_throughput_ratio 0.72', 'ingest_posts_per_second 2500'],
      aside: [],
    });
  });

  it('prints one object and nothing else where that is asked for', () => {
    const { out, aside } = printed(true);
    expect(aside).toEqual(['ten rounds']);
    expect(out).toHaveLength(1);
    expect(JSON.parse(out[0] ?? '')).toEqual({
      bench: 'claim',
      claim_throughput_ratio: 0.72,
      ingest_posts_per_second: 2500,
    });
  });

  it('takes the nearest rank, the middle, and the middle of what each round says', () => {
    expect(percentile([4, 1, 3, 2], 0.5)).toBe(2);
    expect(percentile([4, 1, 3, 2], 0.99)).toBe(4);
    expect(median([3, 1, 2])).toBe(2);
    // One bad second of the machine falls on both sides of its round.
    expect(medianRatio([50, 5, 60], [100, 10, 100])).toBe(0.5);
  });
});
