import { z } from 'zod';
import { HANDOVER_SENTENCES, type HandoverSettings } from '../src/domain/handover.ts';
import type { LeaseSettings } from '../src/domain/lease.ts';

const sentence = z
  .string()
  .max(200)
  .refine((text) => text.includes('{customer}') && text.includes('{colleague}'), {
    message: 'must contain {customer} and {colleague}: the customer must see who goes on.',
  });
const sentences = z.array(sentence).min(1, 'needs at least one sentence.');
const language = z.string().regex(/^[a-z]{2,3}$/u, 'must be a language code such as it or en.');

const claims = z
  .strictObject({
    lease_minutes: z
      .number()
      .min(0.1, 'must be 0.1 to 10080.')
      .max(10_080, 'must be 0.1 to 10080.')
      .default(60),
    warn_minutes: z.number().min(0.05, 'must be 0.05 or more.').optional(),
    return_when_off: z.boolean().default(true),
    handover_by: z
      .array(z.enum(['colleague', 'brand']))
      .min(1, 'needs at least one of colleague and brand.')
      .default(['brand']),
    handover_sentences: sentences.default([...HANDOVER_SENTENCES]),
    handover_sentences_by_language: z.record(language, sentences).default({}),
  })
  .refine(({ lease_minutes, warn_minutes }) => (warn_minutes ?? 0) < lease_minutes, {
    path: ['warn_minutes'],
    message: 'must be less than lease_minutes: people are asked before it ends.',
  });

/** How long a claim lasts, and what a customer is told when somebody else goes on. */
export const claimsSchema = { claims: claims.prefault({}) };

const MINUTE_MS = 60_000;
const WARN_MINUTES = 10;

export function toClaims({ claims: given }: { claims: z.output<typeof claims> }): {
  lease: LeaseSettings;
  handover: HandoverSettings;
} {
  const warn = given.warn_minutes ?? Math.min(WARN_MINUTES, given.lease_minutes / 2);
  return {
    lease: {
      leaseMs: Math.round(given.lease_minutes * MINUTE_MS),
      warnMs: Math.round(warn * MINUTE_MS),
      returnWhenOff: given.return_when_off,
    },
    handover: {
      by: given.handover_by,
      sentences: given.handover_sentences,
      sentencesIn: given.handover_sentences_by_language,
    },
  };
}
