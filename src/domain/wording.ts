import type { Brand } from './brand.ts';

/** The brand's introducing sentences for somebody who writes this language. */
export function introductionsFor(brand: Brand, language: string | null): readonly string[] {
  const own = language === null ? undefined : brand.introductionsIn[language.split('-')[0] ?? ''];
  return own !== undefined && own.length > 0 ? own : brand.introductions;
}

/** One of the sentences, in turn: X refuses the same text twice from one account. */
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

/** What the brand account posts in the responder's stead. `unsigned`: without anybody's name. */
export function signedText(brand: Brand, text: string, firstName: string, unsigned = false): string {
  if (unsigned) return text;
  return `${text} ${brand.signature.replaceAll('{first_name}', () => firstName)}`.trimEnd();
}
