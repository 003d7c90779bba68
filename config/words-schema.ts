import { z } from 'zod';
import { APPROVAL_RULES, type ApprovalSettings } from '../src/domain/approval.ts';
import type { PersonalSettings } from '../src/domain/personal-data.ts';
import { isCountry } from '../src/domain/phones.ts';
import type { SavedReply } from '../src/domain/saved-replies.ts';
import { PRIVATE_INVITATION, PRIVATE_INVITATIONS } from './private-words.ts';

const language = z.string().regex(/^[a-z]{2,3}$/u, 'must be a language code such as it or en.');

const savedReply = z.strictObject({
  id: z.string().regex(/^[a-z0-9_-]{1,40}$/u, 'must be 1 to 40 small letters, digits, - or _.'),
  title: z.string().trim().min(1, 'is empty.').max(75, 'must be 75 characters or less.'),
  topic: z.string().trim().min(1).max(40).optional(),
  language: language.optional(),
  text: z.string().trim().min(1, 'is empty.').max(3000, 'must be 3,000 characters or less.'),
});

const savedReplies = z.array(savedReply).superRefine((all, context) => {
  for (const [index, { id }] of all.entries()) {
    const twin = all.findIndex((other) => other.id === id);
    if (twin === index) continue;
    context.addIssue({ code: 'custom', path: [index, 'id'], message: `is the id of [${twin}] already.` });
  }
});

const approval = z.strictObject({
  first_answers: z.number().int().min(0, 'must be 0 to 1000.').max(1000, 'must be 0 to 1000.').default(0),
  when: z.array(z.enum(APPROVAL_RULES)).default([]),
  keywords: z.array(z.string().trim().min(1, 'is empty.')).default([]),
  remind_minutes: z.number().min(1, 'must be 1 to 1440.').max(1440, 'must be 1 to 1440.').default(30),
  allowed_contacts: z.array(z.string().trim().min(3, 'is too short to tell.')).default([]),
});

const customerNumber = z
  .string()
  .trim()
  .max(40, 'must be 40 characters or less.')
  .refine(
    (shape) => (shape.match(/[#?]/gu)?.length ?? 0) >= 4,
    'must be a shape with at least four # (a digit) or ? (a letter), such as AB-######.',
  );

const personalData = z.strictObject({
  countries: z
    .array(
      z.string().toUpperCase().refine(isCountry, 'must be a country by two letters, such as IT, GB or DE.'),
    )
    .default(['IT', 'GB', 'DE', 'FR', 'ES', 'US']),
  customer_numbers: z.array(customerNumber).default([]),
});

const logged = z.strictObject({
  keep_days: z.number().min(1, 'must be 1 to 150.').max(150, 'must be 1 to 150.').default(90),
});

/** What is said and how: parts of the desk that may be left out. */
export const wordsSchema = {
  saved_replies: savedReplies.default([]),
  approval: approval.prefault({}),
  personal_data: personalData.prefault({}),
  logged: logged.prefault({}),
};

const invitation = z
  .string()
  .max(200)
  .refine((text) => text.includes('{link}'), 'must contain {link}: the way to the private messages.');

/** What belongs to a brand. */
export const privateSchema = {
  ask_privately: invitation.default(PRIVATE_INVITATION),
  ask_privately_by_language: z.record(language, invitation).default({}),
};

interface Given {
  saved_replies: z.output<typeof savedReplies>;
  approval: z.output<typeof approval>;
  personal_data: z.output<typeof personalData>;
  logged: z.output<typeof logged>;
}

export interface WordsSettings {
  savedReplies: readonly SavedReply[];
  approval: ApprovalSettings;
  personal: PersonalSettings;
  keepLoggedMs: number;
}

export function toWords(given: Given): WordsSettings {
  return {
    savedReplies: given.saved_replies.map(({ topic = null, language: code = null, ...reply }) => ({
      ...reply,
      topic,
      language: code,
      version: 'yaml',
      by: null,
    })),
    approval: {
      firstAnswers: given.approval.first_answers,
      when: given.approval.when,
      keywords: given.approval.keywords,
      remindMs: given.approval.remind_minutes * 60_000,
    },
    personal: {
      countries: given.personal_data.countries,
      allowedContacts: given.approval.allowed_contacts,
      customerNumbers: given.personal_data.customer_numbers,
    },
    keepLoggedMs: given.logged.keep_days * 24 * 60 * 60 * 1000,
  };
}

export function toPrivate(given: {
  ask_privately: string;
  ask_privately_by_language: Record<string, string>;
}) {
  const own = given.ask_privately !== PRIVATE_INVITATION;
  return {
    askPrivately: given.ask_privately,
    // A sentence of one's own stands for all languages that have none of their own.
    askPrivatelyIn: { ...(own ? {} : PRIVATE_INVITATIONS), ...given.ask_privately_by_language },
  };
}

/** Somebody must be there to decide. */
export function needsLeads(
  { approval: { first_answers, when, keywords } }: Pick<Given, 'approval'>,
  leads: readonly string[],
): boolean {
  return (first_answers > 0 || when.length > 0 || keywords.length > 0) && leads.length === 0;
}
