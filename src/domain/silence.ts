/** Whether a source says nothing for longer than its own history makes likely. */

export interface SilenceSettings {
  /** A silence that was to be expected with less than this probability is an alarm. */
  unlikely: number;
  /** Shorter ones never are. */
  atLeastMs: number;
  /** Before a source was heard for so long, nobody knows what is usual. */
  historyMs: number;
  /** Where it is said; null: to operations, each in private. */
  channel: string | null;
}

/** What a source brought. */
export interface Heard {
  /** The first and the last time, by our own clock. */
  since: number;
  at: number;
  /** Posts by the hour in which they were written, in hours since 1970. */
  hours: ReadonlyMap<number, number>;
}

/** `learning`: there is not enough history. `expected`: how many posts usually come in such a time. */
export interface SilenceVerdict {
  kind: 'learning' | 'usual' | 'silent';
  silentMs: number;
  expected: number;
}

/** A silence that was noticed. */
export interface Silence {
  source: string;
  /** When the source was heard last. */
  since: number;
  /** How many posts would have been usual when it was noticed. */
  expected: number;
  noticedAt: number;
  /** When it spoke again; null: it has not. */
  endedAt: number | null;
}

export const HOUR_MS = 60 * 60 * 1000;
const WEEK_HOURS = 7 * 24;
/** So many weeks are looked back. */
export const WEEKS = 4;
/** Longer silences are as unlikely as this one. */
const MOST_HOURS = 2 * WEEK_HOURS;

/**
 * By Poisson: where `expected` posts usually come, none come with probability e^-expected. What is usual is the middle of
 * the same hours of the last weeks, so that one loud week makes nobody expect more.
 */
export function judgeSilence(heard: Heard, settings: SilenceSettings, now: number): SilenceVerdict {
  const silentMs = Math.max(0, now - heard.at);
  if (heard.at - heard.since < settings.historyMs) return { kind: 'learning', silentMs, expected: 0 };
  const expected = expectedPosts(heard, now);
  const silent = silentMs >= settings.atLeastMs && Math.exp(-expected) < settings.unlikely;
  return { kind: silent ? 'silent' : 'usual', silentMs, expected };
}

function expectedPosts(heard: Heard, now: number): number {
  const [from, until] = [heard.at / HOUR_MS, now / HOUR_MS];
  const last = Math.min(Math.floor(until), Math.floor(from) + MOST_HOURS);
  let expected = 0;
  for (let hour = Math.floor(from); hour <= last; hour += 1) {
    const part = Math.min(until, hour + 1) - Math.max(from, hour);
    expected += Math.max(0, part) * usualIn(heard, hour);
  }
  return expected;
}

/** Posts an hour, in the hour of the week that this one is. */
function usualIn({ hours, since, at }: Heard, hour: number): number {
  const [first, last] = [Math.floor(since / HOUR_MS), Math.floor(at / HOUR_MS)];
  const known: number[] = [];
  for (let week = 1; week <= WEEKS; week += 1) {
    const then = hour - week * WEEK_HOURS;
    // The silence itself is no example of what is usual.
    if (then <= first || then >= last) continue;
    const around = [then - 1, then, then + 1].map((one) => hours.get(one) ?? 0);
    known.push(around.reduce((sum, count) => sum + count, 0) / around.length);
  }
  known.sort((one, other) => one - other);
  return known[Math.floor((known.length - 1) / 2)] ?? 0;
}
