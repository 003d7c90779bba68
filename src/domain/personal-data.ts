import { countrySpecs, isValidIBAN } from 'ibantools';
import validator from 'validator';
import { findAddress } from './addresses.ts';
import { type Phone, phoneOf, phonesIn } from './phones.ts';

/** What may be somebody's own: it never goes out in public, whosever it is. */
export type PersonalKind = 'phone' | 'email' | 'iban' | 'card' | 'tax-id' | 'customer-number' | 'address';

export interface PersonalSettings {
  /** ISO 3166 codes: a phone number without its country's code counts when one of these knows it. */
  countries: readonly string[];
  /** Our own published numbers and addresses, in any spelling. */
  allowedContacts: readonly string[];
  /** Shapes of order and contract numbers: `#` is a digit, `?` a letter; see {@link shapeOf}. */
  customerNumbers: readonly string[];
}

export interface PersonalFound {
  kind: PersonalKind;
  /** As it stands in the text. Not for logs: see {@link masked}. */
  words: string;
}

export const PERSONAL_WORDS: Readonly<Record<PersonalKind, string>> = {
  phone: 'a phone number',
  email: 'an e-mail address',
  iban: 'a bank account (IBAN)',
  card: 'the number of a payment card',
  'tax-id': 'a tax code',
  'customer-number': 'an order or contract number',
  address: 'a street address',
};

const LINK = /(?:https?:\/\/|www\.)\S+/giu;
/** Handles and hashtags of X are public names. */
const PUBLIC_NAME = /(?<![\p{L}\p{N}_.])[@#][\p{L}\p{N}_]+/gu;
const INVISIBLE = /\p{Cf}/gu;
const DIGIT = /\p{Nd}/gu;
const NOT_PLAIN = /[^\p{L}\p{N}]/gu;

/** The first thing in a public text that may be somebody's own; null: nothing is seen. */
export function findPersonalData(text: string, settings: PersonalSettings): PersonalFound | null {
  const whole = plainLetters(text);
  const words = whole.replace(LINK, ' ; ').replace(PUBLIC_NAME, ' ; ');
  const allowed = allowedKeys(settings);
  const found: PersonalFound[] = [
    ...emails(whole),
    ...ibans(words),
    ...cards(words),
    ...taxIds(words),
    ...customerNumbers(words, settings.customerNumbers),
    ...phonesIn(words, settings.countries).flatMap(personalPhone),
    ...linkedPhones(whole),
    ...findAddress(words).map((address) => ({ kind: 'address' as const, words: address })),
  ];
  return (
    found.find(({ kind, words: own }) => {
      const key = keyOf(kind, own, settings);
      // What is found of an address ends with the house: ours may go on with the town.
      return kind === 'address' ? ![...allowed].some((ours) => ours.startsWith(key)) : !allowed.has(key);
    }) ?? null
  );
}

/** Enough to find it again in one's own text, and too little for anybody else. */
export function masked(words: string): string {
  const letters = [...words];
  return letters.length < 7 ? '…' : `${letters.slice(0, 3).join('')}…${letters.slice(-2).join('')}`;
}

/** Every way to write a letter or a digit as the usual one, without what nobody sees. */
export function plainLetters(text: string): string {
  return text.normalize('NFKC').replace(INVISIBLE, '').replace(DIGIT, asciiDigit);
}

/** Digits of all scripts stand ten in a row, from zero. */
function asciiDigit(digit: string): string {
  if (digit >= '0' && digit <= '9') return digit;
  const code = digit.codePointAt(0) ?? 0;
  let before = 0;
  while (before < 10 && /\p{Nd}/u.test(String.fromCodePoint(code - before - 1))) before += 1;
  return String(before % 10);
}

function allowedKeys(settings: PersonalSettings): ReadonlySet<string> {
  const { allowedContacts } = settings;
  return new Set(
    allowedContacts.flatMap((contact) => [
      keyOf('address', contact, settings),
      keyOf('phone', contact, settings),
    ]),
  );
}

/** The same for every spelling of one number or address. */
function keyOf(kind: PersonalKind, words: string, { countries }: PersonalSettings): string {
  const phone = kind === 'phone' ? phoneOf(plainLetters(words), countries) : null;
  return phone?.number ?? plainLetters(words).replace(NOT_PLAIN, '').toLowerCase();
}

/** Numbers that only companies have belong to nobody. */
function personalPhone({ words, company }: Phone): PersonalFound[] {
  return company ? [] : [{ kind: 'phone', words }];
}

const PHONE_LINK = /(?:wa\.me\/|whatsapp\.com\/send\/?\?phone=|tel:)\+?(\d{7,15})/giu;

function linkedPhones(text: string): PersonalFound[] {
  return [...text.matchAll(PHONE_LINK)].map(([, digits = '']) => ({ kind: 'phone', words: `+${digits}` }));
}

const EMAIL =
  /[\p{L}\p{N}._%+-]{1,64}(?:@|\s?[([]at[)\]]\s?)[\p{L}\p{N}-]+(?:(?:\.|\s?[([]dot[)\]]\s?)[\p{L}\p{N}-]+)+/giu;

function emails(text: string): PersonalFound[] {
  return [...text.matchAll(EMAIL)]
    .map(([words]) => words)
    .filter((words) =>
      validator.isEmail(
        words
          .replace(/\s?[([]at[)\]]\s?/giu, '@')
          .replace(/\s?[([]dot[)\]]\s?/giu, '.')
          .replace(/^[.%+-]+/u, ''),
      ),
    )
    .map((words) => ({ kind: 'email', words }));
}

const IBAN = /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}[A-Z0-9 .-]{8,45}/giu;

function ibans(text: string): PersonalFound[] {
  return [...text.matchAll(IBAN)].flatMap(([words]): PersonalFound[] => {
    const joined = words.replace(/[^A-Z0-9]/giu, '').toUpperCase();
    const length = countrySpecs[joined.slice(0, 2)]?.chars ?? 0;
    const iban = joined.slice(0, length);
    return isValidIBAN(iban) ? [{ kind: 'iban', words: iban }] : [];
  });
}

const CARD = /(?<!\d)\d(?:[ .-]?\d){12,18}(?!\d)/gu;

function cards(text: string): PersonalFound[] {
  return [...text.matchAll(CARD)]
    .map(([words]) => words)
    .filter((words) => validator.isCreditCard(words.replace(/\D/gu, '')))
    .map((words) => ({ kind: 'card', words }));
}

const TAX_ID = /(?<![\p{L}\p{N}])[A-Z]{6}[A-Z0-9]{10}(?![\p{L}\p{N}])/giu;

function taxIds(text: string): PersonalFound[] {
  return [...text.matchAll(TAX_ID)]
    .map(([words]) => words)
    .filter((words) => validator.isTaxID(words.toUpperCase(), 'it-IT'))
    .map((words) => ({ kind: 'tax-id', words }));
}

function customerNumbers(text: string, shapes: readonly string[]): PersonalFound[] {
  return shapes.flatMap((shape) =>
    [...text.matchAll(shapeOf(shape))].map(([words]): PersonalFound => ({ kind: 'customer-number', words })),
  );
}

/** `AB-####` finds AB-1234, ab 1234 and AB1234: blanks and dashes of the shape may be missing. */
export function shapeOf(shape: string): RegExp {
  const parts = [...shape].map((sign) => {
    if (sign === '#') return '\\d';
    if (sign === '?') return '\\p{L}';
    return /[\s-]/u.test(sign) ? '[ .-]?' : sign.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
  });
  return new RegExp(`(?<![\\p{L}\\p{N}])${parts.join('')}(?![\\p{L}\\p{N}])`, 'giu');
}
