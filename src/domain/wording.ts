import type { Brand } from './brand.ts';

/** One brand's sentences in one language: they are taken in turn. */
export interface Introductions {
  /** Names the list: `acme`, or `acme:it`. */
  list: string;
  sentences: readonly string[];
}

/** The brand's introducing sentences for somebody who writes this language. */
export function introductionsFor(brand: Brand, language: string | null): Introductions {
  const code = language?.split('-')[0] ?? '';
  const own = brand.introductionsIn[code];
  return own !== undefined && own.length > 0
    ? { list: `${brand.id}:${code}`, sentences: own }
    : { list: brand.id, sentences: brand.introductions };
}

/** `wording`: which of the sentences, counted on without end. */
export function introductionText(
  sentences: readonly string[],
  people: { customer: string; responder: string },
  wording: number,
): string {
  const template = sentences[wording % sentences.length] ?? '';
  return template
    .replaceAll('{customer}', `@${people.customer}`)
    .replaceAll('{responder}', `@${people.responder}`);
}

/** The invitation to the brand's private messages for somebody who writes this language. */
export function privateInvitation(brand: Brand, language: string | null, link: string): string {
  const own = language === null ? undefined : brand.askPrivatelyIn[language.split('-')[0] ?? ''];
  return (own ?? brand.askPrivately).replaceAll('{link}', () => link);
}

/** What the brand account posts in the responder's stead. `unsigned`: without anybody's name. */
export function signedText(brand: Brand, text: string, firstName: string, unsigned = false): string {
  if (unsigned) return text;
  return `${text} ${brand.signature.replaceAll('{first_name}', () => firstName)}`.trimEnd();
}
