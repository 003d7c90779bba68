import fc from 'fast-check';

/** The same cases each time; a failure prints this seed and the path to its smallest case. */
export const SEED = 20_261_125;

export const RUNS = { seed: SEED, numRuns: 300 } as const;

/** Text as people and attackers write it: any script, emoji, halves of characters, signs of Slack. */
export const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc
    .array(
      fc.constantFrom(
        '<',
        '>',
        '&',
        '|',
        '@',
        '#',
        '!',
        '*',
        '\n',
        '\u202E',
        '\uD83D',
        '😀',
        '👨‍👩‍👧',
        'a',
        ' ',
      ),
    )
    .map((parts) => parts.join('')),
);
