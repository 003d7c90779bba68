import { quietUntil } from './quiet-hours.ts';
import type { Responder } from './responder.ts';
import { isPaused } from './who-answers.ts';

/** How long a claim lasts by itself. */
export interface LeaseSettings {
  leaseMs: number;
  /** So long before the end the holder is asked whether they keep it. */
  warnMs: number;
  /** Whether a thread goes back as soon as its holder is off, and not only at the lease's end. */
  returnWhenOff: boolean;
}

/** A claim whose time runs. */
export interface Lease {
  /** Slack user id. */
  holder: string;
  until: number;
  /** Nothing is said any more until it ends. */
  warned: boolean;
  /** It had its one silent prolongation. */
  stretched: boolean;
  /** The reply that waits for the holder's own hand, on the network; null: none. */
  awaits: string | null;
}

/** Why a thread went back to its channel; `time`: nobody did anything with it. */
export type LeaseEnd = 'time' | OffReason | 'away-in-slack';

/** Why somebody is not to be rung. */
export type OffReason = 'quiet-hours' | 'paused' | 'left';

/** Hours of rest begin without anything happening: so often it is looked at. */
const LOOK_MS = 5 * 60_000;

/** Null: they may be rung. Somebody with enough on the table, or without an account, still has what they have. */
export function offReason(responder: Responder | null, now: number): OffReason | null {
  if (responder === null) return null;
  if (responder.state === 'left') return 'left';
  if (isPaused(responder, now)) return 'paused';
  return quietUntil(responder.quiet, now) === null ? null : 'quiet-hours';
}

export type LeaseStep =
  | { kind: 'wait'; until: number }
  /** Asks the holder; they have until then at least. */
  | { kind: 'warn'; until: number }
  /** Its time is over: their presence decides, see {@link lastStep}. */
  | { kind: 'over' }
  | { kind: 'end'; why: LeaseEnd };

/** What is to be done with a running lease now. Somebody who is off is never asked. */
export function nextStep(
  lease: Lease,
  { leaseMs, warnMs, returnWhenOff }: LeaseSettings,
  off: OffReason | null,
  now: number,
): LeaseStep {
  const look = now + Math.min(LOOK_MS, leaseMs);
  if (off === 'left' || (off !== null && returnWhenOff)) return { kind: 'end', why: off };
  if (off !== null)
    return now < lease.until
      ? { kind: 'wait', until: Math.min(lease.until, look) }
      : { kind: 'end', why: off };
  if (lease.warned)
    return now < lease.until ? { kind: 'wait', until: Math.min(lease.until, look) } : { kind: 'over' };
  const warnAt = lease.until - warnMs;
  if (now < warnAt) return { kind: 'wait', until: Math.min(warnAt, look) };
  // Late, after a night without workers: nobody loses a thread unasked.
  return { kind: 'warn', until: Math.max(lease.until, now + warnMs) };
}

/** Somebody who is there but did not answer gets half a lease more, once, without a word. */
export function lastStep(
  lease: Lease,
  { leaseMs }: LeaseSettings,
  away: boolean,
  now: number,
): { kind: 'stretch'; until: number } | { kind: 'end'; why: LeaseEnd } {
  if (!away && !lease.stretched) return { kind: 'stretch', until: now + Math.round(leaseMs / 2) };
  return { kind: 'end', why: away ? 'away-in-slack' : 'time' };
}
