import { describe, expect, it } from 'vitest';
import { namedPeople, plainWords } from '../../src/slack/plain-words.ts';

const NAMES = new Map([['U0ADA', 'Ada']]);

describe("a colleague's words", () => {
  it.each([
    ['a &amp; b &lt;c&gt; &amp;lt;', 'a & b <c> &lt;'],
    ['<@U0ADA> said so, <@U0ADA|ada>', 'Ada said so, Ada'],
    ['<@U0NOBODY> hello', 'hello'],
    ['<!channel> <!here|here> now', 'now'],
    ['<!subteam^S1|@team> knows', '@team knows'],
    ['at <!date^1700000000^{time}|10:13>', 'at 10:13'],
    ['in <#C1|care> and <#C2>', 'in #care and'],
    ['<https://acme.com/a?b=1&amp;c=2>', 'https://acme.com/a?b=1&c=2'],
    ['<https://acme.com|acme.com>', 'https://acme.com'],
    ['<https://acme.com/help|our help page>', 'our help page https://acme.com/help'],
    ['<mailto:a@b.it|a@b.it> <tel:+3902|+3902>', 'a@b.it +3902'],
    ['1 < 2 and 3 > 2', '1 < 2 and 3 > 2'],
    ['<javascript:alert(1)|x>', '<javascript:alert(1)|x>'],
    ['', ''],
  ])('%s become plain', (text, plain) => {
    expect(plainWords(text, NAMES)).toBe(plain);
  });

  it('name people once each', () => {
    expect(namedPeople('<@U1> <@U2|b> <@U1> <!here> &lt;@U3&gt;')).toEqual(['U1', 'U2']);
  });
});
