import { z } from 'zod';
import { readPattern } from '../src/domain/pattern.ts';
import { PRIORITIES } from '../src/domain/route.ts';
import type { SuggestionSettings, Topic, TopicRule } from '../src/domain/topic.ts';
import { channel, handle, language } from './parts.ts';

const WORD = /[\p{L}\p{N}]/u;
const keyword = z.string().trim().regex(WORD, 'needs a letter or a digit: only whole words are compared.');
const hashtag = z
  .string()
  .regex(/^#?[\p{L}\p{N}_]+$/u, 'must be one hashtag: letters, digits or _, with or without the #.')
  .transform((text) => text.replace(/^#/u, ''));

const pattern = z
  .string()
  .min(1, 'is empty.')
  .max(500, 'must be 500 characters or less.')
  .superRefine((source, context) => {
    const read = readPattern(source);
    if (typeof read === 'string') context.addIssue({ code: 'custom', message: read });
  });

const some = <T extends z.ZodType>(one: T) => z.array(one).min(1, 'needs at least one entry.').optional();

const rule = z
  .strictObject({
    keywords: some(keyword),
    hashtags: some(hashtag),
    authors: some(handle),
    languages: some(language),
    networks: some(z.enum(['x'])),
    regex: pattern.optional(),
  })
  .refine((given) => Object.values(given).some((value) => value !== undefined), {
    message: 'asks for nothing. Give it keywords, hashtags, authors, languages, networks or a regex.',
  });

const topic = z.strictObject({
  name: z
    .string()
    .trim()
    .regex(
      /^[\p{L}\p{N}][\p{L}\p{N} _-]{0,39}$/u,
      'must be 1 to 40 letters, digits, spaces, - or _, without the #.',
    ),
  channel,
  priority: z.enum(PRIORITIES).default('normal'),
  brands: z.array(z.string()).default([]),
  rules: z.array(rule).default([]),
});

const suggestions = z.strictObject({
  min_examples: z
    .number()
    .int()
    .min(20, 'must be 20 or more: fewer prove nothing.')
    .max(2_000, 'must be 2000 or less: more are not kept.')
    .default(50),
  min_confidence: z.number().min(0, 'must be 0 to 1.').max(1, 'must be 0 to 1.').default(0.5),
});

/** What mentions are about, and what Faccia learns of it: parts of the desk that may be left out. */
export const topicsSchema = {
  topics: z.array(topic).max(90, "has more than 90 topics: Slack's menus end there.").default([]),
  topic_suggestions: suggestions.prefault({}),
};

interface Given {
  topics: z.output<typeof topic>[];
  topic_suggestions: z.output<typeof suggestions>;
}

/** What one topic alone cannot know. */
export function checkTopics(
  { topics, brands }: Pick<Given, 'topics'> & { brands: readonly { id: string }[] },
  context: z.core.$RefinementCtx,
): void {
  for (const [index, given] of topics.entries()) {
    const same = (other: { name: string }) => other.name.toLowerCase() === given.name.toLowerCase();
    const twin = topics.findIndex(same);
    const say = (path: PropertyKey[], message: string) =>
      context.addIssue({ code: 'custom', path: ['topics', index, ...path], message });
    if (twin !== index) say(['name'], `is the name of topics[${twin}] already.`);
    for (const [at, id] of given.brands.entries())
      if (!brands.some((brand) => brand.id === id))
        say(
          ['brands', at],
          `is no brand of this file: one of ${brands.map((brand) => brand.id).join(', ')}.`,
        );
  }
}

export function toTopics({ topics, topic_suggestions }: Given): {
  topics: Topic[];
  suggestions: SuggestionSettings;
} {
  return {
    topics: topics.map((given) => ({ ...given, rules: given.rules.map(toRule) })),
    suggestions: {
      minExamples: topic_suggestions.min_examples,
      minConfidence: topic_suggestions.min_confidence,
    },
  };
}

function toRule({ regex, ...given }: z.output<typeof rule>): TopicRule {
  return {
    keywords: given.keywords ?? [],
    hashtags: given.hashtags ?? [],
    authors: given.authors ?? [],
    languages: given.languages ?? [],
    networks: given.networks ?? [],
    pattern: regex ?? null,
  };
}
