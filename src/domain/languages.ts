import type { DeskSettings } from './brand.ts';

/** Those of the European Union, and others that many customers write. */
const COMMON =
  'en it de fr es pt nl pl ro el hu cs sv bg da fi sk hr lt lv et sl mt ga ar zh ja ko tr uk ru hi bn ur fa he vi th id sq sr bs mk no ca eu gl'.split(
    ' ',
  );

/** Languages that people may say they write: those of the brands first. BCP 47 codes with their names in English. */
export function languageNames({ brands }: Pick<DeskSettings, 'brands'>): { code: string; name: string }[] {
  const names = new Intl.DisplayNames('en', { type: 'language' });
  const ours = brands.flatMap(({ introductionsIn }) => Object.keys(introductionsIn));
  return [...new Set([...ours, ...COMMON])].map((code) => ({ code, name: names.of(code) ?? code }));
}
