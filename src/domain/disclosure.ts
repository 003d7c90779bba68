import type { Brand } from './brand.ts';
import type { EnrolmentSettings } from './responder.ts';
import { hasWords } from './words.ts';

/** What a network shows of somebody to everybody. */
export interface PublicProfile {
  bio: string;
  /** Not the network's own picture for those who have none. */
  picture: boolean;
}

/** Whether these words say for whom their author works: a brand's name, its handle, or words of the configuration. */
export function discloses(
  text: string,
  brands: readonly Pick<Brand, 'name' | 'handle'>[],
  words: readonly string[],
): boolean {
  return [...brands.flatMap(({ name, handle }) => [name, handle]), ...words].some((word) =>
    hasWords(text, word),
  );
}

/** What somebody could put into their bio, or under their answers. */
export interface DisclosureIdea {
  bio: string;
  signature: string;
}

export function disclosureIdea(
  brand: Pick<Brand, 'name' | 'handle'>,
  { defaultSignature }: Pick<EnrolmentSettings, 'defaultSignature'>,
  firstName: string,
): DisclosureIdea {
  return {
    bio: `I work at ${brand.name} (@${brand.handle}) and answer here in my own name.`,
    signature: defaultSignature
      .replaceAll('{first_name}', () => firstName)
      .replaceAll('{brand}', () => brand.name)
      .trim(),
  };
}
