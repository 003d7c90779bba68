import { describe, expect, it } from 'vitest';
import { findEcho, fingerprintOf, likeness, type RecentText } from '../../src/domain/same-text.ts';
import { aDesk } from '../support/samples.ts';

const SETTINGS = aDesk().sameText;
const NOW = 1_700_000_000_000;
const TEXT =
  'Hi Tom, the tower in your street lost power this morning. Our engineer is there now and it should be back ' +
  'by six. Sorry for the trouble, I will write again when it is.';
const OTHER_WORDS =
  'Your tower went dark today, an engineer is on site. We expect it to work again around six this evening.';

const alike = (one: string, other: string) => likeness(fingerprintOf(one), fingerprintOf(other));

function earlier(text: string, over: Partial<RecentText> = {}) {
  const of = { entry: 'reply:r-1', accountId: '701', responder: 'UADA', text, at: NOW, ...over };
  return { of, print: fingerprintOf(text) };
}

function echoOf(text: string, ...others: ReturnType<typeof earlier>[]) {
  return findEcho(SETTINGS, { accountId: '702', print: fingerprintOf(text) }, others);
}

describe('two texts are the same words', () => {
  it.each([
    ['case', TEXT.toUpperCase()],
    ['spacing', ` ${TEXT.replaceAll(' ', ' \t ')}\n\n`],
    ['punctuation', TEXT.replaceAll(',', ' ;').replaceAll('.', '!!')],
    ['emoji', `🙏🏽 ${TEXT.replaceAll('. ', '. 👨‍👩‍👧‍👦 ')}`],
    ['the customer in front', `@tom_k ${TEXT}`],
    ['whom it greets', TEXT.replace('Hi Tom,', 'Dear Anna Maria!')],
    ['no greeting', TEXT.replace('Hi Tom, ', '')],
    ['who signs', `${TEXT} – Ben`],
    ['a link', `${TEXT} https://acme.com/status?x=${'y'.repeat(300)}`],
    ['wide letters', [...TEXT].map((letter) => wide(letter)).join('')],
    ['accents', TEXT.normalize('NFD').replaceAll('e', 'é')],
    ['characters that nobody sees', [...TEXT].join('\u200b')],
    ['reading direction', `\u202e${TEXT}\u202c`],
  ])('that differ in nothing but %s', (_what, other) => {
    expect(alike(TEXT, other)).toBe(1);
  });

  it('that differ in a number that was filled in', () => {
    const saved = (ticket: string) => `We have opened the ticket ${ticket} for you and call you back today.`;
    expect(alike(saved('4711'), saved('98-12'))).toBeGreaterThan(SETTINGS.refuseAt);
    expect(alike(saved('4711'), saved('1'))).toBe(1);
  });
});

const wide = (letter: string) =>
  /[A-Za-z]/u.test(letter) ? String.fromCharCode(letter.charCodeAt(0) + 0xfee0) : letter;

describe('likeness', () => {
  it('is refused for a word changed, warned of for a few, and nothing for the same news in other words', () => {
    expect(alike(TEXT, TEXT.replace('engineer', 'technician'))).toBeGreaterThan(SETTINGS.refuseAt);
    const changed = TEXT.replace('lost power', 'went dark').replace('I will write again', 'We tell you more');
    expect(alike(TEXT, changed)).toBeGreaterThan(SETTINGS.warnAt);
    expect(alike(TEXT, changed)).toBeLessThan(SETTINGS.refuseAt);
    expect(alike(TEXT, OTHER_WORDS)).toBeLessThan(0.6);
  });

  it.each([
    [
      'Japanese',
      'お客様の回線は本日午後に復旧する予定です。ご不便をおかけして申し訳ございません。',
      'お客様の回線は明日午後に復旧する予定です。ご不便をおかけして申し訳ございません。',
      'ルーターの電源を入れ直して、ランプの色を教えていただけますか。すぐに確認いたします。',
    ],
    [
      'Arabic',
      'نعتذر عن انقطاع الخدمة في منطقتكم وسيعود الاتصال خلال ساعتين إن شاء الله',
      'نعتذر عن انقطاع الخدمه في منطقتكم وسيعود الاتصال خلال ساعتين إن شاء الله',
      'يرجى إعادة تشغيل الجهاز وإخبارنا بلون الضوء الظاهر عليه حتى نتمكن من مساعدتكم',
    ],
    [
      'German',
      'Die Leitung in Ihrer Straße ist seit heute früh gestört, wir sind vor Ort und melden uns wieder.',
      'Die Leitung in Ihrer Strasse ist seit heute früh gestört, wir sind vor Ort und melden uns wieder.',
      'Bitte halten Sie die Taste am Router zehn Sekunden lang gedrückt und sagen Sie mir, was passiert.',
    ],
  ])('tells the same from other words in %s', (_language, text, nearly, other) => {
    expect(alike(text, nearly)).toBeGreaterThan(SETTINGS.refuseAt);
    expect(alike(text, other)).toBeLessThan(0.5);
    expect(echoOf(nearly, earlier(text))).toMatchObject({ own: false, refused: true });
  });

  it('is the same both ways, between 0 and 1, and 1 for itself', () => {
    const texts = hostile().map(([, text]) => text);
    for (const one of texts) {
      for (const other of [TEXT, ...texts]) {
        const found = alike(one, other);
        expect(found).toBe(alike(other, one));
        expect(found).toBeGreaterThanOrEqual(0);
        expect(found).toBeLessThanOrEqual(1);
      }
      if (fingerprintOf(one).words > 0) expect(alike(one, one)).toBe(1);
    }
  });
});

describe('an echo', () => {
  it('of another account is refused when nearly the same, and warned of when close', () => {
    expect(echoOf(TEXT, earlier(TEXT))).toMatchObject({ own: false, refused: true });
    const close = TEXT.replace('lost power', 'went dark').replace('I will write again', 'We tell you more');
    expect(echoOf(close, earlier(TEXT))).toMatchObject({ own: false, refused: false });
    expect(echoOf(OTHER_WORDS, earlier(TEXT))).toBeNull();
  });

  it('of the same account is refused only when it is the very same, however short', () => {
    const own = (text: string) => earlier(text, { accountId: '702' });
    expect(echoOf('Thank you!', own('Thank  you! '))).toMatchObject({ own: true, refused: true });
    expect(echoOf('Thank you!!', own('Thank you!'))).toBeNull();
    expect(echoOf(TEXT, own(TEXT))).toMatchObject({ own: true, refused: true });
    expect(echoOf(TEXT.replace('Tom', 'Ann'), own(TEXT))).toMatchObject({ own: true, refused: false });
    expect(echoOf(OTHER_WORDS, own(TEXT))).toBeNull();
    expect(echoOf('🙏', own('🙏'))).toMatchObject({ own: true, refused: true });
  });

  it.each([
    'Thank you!',
    'We are on it.',
    'Hi Tom, thank you for telling us.',
    'ありがとうございます！',
    '🙏🙏🙏',
    '',
  ])('is nobody’s when it is as short as "%s"', (text) => {
    expect(echoOf(text, earlier(text))).toBeNull();
  });

  it('is warned of when a copied text only got a sentence more', () => {
    const more = `${TEXT} Thank you all for waiting so patiently in the dark.`;
    expect(echoOf(more, earlier(TEXT))).toMatchObject({ own: false, refused: false });
  });

  it('that is refused stands before one that is only close, and the newest before the older', () => {
    const close = TEXT.replace('lost power', 'went dark').replace('I will write again', 'We tell you more');
    const found = echoOf(
      TEXT,
      earlier(close, { entry: 'reply:close' }),
      earlier(TEXT, { entry: 'reply:new', at: NOW + 1 }),
      earlier(TEXT, { entry: 'reply:old' }),
    );
    expect(found?.of.entry).toBe('reply:new');
  });
});

describe('a hostile text', () => {
  it.each(hostile())('takes no more work than any other: %s', (_what, text) => {
    const print = fingerprintOf(text);
    expect(print.trigrams.length).toBeLessThanOrEqual(8_000);
    expect(print.exact.length).toBeLessThanOrEqual(12_000);
    expect(() => echoOf(text, earlier(TEXT), earlier(text))).not.toThrow();
  });

  it('is compared with a thousand others in a moment', () => {
    const [, worst] = hostile()[0] as [string, string];
    const others = Array.from({ length: 1_000 }, (_, index) => earlier(`${worst}${index}`));
    const started = performance.now();
    echoOf(worst, ...others);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

function hostile(): [string, string][] {
  return [
    ['letters', 'line '.repeat(1_000)],
    ['one letter that stands for eighteen', '\ufdfa '.repeat(4_000)],
    ['accents on one letter', `a${'\u0316\u0301\u0323'.repeat(2_000)}`],
    ['half characters', '\ud83d'.repeat(3_000)],
    ['at signs', '@'.repeat(3_000)],
    ['beginnings of links', 'http://www.'.repeat(600)],
    ['dashes', ' - '.repeat(1_500)],
    ['families', '👨‍👩‍👧‍👦'.repeat(500)],
    ['zeros and other control characters', '\u0000\u0007\u001b[31m '.repeat(500)],
    ['names of prototypes', '__proto__ constructor toString hasOwnProperty '.repeat(50)],
    ['far too much', 'x y '.repeat(1_000_000)],
  ];
}
