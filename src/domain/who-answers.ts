import type { LinkedAccount } from './glossary.ts';
import { nextDay, quietUntil } from './quiet-hours.ts';
import type { Availability, AwayReason, Load, Responder } from './responder.ts';

/** All that is known of somebody without asking Slack. */
export interface Standing {
  slackUser: string;
  /** Null: never joined. */
  responder: Responder | null;
  account: LinkedAccount | null;
  load: Load;
  /** The configuration lets them answer. */
  allowed: boolean;
  /** Everybody must join first. */
  mustJoin: boolean;
}

/** Where nobody said in which zone they live. */
export const ANY_ZONE = 'UTC';

/** Why this person is not to be rung or given anything now; null: as far as Faccia knows they may be. */
export function whyAway(
  standing: Standing,
  now: number,
): { kind: 'away'; why: AwayReason; until: number | null } | null {
  const { responder, account, allowed, load } = standing;
  const away = (why: AwayReason, until: number | null = null) => ({ kind: 'away' as const, why, until });
  if (!allowed || !answersHere(standing)) return away('not-enrolled');
  if (responder && isPaused(responder, now)) return away('paused', responder.pausedUntil);
  if (account?.state !== 'linked') return away('no-account');
  const quiet = quietUntil(responder?.quiet ?? null, now);
  if (quiet !== null) return away('quiet-hours', quiet);
  const full = fullness(responder, load);
  if (full === 'open') return away('full');
  return full === 'day' ? away('full', nextDay(zoneOf(responder), now)) : null;
}

/** Whether this person has as much as they want: on the table, or for today. */
export function fullness(
  limits: Pick<Responder, 'maxOpen' | 'maxPerDay'> | null,
  load: Load,
): 'open' | 'day' | null {
  if (limits === null) return null;
  if (limits.maxOpen !== null && load.open >= limits.maxOpen) return 'open';
  return limits.maxPerDay !== null && load.answeredToday >= limits.maxPerDay ? 'day' : null;
}

/** Whoever paused until a moment that has come is back. */
export function isPaused({ state, pausedUntil }: Responder, now: number): boolean {
  return state === 'paused' && (pausedUntil === null || pausedUntil > now);
}

export function isEnrolled(responder: Responder | null): boolean {
  return responder?.state === 'enrolled' || responder?.state === 'paused';
}

export function zoneOf(responder: Responder | null): string {
  return responder?.quiet?.zone ?? ANY_ZONE;
}

/** Whether they answer for this topic in this language; null: any. Who named none takes whatever comes. */
export function answersFor(
  responder: Responder | null,
  topic: string | null,
  language: string | null,
): boolean {
  const { topics = [], languages = [] } = responder ?? {};
  const spoken = language?.split('-')[0]?.toLowerCase();
  return (
    (topic === null || topics.length === 0 || topics.includes(topic)) &&
    (spoken === undefined || languages.length === 0 || languages.includes(spoken))
  );
}

/** The available first, and among them whoever has least on the table. */
export function byLoad(
  one: { slackUser: string; availability: Availability },
  other: { slackUser: string; availability: Availability },
): number {
  const weight = ({ availability }: { availability: Availability }) =>
    availability.kind === 'available'
      ? [0, availability.load.open, availability.load.answeredToday]
      : [1, availability.until ?? Number.MAX_SAFE_INTEGER, 0];
  const [mine, theirs] = [weight(one), weight(other)];
  const differs = mine.findIndex((value, index) => value !== theirs[index]);
  if (differs >= 0) return (mine[differs] ?? 0) - (theirs[differs] ?? 0);
  return one.slackUser < other.slackUser ? -1 : 1;
}

function answersHere({ responder, account, mustJoin }: Standing): boolean {
  return isEnrolled(responder) || (!mustJoin && account !== null);
}
