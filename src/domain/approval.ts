import { plainLetters } from './personal-data.ts';
import { phonesIn } from './phones.ts';
import { hasWords } from './words.ts';

/** What in a text makes a lead look at it first. */
export const APPROVAL_RULES = ['phone', 'money', 'legal'] as const;
export type ApprovalRule = (typeof APPROVAL_RULES)[number];

export interface ApprovalSettings {
  /** So many answers of everybody who begins are looked at; 0: none. Leads are no beginners. */
  firstAnswers: number;
  when: readonly ApprovalRule[];
  /** Own words, any case, as whole words. */
  keywords: readonly string[];
  /** When nobody decided for so long the leads are told again; then after twice as long, and so on. */
  remindMs: number;
}

/**
 * A lead's word on a reply. `asked`: it is held until one decides; `approved`: it went on; `changed` and `declined`: it
 * was sent back to its author, and nobody saw it. Exactly one decision, never by its author.
 */
export interface Approval {
  state: 'asked' | 'approved' | 'changed' | 'declined';
  /** Why a lead is asked: each goes on after "because". */
  why: readonly string[];
  askedAt: number;
  /** Slack user id of the lead; null while it is asked. */
  by: string | null;
  at: number | null;
  /** What the lead wrote to the author; may be empty. */
  comment: string;
}

export type ApprovalDecision = Exclude<Approval['state'], 'asked'>;

/** A lead is asked for their word. */
export function askedFor(why: readonly string[], now: number): Approval {
  return { state: 'asked', why, askedAt: now, by: null, at: null, comment: '' };
}

/** Everything that decides whether a lead must look. */
export interface ApprovalCase {
  text: string;
  /** How many answers of this person were sent so far. */
  sent: number;
  lead: boolean;
  countries: readonly string[];
}

/** Why a lead looks at this text first; empty: nobody needs to. */
export function approvalReasons(settings: ApprovalSettings, given: ApprovalCase): string[] {
  const text = plainLetters(given.text);
  const found: string[] = [];
  if (!given.lead && given.sent < settings.firstAnswers)
    found.push(
      settings.firstAnswers === 1
        ? 'it is their first answer'
        : `it is one of their first ${settings.firstAnswers} answers`,
    );
  for (const rule of settings.when) found.push(...RULES[rule](text, given.countries));
  const keyword = firstWord(text, settings.keywords);
  if (keyword !== null) found.push(`it says "${keyword}"`);
  return found;
}

const RULES: Record<ApprovalRule, (text: string, countries: readonly string[]) => string[]> = {
  phone: (text, countries) => (phonesIn(text, countries).length > 0 ? ['it names a phone number'] : []),
  money: (text) => (MONEY.test(text) ? ['it names an amount of money'] : []),
  legal(text) {
    const word = firstWord(text, LEGAL_WORDS);
    return word === null ? [] : [`it uses a legal word ("${word}")`];
  },
};

const UNIT =
  '(?:euros?|eur|usd|gbp|chf|dollars?|bucks|pounds?|quid|cents?|centesimi|centimes?|franken|franchi|francs?)';
const MONEY = new RegExp(
  `\\p{Sc}[ ]?\\d|\\d[ ]?\\p{Sc}|(?<!\\p{L})(?:eur|usd|gbp|chf)[ ]?\\d|\\d[ ]?${UNIT}(?!\\p{L})`,
  'iu',
);

/** What may bind the company or be read by a judge, in five languages. */
const LEGAL_WORDS: readonly string[] = [
  ...[
    'lawyer',
    'lawyers',
    'attorney',
    'court',
    'lawsuit',
    'sue',
    'suing',
    'legal action',
    'liable',
    'liability',
  ],
  ...['damages', 'compensation', 'settlement', 'negligence', 'breach of contract', 'class action', 'gdpr'],
  ...['avvocato', 'avvocati', 'tribunale', 'denuncia', 'querela', 'causa legale', 'vie legali', 'diffida'],
  ...['risarcimento', 'indennizzo', 'responsabilità', 'garante', 'inadempimento', 'conciliazione'],
  ...['anwalt', 'anwältin', 'gericht', 'klage', 'schadenersatz', 'schadensersatz', 'haftung', 'dsgvo'],
  ...['avocat', 'tribunal', 'plainte', 'dommages', 'indemnisation', 'mise en demeure', 'rgpd'],
  ...['abogado', 'abogada', 'juzgado', 'demanda', 'indemnización', 'responsabilidad'],
];

function firstWord(text: string, words: readonly string[]): string | null {
  return words.find((word) => hasWords(text, word)) ?? null;
}
