import { describe, expect, it } from 'vitest';
import { readDesk } from '../../config/desk.ts';

const BRANDS = `
brands:
  - id: acme
    name: Acme
    handle: acme
    introductions: ["{customer} {responder} answers you here.", "{customer} meet {responder}."]
    channels: { default: C0123CARE }
`;
const read = (topics: string) => readDesk('faccia.yaml', () => `topics:\n${topics}${BRANDS}`);
const one = (line: string) => read(`  - name: bills\n    channel: C0BILLS\n    ${line}`).problems;

describe('topics in the YAML', () => {
  it('are read with their rules; what is left out asks for nothing', () => {
    const { value } = read(`
  - name: bills
    channel: C0BILLS
    priority: high
    brands: [acme]
    rules:
      - keywords: [bill]
        hashtags: ["#Invoice", refund]
        authors: ["@Angry_Press"]
        languages: [it]
        networks: [x]
        regex: 'order\\s+\\d+'
      - keywords: [invoice]
  - name: small talk
    channel: C0TALK`);
    expect(value?.topics).toEqual([
      {
        name: 'bills',
        channel: 'C0BILLS',
        priority: 'high',
        brands: ['acme'],
        rules: [
          {
            keywords: ['bill'],
            hashtags: ['Invoice', 'refund'],
            authors: ['Angry_Press'],
            languages: ['it'],
            networks: ['x'],
            pattern: 'order\\s+\\d+',
          },
          { keywords: ['invoice'], hashtags: [], authors: [], languages: [], networks: [], pattern: null },
        ],
      },
      { name: 'small talk', channel: 'C0TALK', priority: 'normal', brands: [], rules: [] },
    ]);
    expect(value?.suggestions).toEqual({ minExamples: 50, minConfidence: 0.5 });
  });

  it.each([
    ['rules: [{ regex: "a(?=b)" }]', 'topics[0].rules[0].regex is no regular expression'],
    ['rules: [{ keywords: [x], regex: "[a" }]', 'missing closing ]: `[a` (RE2 syntax'],
    ['rules: [{}]', 'topics[0].rules[0] asks for nothing'],
    ['rules: [{ keywords: ["!!"] }]', 'topics[0].rules[0].keywords[0] needs a letter or a digit'],
    ['rules: [{ hashtags: ["two words"] }]', 'topics[0].rules[0].hashtags[0] must be one hashtag'],
    ['rules: [{ authors: ["not a handle"] }]', 'topics[0].rules[0].authors[0] must be an X handle'],
    ['rules: [{ languages: [Italian] }]', 'must be a language code'],
    ['rules: [{ networks: [fax] }]', 'topics[0].rules[0].networks[0] must be one of x'],
    ['rules: [{ keywords: [] }]', 'needs at least one entry'],
    ['priority: urgent', 'topics[0].priority must be one of high, normal, low'],
    ['brands: [other]', 'topics[0].brands[0] is no brand of this file: one of acme'],
    ['chanel: C0X', 'has "chanel", which Faccia does not know'],
  ])('name the place and the way out: %s', (line, complaint) => {
    const problems = one(line);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(complaint);
    expect(problems[0]).toMatch(/^faccia\.yaml:\d+: /u);
  });

  it('have each name once, in whatever case, and no # before it', () => {
    const twice = '  - { name: Bills, channel: C0BILLS }\n  - { name: bills, channel: C0X }';
    expect(read(twice).problems.join()).toContain('topics[1].name is the name of topics[0] already');
    const many = Array.from({ length: 91 }, (_, index) => `  - { name: t${index}, channel: C0X }`).join('\n');
    expect(read(many).problems.join()).toContain('topics has more than 90 topics');
    expect(read('  - { name: "#bills", channel: C0X }').problems.join()).toContain('without the #');
  });
});
