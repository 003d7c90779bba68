import { type Calendar, workingMs } from './business-hours.ts';

/** `waits`: the customer waits for us from then on; `answered`, `resolved` and `ignored`: we wait, or nobody does. */
export type TurnKind = 'waits' | 'answered' | 'resolved' | 'ignored';

/** Whose turn it was in a thread, from this moment on. */
export interface Turn {
  kind: TurnKind;
  /** Milliseconds since 1970; a customer's by the network's clock. */
  at: number;
}

/** By every hour of the day, and by the hours in which the desk works. */
export interface Elapsed {
  clockMs: number;
  workingMs: number;
}

export interface Clocks {
  /** Since when the customer waits; null: they do not. */
  waitingSince: number | null;
  /** How often the customer began to wait: names the present waiting. */
  waits: number;
  /** How long they waited for the first answer; null: there is none yet. */
  first: Elapsed | null;
  /** How long they waited for the newest answer; null: there is none yet. */
  newest: Elapsed | null;
  /** How long the thread lay with us until now, without the times in which we waited for the customer. */
  ours: Elapsed;
  /** How long it lay with us when it was resolved; null: it is not. */
  resolution: Elapsed | null;
}

/** What a thread's turns say, up to now. */
export function clocksOf(turns: readonly Turn[], calendar: Calendar, now: number): Clocks {
  const clocks: Clocks = {
    waitingSince: null,
    waits: 0,
    first: null,
    newest: null,
    ours: NOTHING,
    resolution: null,
  };
  for (const { kind, at } of inOrder(turns)) {
    if (kind === 'waits') {
      if (clocks.waitingSince !== null) continue;
      clocks.waitingSince = at;
      clocks.waits += 1;
      clocks.resolution = null;
      continue;
    }
    if (clocks.waitingSince !== null) endWaiting(clocks, calendar, kind, at);
    if (kind === 'resolved') clocks.resolution = clocks.ours;
  }
  if (clocks.waitingSince !== null)
    clocks.ours = sum(
      clocks.ours,
      elapsed(calendar, clocks.waitingSince, Math.max(now, clocks.waitingSince)),
    );
  return clocks;
}

const NOTHING: Elapsed = { clockMs: 0, workingMs: 0 };

function endWaiting(clocks: Clocks, calendar: Calendar, kind: TurnKind, at: number): void {
  const waited = elapsed(calendar, clocks.waitingSince ?? at, at);
  clocks.ours = sum(clocks.ours, waited);
  if (kind === 'answered') {
    clocks.first ??= waited;
    clocks.newest = waited;
  }
  clocks.waitingSince = null;
}

/** The network's clock and ours differ: an answer never comes before its question. */
function inOrder(turns: readonly Turn[]): Turn[] {
  let newest = 0;
  return turns.map(({ kind, at }) => {
    newest = Math.max(newest, at);
    return { kind, at: newest };
  });
}

function elapsed(calendar: Calendar, from: number, to: number): Elapsed {
  return { clockMs: to - from, workingMs: workingMs(calendar, from, to) };
}

function sum(one: Elapsed, other: Elapsed): Elapsed {
  return { clockMs: one.clockMs + other.clockMs, workingMs: one.workingMs + other.workingMs };
}

/** The middle one; null: there is none. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
