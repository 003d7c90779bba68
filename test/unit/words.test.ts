import { describe, expect, it } from 'vitest';
import type { ApprovalSettings } from '../../src/domain/approval.ts';
import { judgeWords, type WordRules } from '../../src/domain/judge-words.ts';
import { fillKnown, rankSavedReplies, type SavedReply } from '../../src/domain/saved-replies.ts';
import { aWordRules } from '../support/samples.ts';

const LINE: SavedReply = {
  id: 'line',
  title: 'Line down',
  topic: 'line',
  language: 'en',
  text: 'Hello {customer}, the line in {street} is down. Our engineer is on the way and it is back this evening. {first_name}',
  version: 'yaml',
  by: null,
};
const THANKS: SavedReply = {
  ...LINE,
  id: 'thanks',
  title: 'Thanks',
  topic: null,
  language: null,
  text: 'Thank you!',
};

const codeOf = (text: string, over: Partial<WordRules> = {}) =>
  judgeWords(aWordRules({ saved: [LINE, THANKS], ...over }), text).refused?.code ?? null;
const filled = (street: string) => fillKnown(LINE.text, aWordRules().known).replace('{street}', street);

describe('a saved reply', () => {
  it('has what is known filled in, whatever it is, and leaves the rest to its author', () => {
    const known = { customer: '$&$1', firstName: '{topic}', topic: null };
    expect(fillKnown('Hi {customer}, {first_name} {topic} {street} {} {a\nb}', known)).toBe(
      'Hi @$&$1, {topic} {topic} {street} {} {a\nb}',
    );
  });

  it('is offered by topic, then by language, then by title', () => {
    const all = [
      { ...LINE, id: 'other', topic: 'bills', language: 'en' },
      { ...LINE, id: 'any', topic: null, language: null },
      { ...LINE, id: 'it', language: 'it' },
      LINE,
    ];
    const ranked = rankSavedReplies(all, { topic: 'Line', language: 'en-GB' });
    expect(ranked.map(({ id }) => id)).toEqual(['line', 'it', 'any', 'other']);
  });

  it('is refused with a field that nobody filled', () => {
    expect(codeOf(filled('{street}'))).toBe('unfilled-field');
    expect(codeOf('Set {"ssid": 1} and {other} in your router')).toBeNull();
  });

  it.each([
    ['as it stands', filled('the centre')],
    ['with another greeting, case and number', filled('Rome').toUpperCase().replace('HELLO', 'Hi there')],
    ['short, to the letter', 'Thank you!'],
    ['short, louder', 'THANK YOU'],
  ])('is refused %s', (_what, text) => {
    expect(codeOf(text)).toBe('saved-text');
  });

  it('goes out once it is said in own words', () => {
    expect(
      codeOf('I just called the crew: they found the broken cable and mean to be done by six tonight.'),
    ).toBeNull();
    expect(codeOf('Thank you, I pass that on to the shop in Milan!')).toBeNull();
  });
});

describe('personal data', () => {
  it('is refused with the way on, and without the data', () => {
    const say = (privately: string | null) =>
      judgeWords(aWordRules({ privately }), 'Call me: +39 333 123 4567').refused?.sentence ?? '';
    expect(say('here')).toContain('Ask privately');
    expect(say(null)).toContain("once a lead linked the brand's account");
    expect(say('here')).not.toContain('123');
  });

  it('is refused in what is said of a picture, where a lead looks too', () => {
    const approval = { firstAnswers: 0, when: ['money'], keywords: [], remindMs: 1 } as const;
    const judge = (alt: string) => judgeWords(aWordRules({ approval }), 'Look here', ['A router', alt]);
    expect(judge('A bill of Via Roma 12').refused?.code).toBe('personal-data');
    expect(judge('A bill of 20 €').approval).toHaveLength(1);
    expect(judge('A bill')).toEqual({ refused: null, approval: [] });
  });

  it('is refused before anything else is asked', () => {
    const approval = { firstAnswers: 9, when: ['phone'], keywords: [], remindMs: 1 } as const;
    expect(codeOf('+39 333 123 4567', { approval })).toBe('personal-data');
  });
});

describe('a lead looks first', () => {
  const reasons = (text: string, settings: Partial<ApprovalSettings>, over: Partial<WordRules> = {}) => {
    const approval = { firstAnswers: 0, when: [], keywords: [], remindMs: 1, ...settings };
    return judgeWords(aWordRules({ approval, ...over }), text).approval;
  };

  it('at the first answers of everybody but leads', () => {
    expect(reasons('On it', { firstAnswers: 2 }, { sent: 1 })).toEqual([
      'it is one of their first 2 answers',
    ]);
    expect(reasons('On it', { firstAnswers: 2 }, { sent: 2 })).toEqual([]);
    expect(reasons('On it', { firstAnswers: 2 }, { lead: true })).toEqual([]);
    expect(reasons('On it', {})).toEqual([]);
  });

  it.each([
    ['money', 'You get 20 € back'],
    ['money', '€20 will be paid'],
    ['money', 'it costs EUR 5'],
    ['money', 'we refund 15 euro'],
    ['money', '$ 5'],
    ['legal', 'Our lawyer will write'],
    ['legal', 'Un risarcimento è possibile'],
    ['legal', 'Schadenersatz gibt es nicht'],
    ['phone', 'Call 800 191 101, it is free'],
  ] as const)('at %s: %s', (rule, text) => {
    expect(reasons(text, { when: [rule] })).toHaveLength(1);
    expect(reasons(text, {})).toEqual([]);
  });

  it('at an own word as a whole, any case', () => {
    const settings = { keywords: ['Black Friday'] };
    expect(reasons('For BLACK   friday only', settings)).toEqual(['it says "Black Friday"']);
    expect(reasons('A black fridays', settings)).toEqual([]);
  });

  it('at nothing of this', () => {
    const all = { when: ['phone', 'money', 'legal'] } as const;
    expect(reasons('The courtesy of 5 engineers issued in 2026, the pound of the sea', all)).toEqual([]);
  });

  it('who is not its author: without another one it is refused, with the way on', () => {
    const approval = { firstAnswers: 0, when: ['money'], keywords: [], remindMs: 1 } as const;
    expect(codeOf('20 € back', { approval, approver: false })).toBe('no-approver');
    expect(codeOf('Twenty back', { approval, approver: false })).toBeNull();
  });
});
