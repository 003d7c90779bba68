import { describe, expect, it } from 'vitest';
import { discloses, disclosureIdea } from '../../src/domain/disclosure.ts';

const BRANDS = [{ name: 'Lumen Fibre', handle: 'lumenfibre' }];
const says = (text: string) => discloses(text, BRANDS, ['Lumen Group', 'fibra Lumen']);

describe('words that say for whom somebody works', () => {
  it.each([
    'Technician at Lumen Fibre. Cats.',
    'I work @LumenFibre, views my own',
    'ITALIA, Fibra  Lumén',
    '(lumen group)',
  ])('are in "%s"', (text) => {
    expect(says(text)).toBe(true);
  });

  it.each(['', 'I like lumens', 'lumenfibrefan', 'Fibre by Lumen', 'Technician. Views my own.'])(
    'are not in "%s"',
    (text) => {
      expect(says(text)).toBe(false);
    },
  );

  it('are suggested for the bio and the end of an answer, and are enough', () => {
    const brand = BRANDS[0] as (typeof BRANDS)[number];
    const idea = disclosureIdea(brand, { defaultSignature: '– {first_name}, {brand}' }, '$& Ada');
    expect(idea.signature).toBe('– $& Ada, Lumen Fibre');
    expect([says(idea.bio), says(idea.signature)]).toEqual([true, true]);
  });
});
