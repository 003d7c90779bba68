/** People who answer customers: what they agreed to, what they know, and when they are there. */

/**
 * `asked`: waits for a lead's word; `enrolled`: may answer and may be assigned; `paused`: said so themselves; `left`: not
 * any more. Whoever is not enrolled is never assigned anything.
 */
export type EnrolmentState = 'asked' | 'enrolled' | 'paused' | 'left';

/** When somebody does not want to be rung, in their own time zone. `from` after `to` goes over midnight. */
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
