import { describe, expect, it } from 'vitest';
import { readDesk } from '../../config/desk.ts';

const yaml = (more: string, brand = '') => `
people: { leads: [S0123LEADS] }
brands:
  - id: acme
    name: Acme
    handle: acme
    introductions: ["{customer} {responder} answers you here.", "{customer} meet {responder}."]
    channels: { default: C0123CARE }
    ${brand}
${more}
`;
const read = (more: string, brand = '') => readDesk('faccia.yaml', () => yaml(more, brand));

describe('what is said and how', () => {
  it('asks nobody, and keeps words for 90 days, where nothing is said', () => {
    expect(read('').value).toMatchObject({
      savedReplies: [],
      approval: { firstAnswers: 0, when: [], keywords: [], remindMs: 30 * 60_000 },
      personal: { allowedContacts: [], customerNumbers: [] },
      keepLoggedMs: 90 * 24 * 60 * 60 * 1000,
    });
  });

  it('is taken from the YAML', () => {
    const { value, problems } = read(
      [
        'saved_replies: [{ id: line, title: Line, topic: faults, language: it, text: "Ciao {customer}" }]',
        'approval: { first_answers: 10, when: [phone, money, legal], keywords: [vip], remind_minutes: 5, allowed_contacts: ["187 00"] }',
        'personal_data: { countries: [it], customer_numbers: ["AB-####"] }',
        'logged: { keep_days: 30 }',
      ].join('\n'),
    );
    expect(problems).toEqual([]);
    expect(value).toMatchObject({
      savedReplies: [{ id: 'line', topic: 'faults', language: 'it', version: 'yaml', by: null }],
      approval: { firstAnswers: 10, when: ['phone', 'money', 'legal'], keywords: ['vip'], remindMs: 300_000 },
      personal: { countries: ['IT'], allowedContacts: ['187 00'], customerNumbers: ['AB-####'] },
    });
  });

  it('invites in the customer’s language, or everywhere in the brand’s own words', () => {
    expect(read('').value?.brands[0]?.askPrivatelyIn).toMatchObject({
      it: expect.stringContaining('{link}'),
    });
    const own = read('', 'ask_privately: "Here: {link}"').value?.brands[0];
    expect(own).toMatchObject({ askPrivately: 'Here: {link}', askPrivatelyIn: {} });
  });

  it.each([
    [
      'saved_replies: [{ id: A, title: T, text: t }]',
      /saved_replies\[0\]\.id must be 1 to 40 small letters/u,
    ],
    [
      'saved_replies: [{ id: a, title: T, text: t }, { id: a, title: T, text: t }]',
      /\[1\]\.id is the id of \[0\]/u,
    ],
    ['saved_replies: [{ id: a, title: "", text: t }]', /title is empty/u],
    ['approval: { when: [swearing] }', /approval\.when\[0\] must be one of phone, money, legal/u],
    ['approval: { first_answers: -1 }', /first_answers must be 0 to 1000/u],
    ['personal_data: { countries: [Italy] }', /countries\[0\] must be a country by two letters/u],
    ['personal_data: { customer_numbers: ["#"] }', /at least four #/u],
    ['logged: { keep_days: 0 }', /keep_days must be 1 to 150/u],
  ])('names the place and the way out: %s', (more, says) => {
    expect(read(more).problems).toEqual([expect.stringMatching(says)]);
  });

  it('wants a lead where one must decide, and the link in an invitation', () => {
    const without = yaml('approval: { when: [money] }').replace('leads: [S0123LEADS]', 'leads: []');
    expect(readDesk('f', () => without).problems).toEqual([
      expect.stringMatching(/approval asks for a lead, but people\.leads is empty/u),
    ]);
    expect(read('', 'ask_privately: "Write to us"').problems).toEqual([
      expect.stringMatching(/ask_privately must contain \{link\}/u),
    ]);
  });
});
