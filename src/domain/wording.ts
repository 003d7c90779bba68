import type { Brand } from './brand.ts';

/**
 * The brand's introducing sentence. X refuses the same text twice from one account, so each new `attempt` takes the
 * next of the brand's templates.
 */
export function introductionText(
  brand: Brand,
  people: { customer: string; responder: string },
  replyId: string,
  attempt: number,
): string {
  const start = [...replyId].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0);
  const template = brand.introductions[(start + attempt) % brand.introductions.length] ?? '';
  return template
    .replaceAll('{customer}', `@${people.customer}`)
    .replaceAll('{responder}', `@${people.responder}`);
}

/** What the brand account posts in the responder's stead. */
export function signedText(brand: Brand, text: string, firstName: string): string {
  return `${text} ${brand.signature.replaceAll('{first_name}', () => firstName)}`.trimEnd();
}
