/** More mentions than a channel can show: the rest fold into one card, which groups them. */

export interface SurgeSettings {
  /** So many cards of a channel may wait for their turn, one a second; the rest fold. */
  foldAbove: number;
  /** Fewer mentions a minute than this, for so long, and new ones get cards again. */
  calmBelow: number;
  calmForMs: number;
  /** From this share of the same words on, 0 to 1, texts are alike. */
  alike: number;
  /** How many cards *Open next* writes, and how many threads *Take these* gives to one person, at once. */
  openAtOnce: number;
  takeAtOnce: number;
  /** How long an incident lasts that nobody ends. */
  incidentMs: number;
}

/** `on`: new mentions fold. `calm`: they get cards again, and some that folded are left. `over`: none is. */
export type SurgeState = 'on' | 'calm' | 'over';

export interface Surge {
  channel: string;
  /** Counts the surges of a channel. */
  number: number;
  state: SurgeState;
  since: number;
  /** When the newest one folded. */
  at: number;
  endedAt: number | null;
  /** Folded ever, opened (or taken) of them, and left. The others ended without a card. */
  total: number;
  opened: number;
  left: number;
  /** How many posts came in folded threads. */
  followups: number;
  /** Mentions in the last minute, in cards or folded. */
  perMinute: number;
  /** How many groups have threads left. */
  groups: number;
}

/** Alike texts. */
export interface SurgeGroup {
  id: string;
  /** Folded ever, and left. */
  total: number;
  left: number;
  /** Ids of its first threads. */
  examples: readonly string[];
  /** In how many of its texts a word stands, the most frequent first. */
  words: readonly { word: string; texts: number }[];
}

const SHARED_BY = 0.5;
const MOST_SHARED = 6;

/** Why the texts of a group are alike: words that at least half of them have. Nothing for a group of one. */
export function sharedWords({ total, words }: SurgeGroup): SurgeGroup['words'] {
  if (total < 2) return [];
  const shared = words.filter(({ texts }) => texts >= Math.max(2, total * SHARED_BY));
  return shared.slice(0, MOST_SHARED);
}

/** Something that is known to go wrong: what is like it gets its tag, and its saved reply to begin with. */
export interface Incident {
  id: string;
  tag: string;
  /** The id of a saved reply; null: there is none. */
  saved: string | null;
  /** Where it was declared. */
  channel: string;
  /** Slack user id of a lead. */
  by: string;
  at: number;
  /** When it ends by itself. */
  until: number;
  mentions: number;
  endedAt: number | null;
}
