import {
  type CountryCode,
  findPhoneNumbersInText,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';

export interface Phone {
  /** As it stands in the text. */
  words: string;
  /** E.164, such as +390612345678. */
  number: string;
  /** Only companies have such a number: free, paid or shared by many. */
  company: boolean;
}

const COMPANY_TYPES: readonly (string | undefined)[] = ['TOLL_FREE', 'PREMIUM_RATE', 'SHARED_COST', 'UAN'];
/** Days are no numbers: 2026-10-03, 03.10.2026. */
const DAY = /(?<!\d)(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})(?!\d)/gu;
/** So short, and in one piece, is anything: a version, a model, a count. */
const ANYTHING = /^[1-9]\d{0,7}$/u;
/** Numbers of one list are not one number. */
const APART = /[,;|\n\r•·]|\s[–—-]\s/u;

/** Every phone number in a text: with its country's code, or as one of these countries writes it. */
export function phonesIn(text: string, countries: readonly string[]): Phone[] {
  const found = new Map<string, Phone>();
  for (const piece of text.replace(DAY, ';').split(APART)) {
    if (!/\d\D{0,3}\d\D{0,3}\d\D{0,3}\d\D{0,3}\d\D{0,3}\d/u.test(piece)) continue;
    for (const country of [undefined, ...known(countries)]) {
      for (const { number, startsAt, endsAt } of findPhoneNumbersInText(piece, country)) {
        const phone = phoneFrom(number, piece.slice(startsAt, endsAt));
        if (ANYTHING.test(phone.words)) continue;
        // What one country knows as a person's number is one, whatever it means elsewhere.
        const before = found.get(phone.words);
        if (!before || before.company) found.set(phone.words, phone);
      }
    }
  }
  return [...found.values()];
}

/** One number by itself; null where no country knows it. */
export function phoneOf(text: string, countries: readonly string[]): Phone | null {
  for (const country of [undefined, ...known(countries)]) {
    const parsed = parsePhoneNumberFromString(text, country);
    if (parsed?.isValid()) return phoneFrom(parsed, text);
  }
  return null;
}

export function isCountry(code: string): boolean {
  return isSupportedCountry(code);
}

function known(countries: readonly string[]): CountryCode[] {
  return countries.filter(isCountry) as CountryCode[];
}

function phoneFrom(number: PhoneNumber, words: string): Phone {
  return { words, number: number.number, company: COMPANY_TYPES.includes(number.getType()) };
}
