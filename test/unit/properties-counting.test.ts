import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprintOf, likeness } from '../../src/domain/same-text.ts';
import { harmless, nameText, saidText, webUrl } from '../../src/slack/escape.ts';
import { shorten } from '../../src/slack/limits.ts';
import { postBlocks } from '../../src/slack/post-blocks.ts';
import { LINKS } from '../support/hostile-surfaces.ts';
import { measureText } from '../support/measure-text.ts';
import { anyText, RUNS } from '../support/properties.ts';
import { aPost } from '../support/samples.ts';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const pieces = (text: string) => [...graphemes.segment(text)].map(({ segment }) => segment);

describe('a text that is cut', () => {
  it('fits, and what is left of it are whole characters from its beginning', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 220 }), (text, limit) => {
        const short = shorten(text, limit);
        expect(short.length).toBeLessThanOrEqual(limit);
        if (text.length <= limit) expect(short).toBe(text);
        if (text.length <= limit || !text.isWellFormed()) return;
        expect(short.endsWith('…')).toBe(true);
        const kept = short.slice(0, -1);
        expect(short.isWellFormed()).toBe(true);
        expect(text.startsWith(kept)).toBe(true);
        // No character was cut, unless one is longer than any that people write.
        const whole = pieces(text);
        if (whole.every((piece) => piece.length <= 40)) {
          let at = 0;
          const borders = new Set([0, ...whole.map((piece) => (at += piece.length))]);
          expect(borders.has(kept.length)).toBe(true);
          const next = whole.find((_piece, index) => whole.slice(0, index).join('').length === kept.length);
          expect(kept.length + (next?.length ?? 0)).toBeGreaterThan(limit - 1);
        }
      }),
      RUNS,
    );
  });
});

describe('words in a text of ours', () => {
  it('keep their limit, are whole, and bring no markup', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 20, max: 300 }), (text, limit) => {
        for (const said of [saidText(text, limit), nameText(text)]) {
          expect(said).not.toMatch(/[<>\u202a-\u202e\u2066\u2067]/u);
          expect(said).not.toMatch(/&(?!amp;|lt;|gt;)/u);
          expect(said.isWellFormed()).toBe(true);
        }
        expect(saidText(text, limit).length).toBeLessThanOrEqual(limit);
      }),
      RUNS,
    );
  });

  it('made harmless once are harmless: again changes nothing inside', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = harmless(text).slice(1, -1);
        expect(harmless(once).slice(1, -1)).toBe(once);
      }),
      RUNS,
    );
  });
});

describe('a web address', () => {
  it('is http or https, cannot end our markup, and leads where it says', () => {
    const address = fc.oneof(
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      anyText,
      anyText.map((text) => `https://a.example/${text}`),
    );
    fc.assert(
      fc.property(address, (given) => {
        const url = webUrl(given);
        if (url === null) return;
        expect(url).toMatch(/^https?:\/\/[^<>|\s]+$/u);
        expect(new URL(url).host).toBe(new URL(given).host);
      }),
      RUNS,
    );
  });
});

describe('a post on its card', () => {
  it('says the same words, whatever links are in them', () => {
    const words = fc
      .array(fc.oneof(fc.webUrl(), fc.string({ unit: 'grapheme-ascii', maxLength: 20 })))
      .map((parts) => parts.join(' '));
    fc.assert(
      fc.property(words, (text) => {
        const [, shown] = postBlocks(aPost({ text }), LINKS) as unknown as {
          elements: { elements: { text: string }[] }[];
        }[];
        const read = (shown?.elements[0]?.elements ?? [])
          .map((element) => element.text.replace(/[\u2068\u2069]/gu, ''))
          .join('');
        expect(read).toBe(text);
      }),
      RUNS,
    );
  });
});

describe('the length of an answer', () => {
  // X's rule, written down once more: https://docs.x.com/fundamentals/counting-characters
  const LIGHT: [from: number, to: number][] = [
    [0, 4351],
    [8192, 8205],
    [8208, 8223],
    [8242, 8247],
  ];
  const weight = (letter: string) => {
    const point = letter.codePointAt(0) ?? 0;
    return LIGHT.some(([from, to]) => point >= from && point <= to) ? 1 : 2;
  };

  it('weighs letters one or two by their script, and every emoji two', () => {
    const letter = fc.constantFrom(
      ...'abcXYZ019 éßøñ',
      ...'привет',
      ...'日本語한국',
      '…',
      '“',
      '’',
      '€',
      '中',
    );
    const emoji = fc.constantFrom('😀', '👨‍👩‍👧‍👦', '🏳️‍🌈', '👍🏽', '🇮🇹');
    const part = fc.oneof(
      letter.map((text) => ({ text, weight: weight(text) })),
      emoji.map((text) => ({ text: ` ${text} `, weight: 4 })),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 60 }), (parts) => {
        const text = parts.map((one) => one.text).join('');
        expect(measureText(text).length).toBe(parts.reduce((sum, one) => sum + one.weight, 0));
      }),
      RUNS,
    );
  });

  it('never shrinks when something is added behind it, and a link costs the same however long', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme-ascii', maxLength: 60 }),
        fc.nat({ max: 200 }),
        (text, more) => {
          expect(measureText(`${text} end`).length).toBeGreaterThanOrEqual(
            measureText(text.trimEnd()).length,
          );
          expect(measureText(`https://acme.com/${'a'.repeat(more)}`).length).toBe(23);
        },
      ),
      RUNS,
    );
  });
});

describe('the likeness of two texts', () => {
  it('is the same from both sides, and whole for a text and itself', () => {
    const words = fc
      .array(fc.constantFrom('we', 'are', 'sorry', 'please', 'restart', 'your', 'router', 'now'), {
        minLength: 8,
        maxLength: 20,
      })
      .map((all) => all.join(' '));
    fc.assert(
      fc.property(words, words, (one, other) => {
        const [first, second] = [fingerprintOf(one), fingerprintOf(other)];
        expect(likeness(first, second)).toBeCloseTo(likeness(second, first), 10);
        expect(likeness(first, first)).toBe(1);
        expect(likeness(first, second)).toBeGreaterThanOrEqual(0);
        expect(likeness(first, second)).toBeLessThanOrEqual(1);
      }),
      RUNS,
    );
  });
});
