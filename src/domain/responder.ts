/** People who answer customers: what they agreed to, what they know, and when they are there. */

/**
 * `asked`: waits for a lead's word; `declined`: a lead said no; `enrolled`: may answer and may be assigned; `paused`: said
 * so themselves; `left`: not any more. Whoever is not enrolled is never assigned anything.
 */
export type EnrolmentState = 'asked' | 'declined' | 'enrolled' | 'paused' | 'left';

/** What the configuration says of joining. */
export interface EnrolmentSettings {
  /** Everybody who answers accepts them; `version` names this wording. */
  rules: { text: string; version: string };
  /** Whether a lead must say yes. */
  approval: 'lead' | 'none';
  /** What a new responder begins with; null: no limit. */
  maxOpen: number | null;
  maxPerDay: number | null;
  /** Whether somebody who is away in Slack counts as away. */
  presence: boolean;
  /** An answer from somebody's own account goes out only if its text or the account's bio says whom they work for. */
  requireDisclosure: boolean;
  /** Words that say it, besides the brands' names and handles. */
  disclosureWords: readonly string[];
  /** What people may put under their answers; `{first_name}` and `{brand}`. */
  defaultSignature: string;
}

/**
 * When somebody does not want to be rung, in their own time zone. `from` after `to` goes over midnight; both the same: no
 * such hours, only days off.
 */
export interface QuietHours {
  /** `HH:MM`. */
  from: string;
  to: string;
  /** IANA, such as `Europe/Rome`. */
  zone: string;
  /** Days off as a whole: 1 (Monday) to 7. */
  daysOff: readonly number[];
}

export interface Responder {
  /** Slack user id. */
  slackUser: string;
  state: EnrolmentState;
  /** Which version of the house rules they accepted, and when; null where none are asked for. */
  rulesVersion: string | null;
  acceptedAt: number | null;
  /** What they answer for; empty: whatever comes. Names of topics in the YAML. */
  topics: readonly string[];
  /** BCP 47 codes in which they write; empty: nobody said. */
  languages: readonly string[];
  quiet: QuietHours | null;
  /** Null: until they come back by themselves. Only while `paused`. */
  pausedUntil: number | null;
  /** How many open threads, and answers on one day, they want at most; null: no limit. */
  maxOpen: number | null;
  maxPerDay: number | null;
  /** The lead who said yes; null where nobody is asked. */
  approvedBy: string | null;
  joinedAt: number;
  /** When they left; only while `left`. */
  leftAt: number | null;
  /** Null: nobody looked yet, or no account is linked. */
  profile: ProfileLook | null;
}

/** What was seen of the linked account's public profile. */
export interface ProfileLook {
  /** The network's user id. */
  accountId: string;
  /** They have a picture of their own. */
  picture: boolean;
  /** The bio says whom they work for. */
  discloses: boolean;
  at: number;
}

/** What is on somebody's table now. */
export interface Load {
  open: number;
  answeredToday: number;
}

/** Whether somebody may be rung or given a thread now; `why` is a sentence about them for colleagues. */
export type Availability =
  | { kind: 'available'; load: Load }
  | { kind: 'away'; why: AwayReason; until: number | null };

export type AwayReason = 'not-enrolled' | 'paused' | 'quiet-hours' | 'full' | 'no-account' | 'away-in-slack';

/** Said about somebody to colleagues: "Ada …". */
export const AWAY_WORDS: Readonly<Record<AwayReason, string>> = {
  'not-enrolled': 'does not answer customers here',
  paused: 'has paused',
  'quiet-hours': 'is off now',
  full: 'has enough on the table',
  'no-account': 'has no working account',
  'away-in-slack': 'is away in Slack',
};
