import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readDesk } from '../../config/desk.ts';

const yaml = (enrolment: string, leads = '[S0LEADS]') => `
people: { leads: ${leads} }
${enrolment}
brands:
  - id: acme
    name: Acme
    handle: acme
    introductions: ["{customer} {responder} answers you here.", "{customer} meet {responder}."]
    channels: { default: C0123CARE }
`;
const read = (enrolment: string, leads?: string) => readDesk('faccia.yaml', () => yaml(enrolment, leads));
const settings = (enrolment: string) => read(enrolment).value?.enrolment;

describe('enrolment in the YAML', () => {
  it('left out asks nobody to join', () => {
    expect(settings('')).toBeNull();
  });

  it('needs only the house rules', () => {
    expect(settings('enrolment: { house_rules: Be kind. }')).toEqual({
      rules: { text: 'Be kind.', version: expect.stringMatching(/^[0-9a-f]{12}$/u) },
      approval: 'lead',
      maxOpen: null,
      maxPerDay: null,
      presence: true,
      requireDisclosure: false,
      disclosureWords: [],
      defaultSignature: '– {first_name}, {brand}',
    });
  });

  it('has another version for other words, not for another line break', () => {
    const version = (rules: string) =>
      settings(`enrolment: { house_rules: ${JSON.stringify(rules)} }`)?.rules.version;
    expect(version('Be kind.\nSay who you are.')).toBe(version('Be kind. Say who  you are.\n'));
    expect(version('Be kind.')).not.toBe(version('Be kinder.'));
    expect(settings('enrolment: { house_rules: Be kind., version: 2026 }')?.rules.version).toBe('2026');
  });

  it.each([
    ['enrolment: { house_rules: "  " }', /enrolment\.house_rules is empty: write what everybody/u],
    ['enrolment: {}', /enrolment\.house_rules is missing/u],
    ['enrolment: { house_rules: a, approval: boss }', /enrolment\.approval must be one of lead, none/u],
    ['enrolment: { house_rules: a, max_open: 0 }', /enrolment\.max_open must be 1 to 500/u],
    [
      'enrolment: { house_rules: a, disclosure_words: [x] }',
      /disclosure_words\[0\] must have 2 letters or more/u,
    ],
    ['enrolment: { house_rules: a, rules: b }', /enrolment has "rules", which Faccia does not know/u],
  ])('%s is a mistake that is named', (text, says) => {
    expect(read(text).problems.join('\n')).toMatch(says);
  });

  it('is as the example shows it', () => {
    const text = readFileSync('config/faccia.example.yaml', 'utf8');
    const [shown = ''] = /(?<=\n)# enrolment:\n(?:#.*\n)+/u.exec(text) ?? [];
    const { value, problems } = read(shown.replace(/^# ?/gmu, ''));
    expect(problems).toEqual([]);
    expect(value?.enrolment).toMatchObject({ maxOpen: 5, rules: { version: '2026-08' } });
  });

  it('wants leads where they must say yes', () => {
    expect(read('enrolment: { house_rules: a }', '[]').problems.join()).toContain('people.leads is empty');
    expect(read('enrolment: { house_rules: a, approval: none }', '[]').problems).toEqual([]);
  });
});
