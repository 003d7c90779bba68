import { z } from 'zod';
import type { DeletedPostSettings, FollowUpSettings } from '../src/domain/following.ts';
import type { NoiseRule } from '../src/domain/noise.ts';
import { readPattern } from '../src/domain/pattern.ts';

const words = z
  .string()
  .trim()
  .regex(/[\p{L}\p{N}]/u, 'must have a letter or a digit.');
const list = <T extends z.ZodType>(of: T) => z.array(of).min(1, 'needs at least one entry.').optional();
const tag = z.string().regex(/^#?[\p{L}\p{N}_]+$/u, 'must be one word of letters, digits or _.');
const handle = z
  .string()
  .regex(/^@?[A-Za-z0-9_]{1,15}$/u, 'must be an X handle of 1 to 15 letters, digits or _.');
const language = z.string().regex(/^[a-z]{2,3}$/u, 'must be a language code such as it or en.');
const least = z.number().int('must be a whole number.').min(1, 'must be 1 or more.').optional();
const yes = z.literal(true, { message: 'must be true, or be left out.' }).optional();

const pattern = z
  .string()
  .min(1, 'is empty.')
  .max(500, 'must be 500 characters or less.')
  .superRefine((source, context) => {
    const read = readPattern(source);
    if (typeof read === 'string') context.addIssue({ code: 'custom', message: read });
  });

const CONDITIONS = {
  keywords: list(words),
  hashtags: list(tag),
  handles: list(handle),
  authors: list(handle),
  languages: list(language),
  languages_except: list(language),
  mentions_from: least,
  links_from: least,
  says_nothing: yes,
  giveaway: yes,
  retweets: yes,
  regex: pattern.optional(),
};

const rule = z
  .strictObject({
    reason: z
      .string()
      .regex(/^[a-z0-9-]{1,30}$/u, 'must be 1 to 30 small letters, digits or -: it is counted by this name.'),
    action: z.enum(['drop', 'mute']).default('mute'),
    ...CONDITIONS,
  })
  .refine(
    (given) => Object.keys(CONDITIONS).some((name) => given[name as keyof typeof given] !== undefined),
    {
      message: `says nothing of what it is for, and would fit every post. Give it one of: ${Object.keys(CONDITIONS).join(', ')}.`,
    },
  );

const context = z.strictObject({
  max_posts: z
    .number()
    .int('must be a whole number.')
    .min(0, 'must be 0 to 20.')
    .max(20, 'must be 0 to 20.')
    .default(3),
});

const followUps = z.strictObject({
  search_hours: z
    .number()
    .min(0, 'must be 0 to 160: X searches seven days back.')
    .max(160, 'must be 0 to 160: X searches seven days back.')
    .default(48),
  every_seconds: z.number().min(3, 'must be 3 to 3600.').max(3_600, 'must be 3 to 3600.').default(60),
});

const deletedPosts = z.strictObject({
  every_minutes: z.number().min(0, 'must be 0 to 1440.').max(1_440, 'must be 0 to 1440.').default(60),
  watch_days: z.number().min(1, 'must be 1 to 90.').max(90, 'must be 1 to 90.').default(7),
  stored_per_day: z
    .number()
    .int('must be 0 to 100000.')
    .min(0, 'must be 0 to 100000.')
    .max(100_000, 'must be 0 to 100000.')
    .default(500),
  stored_days: z.number().min(1, 'must be 1 to 3650.').max(3_650, 'must be 1 to 3650.').default(365),
});

/** What is noise, and what is read around a conversation: parts of the desk that may be left out. */
export const noiseSchema = {
  noise: z.array(rule).default([]),
  context: context.prefault({}),
  follow_ups: followUps.prefault({}),
  deleted_posts: deletedPosts.prefault({}),
};

interface Given {
  noise: z.output<typeof rule>[];
  context: z.output<typeof context>;
  follow_ups: z.output<typeof followUps>;
  deleted_posts: z.output<typeof deletedPosts>;
}

export interface NoiseSettings {
  noise: readonly NoiseRule[];
  context: { maxPosts: number };
  followUps: FollowUpSettings;
  deletedPosts: DeletedPostSettings;
}

const HOUR_MS = 60 * 60 * 1000;

export function toNoise(given: Given): NoiseSettings {
  return {
    noise: given.noise.map(toRule),
    context: { maxPosts: given.context.max_posts },
    followUps: {
      searchMs: given.follow_ups.search_hours * HOUR_MS,
      everyMs: given.follow_ups.every_seconds * 1000,
    },
    deletedPosts: {
      everyMs: given.deleted_posts.every_minutes * 60 * 1000,
      watchMs: given.deleted_posts.watch_days * 24 * HOUR_MS,
      storedPerDay: given.deleted_posts.stored_per_day,
      storedMs: given.deleted_posts.stored_days * 24 * HOUR_MS,
    },
  };
}

function toRule(given: Given['noise'][number]): NoiseRule {
  const without = (sign: string, names: readonly string[] | undefined) =>
    names?.map((name) => (name.startsWith(sign) ? name.slice(1) : name));
  return {
    reason: given.reason,
    action: given.action,
    keywords: given.keywords,
    hashtags: without('#', given.hashtags),
    handles: without('@', given.handles),
    authors: without('@', given.authors),
    languages: given.languages,
    languagesExcept: given.languages_except,
    mentionsFrom: given.mentions_from,
    linksFrom: given.links_from,
    saysNothing: given.says_nothing,
    giveaway: given.giveaway,
    retweets: given.retweets,
    regex: given.regex,
  };
}
