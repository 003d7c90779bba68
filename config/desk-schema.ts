import { z } from 'zod';
import type { Brand, DeskSettings, SourceSettings } from '../src/domain/brand.ts';
import { claimsSchema, toClaims } from './claims-schema.ts';
import { enrolmentSchema, toEnrolment } from './enrolment-schema.ts';
import { httpSchema, toServing } from './http-schema.ts';
import { moneySchema, toMoney } from './money-schema.ts';
import { noiseSchema, toNoise } from './noise-schema.ts';
import { channel, handle, language } from './parts.ts';
import { retentionSchema, toRetention } from './retention-schema.ts';
import { flowSchema, toFlow } from './surges-schema.ts';
import { timeSchema, toTimes } from './time-schema.ts';
import { checkTopics, topicsSchema, toTopics } from './topics-schema.ts';
import { needsLeads, privateSchema, toPrivate, toWords, wordsSchema } from './words-schema.ts';

const person = z
  .string()
  .regex(/^[UWS][A-Z0-9]{2,}$/u, 'must be a Slack user id (U…) or user group id (S…).');

const source = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('mentions'),
    every_seconds: z
      .number()
      .min(3, 'must be 3 or more: X allows 300 requests in 15 minutes.')
      .max(300, 'must be 300 or less.')
      .default(5),
  }),
  z.strictObject({
    kind: z.literal('stream'),
    rules: z
      .array(z.string().min(1).max(1024, "is longer than X's 1,024 characters for one rule."))
      .min(1, "needs at least one rule, in the language of X's filtered stream."),
  }),
]);

const route = z.strictObject({
  keywords: z.array(z.string().trim().min(1)).min(1, 'needs at least one keyword.'),
  channel,
  topic: z.string().trim().min(1).max(40).optional(),
});

const introduction = z
  .string()
  .max(200)
  .refine((text) => text.includes('{customer}') && text.includes('{responder}'), {
    message:
      'must contain {customer} and {responder}: X lets the responder answer only a post that mentions them.',
  });

const step = z.enum(['direct', 'introduce', 'native', 'brand']);

const brand = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9_-]{1,30}$/u, 'must be 1 to 30 small letters, digits, - or _.'),
    name: z.string().trim().min(1).max(60),
    handle,
    access: z.enum(['self-serve', 'enterprise']).default('self-serve'),
    sources: z
      .array(source)
      .min(1, 'needs at least one source.')
      .default([{ kind: 'mentions', every_seconds: 5 }]),
    ladder: z
      .array(step)
      .min(1, 'needs at least one step.')
      .default(['direct', 'introduce', 'native', 'brand']),
    signature: z.string().max(60).default('– {first_name}'),
    introductions: z.array(introduction).default([]),
    introductions_by_language: z.record(language, z.array(introduction)).default({}),
    ...privateSchema,
    channels: z.strictObject({ default: channel, rules: z.array(route).default([]) }),
  })
  .superRefine((given, context) => {
    if (new Set(given.ladder).size !== given.ladder.length) {
      context.addIssue({ code: 'custom', path: ['ladder'], message: 'has a step twice.' });
    }
    if (!given.ladder.includes('introduce')) return;
    complainOfFew(context, given.introductions, ['introductions']);
    for (const [code, sentences] of Object.entries(given.introductions_by_language))
      complainOfFew(context, sentences, ['introductions_by_language', code]);
  });

/** Two in turn are never the same twice in a row, and there is another one where X has one already. */
function complainOfFew(context: z.RefinementCtx, sentences: readonly string[], path: string[]): void {
  const different = new Set(sentences.map((sentence) => sentence.trim())).size;
  if (different >= 2) return;
  const has = different === 0 ? 'is empty' : 'has only one sentence';
  context.addIssue({
    code: 'custom',
    path,
    message:
      `${has}, but the ladder has "introduce". Write at least two different sentences with {customer} and {responder}: ` +
      'they are taken in turn, because X refuses the same text twice.',
  });
}

const people = z.strictObject({
  leads: z.array(person).default([]),
  ops: z.array(person).default([]),
  responders: z
    .union([z.literal('everyone'), z.array(person).min(1)], {
      message: 'must be "everyone", or a list of Slack user ids (U…) and user group ids (S…).',
    })
    .default('everyone'),
});

const likeness = z.number().min(0.5, 'must be 0.5 to 1.').max(1, 'must be 0.5 to 1.');

const sameText = z
  .strictObject({
    window_hours: z.number().min(1, 'must be 1 to 168.').max(168, 'must be 1 to 168.').default(24),
    warn_at: likeness.default(0.7),
    refuse_at: likeness.default(0.9),
    min_words: z.number().int().min(3, 'must be 3 to 50.').max(50, 'must be 3 to 50.').default(8),
  })
  .refine(({ warn_at, refuse_at }) => warn_at <= refuse_at, {
    path: ['warn_at'],
    message: 'must not be above refuse_at: people are warned first.',
  });

const media = z.strictObject({ alt_text: z.enum(['required', 'optional']).default('required') });

export const deskSchema = z
  .strictObject({
    undo_seconds: z.number().min(0, 'must be 0 to 120.').max(120, 'must be 0 to 120.').default(10),
    delivery: z
      .strictObject({
        settle_seconds: z.number().min(2, 'must be 2 to 600.').max(600, 'must be 2 to 600.').default(60),
      })
      .default({ settle_seconds: 60 }),
    people: people.default({ leads: [], ops: [], responders: 'everyone' }),
    same_text: sameText.prefault({}),
    ...enrolmentSchema,
    media: media.prefault({}),
    ...moneySchema,
    ...claimsSchema,
    ...httpSchema,
    ...wordsSchema,
    ...topicsSchema,
    ...timeSchema,
    ...noiseSchema,
    ...retentionSchema,
    ...flowSchema,
    brands: z.array(brand).min(1, 'needs at least one brand.'),
  })
  .superRefine(({ brands, topics, people: { leads }, enrolment, approval }, context) => {
    checkTopics({ brands, topics }, context);
    if (needsLeads({ approval }, leads)) {
      context.addIssue({
        code: 'custom',
        path: ['approval'],
        message: 'asks for a lead, but people.leads is empty. Name at least one there.',
      });
    }
    if (enrolment?.approval === 'lead' && leads.length === 0) {
      context.addIssue({
        code: 'custom',
        path: ['enrolment', 'approval'],
        message:
          'is "lead", but people.leads is empty, so nobody could join. Name leads, or set it to "none".',
      });
    }
    for (const [index, given] of brands.entries()) {
      const twin = brands.findIndex((other) => sameBrand(other, given));
      if (twin !== index) {
        context.addIssue({
          code: 'custom',
          path: ['brands', index],
          message: `has the id or handle of brands[${twin}].`,
        });
      }
    }
    const streams = brands.flatMap(({ sources }) => sources.filter(({ kind }) => kind === 'stream'));
    if (streams.length > 1) {
      context.addIssue({
        code: 'custom',
        path: ['brands'],
        message:
          'has several sources of kind "stream", but X allows one connection for an app. Keep one and put all rules there.',
      });
    }
  });

type GivenDesk = z.output<typeof deskSchema>;
type GivenBrand = GivenDesk['brands'][number];

function sameBrand(one: GivenBrand, other: GivenBrand): boolean {
  return one.id === other.id || one.handle.toLowerCase() === other.handle.toLowerCase();
}

export function toDesk({
  undo_seconds,
  delivery,
  people: given,
  same_text,
  enrolment,
  media: { alt_text: altText },
  brands,
  ...parts
}: GivenDesk): DeskSettings {
  return {
    undoMs: undo_seconds * 1000,
    settleMs: delivery.settle_seconds * 1000,
    people: given,
    enrolment: toEnrolment(enrolment),
    sameText: toSameText(same_text),
    media: { altText },
    brands: brands.map(toBrand),
    ...toTopics(parts),
    times: toTimes(parts),
    ...toMoney(parts),
    ...toNoise(parts),
    ...toRetention(parts),
    ...toFlow(parts),
    ...toClaims(parts),
    ...toServing(parts),
    ...toWords(parts),
  };
}

function toSameText(given: GivenDesk['same_text']): DeskSettings['sameText'] {
  return {
    windowMs: given.window_hours * 60 * 60 * 1000,
    warnAt: given.warn_at,
    refuseAt: given.refuse_at,
    minWords: given.min_words,
  };
}

function toBrand({
  channels,
  sources,
  introductions_by_language,
  ask_privately,
  ask_privately_by_language,
  ...given
}: GivenBrand): Brand {
  return {
    ...given,
    ...toPrivate({ ask_privately, ask_privately_by_language }),
    introductionsIn: introductions_by_language,
    sources: sources.map(toSource),
    defaultChannel: channels.default,
    routes: channels.rules.map((rule) => ({ ...rule, topic: rule.topic ?? null })),
  };
}

function toSource(given: GivenBrand['sources'][number]): SourceSettings {
  return given.kind === 'mentions' ? { kind: 'mentions', everyMs: given.every_seconds * 1000 } : given;
}
