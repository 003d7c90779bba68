import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { EnrolmentSettings } from '../src/domain/responder.ts';

/** As much as one window of Slack shows beside its fields. */
const LONGEST_RULES = 6_000;

const most = z.number().int().min(1, 'must be 1 to 500.').max(500, 'must be 1 to 500.').optional();

const enrolment = z.strictObject({
  house_rules: z
    .string()
    .trim()
    .min(1, 'is empty: write what everybody who answers customers agrees to.')
    .max(LONGEST_RULES, `is longer than the ${LONGEST_RULES} characters that a window in Slack shows.`),
  version: z
    .union([z.string().trim().min(1).max(40), z.number()], {
      message: 'must be a name of up to 40 characters.',
    })
    .transform(String)
    .optional(),
  approval: z.enum(['lead', 'none']).default('lead'),
  max_open: most,
  max_answers_per_day: most,
  presence: z.boolean().default(true),
  require_disclosure: z.boolean().default(false),
  disclosure_words: z.array(z.string().trim().min(2, 'must have 2 letters or more.').max(60)).default([]),
  default_signature: z.string().max(60).default('– {first_name}, {brand}'),
});

/** Who may answer, and what they agree to: may be left out. */
export const enrolmentSchema = { enrolment: enrolment.optional() };

export function toEnrolment(given: z.output<typeof enrolment> | undefined): EnrolmentSettings | null {
  if (given === undefined) return null;
  return {
    rules: { text: given.house_rules, version: given.version ?? versionOf(given.house_rules) },
    approval: given.approval,
    maxOpen: given.max_open ?? null,
    maxPerDay: given.max_answers_per_day ?? null,
    presence: given.presence,
    requireDisclosure: given.require_disclosure,
    disclosureWords: given.disclosure_words,
    defaultSignature: given.default_signature,
  };
}

/** Another line break is no other rule. */
function versionOf(text: string): string {
  return createHash('sha256').update(text.replace(/\s+/gu, ' ')).digest('hex').slice(0, 12);
}
