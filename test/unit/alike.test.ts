import { describe, expect, it } from 'vitest';
import { alikeness, sketchOf } from '../../src/domain/alike.ts';
import { sharedWords } from '../../src/domain/surge.ts';

const alike = (one: string, other: string) => alikeness(sketchOf(one), sketchOf(other));
const meet = (one: string, other: string) => {
  const bands = new Set(sketchOf(one).bands);
  return sketchOf(other).bands.some((band) => bands.has(band));
};

describe('texts are alike', () => {
  it('when their words are the same, whatever their case, accents, order, handles, links and numbers', () => {
    const text = '@acme my line is dead since this morning, ticket 4711 https://t.co/abc';
    expect(alike(text, 'SINCE this Morning my líne is dead! @acme_help ticket 99')).toBe(1);
    expect(alike(text, text)).toBe(1);
  });

  it('by the share of the same words, and those that have half of them meet', () => {
    const one = 'no signal in the whole north since this morning';
    const near = 'no signal in the north since early morning, help';
    const far = 'how do I change the address on my bill please';
    expect(alike(one, near)).toBeGreaterThan(0.45);
    expect(meet(one, near)).toBe(true);
    expect(alike(one, far)).toBeLessThan(0.3);
  });

  it('estimates the share of the words within a tenth on average', () => {
    const words = Array.from({ length: 24 }, (_, index) => `word${String.fromCharCode(97 + index)}x`);
    const shares = [4, 8, 12, 16, 20].map((same) => {
      const one = words.slice(0, 12 + same / 2).join(' ');
      const other = words.slice(12 - same / 2).join(' ');
      const real =
        new Set([...sketchOf(one).words].filter((word) => sketchOf(other).words.includes(word))).size / 24;
      return Math.abs(alike(one, other) - real);
    });
    expect(shares.reduce((sum, off) => sum + off, 0) / shares.length).toBeLessThan(0.1);
  });

  it('in scripts without spaces too', () => {
    expect(alike('今朝からインターネットがつながりません', '今朝からインターネットがつながりません！')).toBe(
      1,
    );
    expect(sketchOf('今朝からインターネットがつながりません').words.length).toBeGreaterThan(2);
  });

  it('never, when there are no words', () => {
    for (const text of ['', '@acme', '😡😡😡', 'https://t.co/abc', '12345']) {
      expect(sketchOf(text).sign).toBe('');
      expect(alike(text, text)).toBe(0);
    }
  });

  it('in the same way in every process', () => {
    expect(sketchOf('my line is dead').sign.slice(0, 16)).toMatchInlineSnapshot(`"16dfcf008798d493"`);
  });

  it('with bounded work for whatever is sent', () => {
    const { words, bands, sign } = sketchOf('x\u0301'.repeat(500) + ' <!channel> \ud800'.repeat(25_000));
    expect(words.length).toBeLessThanOrEqual(40);
    expect(words.every((word) => word.length <= 30 && !/[\s<>]/u.test(word))).toBe(true);
    expect([bands.length, sign.length]).toEqual([21, 504]);
  });
});

describe('a group is explained', () => {
  const group = (total: number, counts: Record<string, number>) => ({
    id: '1',
    total,
    left: total,
    examples: [],
    words: Object.entries(counts).map(([word, texts]) => ({ word, texts })),
  });

  it('by words that half of its texts have, at most six', () => {
    const said = { dead: 10, line: 9, morning: 5, rome: 4 };
    expect(sharedWords(group(10, said)).map(({ word }) => word)).toEqual(['dead', 'line', 'morning']);
    const many = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`word${index}`, 10]));
    expect(sharedWords(group(10, many))).toHaveLength(6);
  });

  it('not at all, when it is one text', () => {
    expect(sharedWords(group(1, { dead: 1 }))).toEqual([]);
  });
});
