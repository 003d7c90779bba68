import { describe, expect, it } from 'vitest';
import { escapeText, harmless, link, nameText, webUrl } from '../../src/slack/escape.ts';
import { shorten } from '../../src/slack/limits.ts';

const START = '\u2068';
const END = '\u2069';

describe("Slack's three characters", () => {
  it.each([
    ['<!channel>', '&lt;!channel&gt;'],
    ['<@U0ADA>', '&lt;@U0ADA&gt;'],
    ['<https://a|https://b>', '&lt;https://a|https://b&gt;'],
    ['already &lt; escaped', 'already &amp;lt; escaped'],
    ['', ''],
  ])('in %j are only text', (text, escaped) => {
    expect(escapeText(text)).toBe(escaped);
  });
});

describe('words from outside', () => {
  it('end with the direction that they began with', () => {
    expect(harmless('\u202Emoc.emca\u202C \u2066a\u2069 \u200Fb\u061C')).toBe(`${START}moc.emca a b${END}`);
  });

  it('show control characters and keep line ends and tabs', () => {
    expect(harmless('a\u0000b\u001bc\u007fd\u009be\r\nf\tg\nh')).toBe(`${START}a␀b␛c␡d␡e\nf\tg\nh${END}`);
  });

  it('keep every letter and emoji of any script', () => {
    const words = 'سلام 日本語 👨‍👩‍👧‍👦 🏳️‍🌈 é ñ “q”';
    expect(harmless(words)).toBe(`${START}${words}${END}`);
  });
});

describe('a name', () => {
  it.each([['', ' \n\t ', '\u3000']].flat())('that is %j is Somebody', (name) => {
    expect(nameText(name)).toBe(`${START}Somebody${END}`);
  });

  it('made of marks that nobody sees is Somebody', () => {
    expect(nameText('\u202E\u200F\u2066')).toBe(`${START}Somebody${END}`);
  });

  it('stands on one line, formats nothing and rings for nobody', () => {
    const shown = nameText('*Ann*\n_<!here>_ `x` ~y~');
    expect(shown).not.toMatch(/\n|<|>/u);
    expect(shown).not.toMatch(/[*_~`](?!\u200b)/u);
  });

  it('is cut between what people see as characters', () => {
    for (const name of [`a${'😀'.repeat(60)}`, '👨‍👩‍👧‍👦'.repeat(20), `${'é'.repeat(59)}🏳️‍🌈`]) {
      const shown = nameText(name);
      expect(shown).not.toMatch(/\p{Surrogate}/u);
      const inside = [...new Intl.Segmenter().segment(shown.slice(1, -1))].map(({ segment }) => segment);
      const given = new Set([...new Intl.Segmenter().segment(name)].map(({ segment }) => segment));
      expect(inside.filter((segment) => segment !== '…' && !given.has(segment))).toEqual([]);
    }
  });
});

describe('an address', () => {
  it.each(['javascript:alert(1)', 'data:text/html,x', 'slack://open', '//a.example', 'nonsense', ''])(
    '%j is none',
    (url) => {
      expect(webUrl(url)).toBeNull();
      expect(link(url, 'See it')).toBe('See it');
    },
  );

  it('and a label cannot end our markup', () => {
    expect(link('https://x.com/a|b>c<d', 'one|two')).toBe('<https://x.com/a%7Cb%3Ec%3Cd|one¦two>');
  });
});

describe('a shortened text', () => {
  it('is left alone where it fits', () => {
    expect(shorten('12345', 5)).toBe('12345');
    expect(shorten('', 5)).toBe('');
  });

  it.each([4, 5, 11, 12, 13, 24])('of at most %i units breaks no emoji family', (limit) => {
    const short = shorten('👨‍👩‍👧‍👦'.repeat(10), limit);
    expect(short.length).toBeLessThanOrEqual(limit);
    expect(short).toMatch(/^(?:👨‍👩‍👧‍👦)*…$/u);
  });
});
