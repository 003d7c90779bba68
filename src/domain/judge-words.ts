import { type ApprovalSettings, approvalReasons } from './approval.ts';
import { findPersonalData, masked, PERSONAL_WORDS, type PersonalSettings } from './personal-data.ts';
import type { SameTextSettings } from './same-text.ts';
import { type KnownFields, type SavedReply, unchangedFrom, unfilledField } from './saved-replies.ts';

/** All that decides what may be said by this person in this thread. */
export interface WordRules {
  /** To begin with, those that suit best first. */
  saved: readonly SavedReply[];
  known: KnownFields;
  /** The invitation to the brand's private messages, with its link; null: the brand's account is not linked. */
  privately: string | null;
  approval: ApprovalSettings;
  personal: PersonalSettings;
  sameText: SameTextSettings;
  /** How many answers of this person were sent so far. */
  sent: number;
  lead: boolean;
  /** Whether there is a lead besides this person. */
  approver: boolean;
}

export interface WordsVerdict {
  /** Why this text cannot go out, with the way on. Carries nobody's data. */
  refused: { code: string; sentence: string } | null;
  /** Why a lead looks at it first; empty: nobody needs to. */
  approval: readonly string[];
}

/**
 * Whether a text may go out in public as it is. The same while it is written and when it is sent. `alts`: what its pictures
 * show, which is public too.
 */
export function judgeWords(rules: WordRules, text: string, alts: readonly string[] = []): WordsVerdict {
  const { saved, known, approval, personal, sent, lead } = rules;
  const all = [text, ...alts];
  const private_ = all.map((words) => findPersonalData(words, personal)).find((found) => found !== null);
  if (private_) return refused('personal-data', personalSentence(rules, private_));
  const field = unfilledField(text, saved);
  if (field !== null)
    return refused(
      'unfilled-field',
      `Fill in ${field}, or take it out: customers would read it as it stands there.`,
    );
  const same = unchangedFrom(text, saved, known, rules.sameText);
  if (same !== null)
    return refused(
      'saved-text',
      `This is still the saved text "${same.title}". X forbids nearly the same text from several accounts: ` +
        'say it in your own words.',
    );
  const reasons = approvalReasons(approval, {
    text: all.join('\n'),
    sent,
    lead,
    countries: personal.countries,
  });
  if (reasons.length > 0 && !rules.approver)
    return refused(
      'no-approver',
      `A lead must look at this first, because ${reasons.join(', and ')}. There is no other lead: ask operations to name one, or leave that out.`,
    );
  return { refused: null, approval: reasons };
}

function refused(code: string, sentence: string): WordsVerdict {
  return { refused: { code, sentence }, approval: [] };
}

function personalSentence(
  { privately }: WordRules,
  found: NonNullable<ReturnType<typeof findPersonalData>>,
): string {
  const wayOn =
    privately === null
      ? "Take it out. (Ask privately is there once a lead linked the brand's account.)"
      : "Take it out, and use Ask privately: the customer then writes to the brand's own private messages.";
  return `This holds what looks like ${PERSONAL_WORDS[found.kind]} (${masked(found.words)}). Personal data never goes out in public. ${wayOn}`;
}
