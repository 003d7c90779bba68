import type { DeliveryStep } from './glossary.ts';
import type { RefusalCode } from './outcome.ts';

/** Why a step was thought to be open: what X refuses on one ground it may take on another. */
export type StepGround = 'enterprise' | 'summoned' | 'introduced' | 'by-hand';

/** What X refused lately, for the whole app, although by its rules it should have taken it. */
export interface LearnedRefusal {
  step: DeliveryStep;
  ground: StepGround;
  code: RefusalCode;
  reason: string;
  /** How many replies X refused like this in a row; a reply that goes through by this step forgets them. */
  count: number;
  /** Until when the step is left out; then one reply tries it again. */
  until: number;
}

/** How many refusals in a row close a step for all, and for how long. What is not here says nothing about others. */
const LEARNABLE: Partial<Record<RefusalCode, { refusals: number; forMs: number }>> = {
  'not-mentioned': { refusals: 1, forMs: 6 * 60 * 60_000 },
  'not-allowed': { refusals: 3, forMs: 60 * 60_000 },
};

export function learnable(code: RefusalCode): { refusals: number; forMs: number } | null {
  return LEARNABLE[code] ?? null;
}

/** The refusal that closes this step on this ground now. */
export function closedBy(
  learned: readonly LearnedRefusal[],
  step: DeliveryStep,
  ground: StepGround,
  now: number,
): LearnedRefusal | null {
  const found = learned.find((refusal) => refusal.step === step && refusal.ground === ground);
  if (!found || found.until <= now) return null;
  return found.count >= (learnable(found.code)?.refusals ?? Number.POSITIVE_INFINITY) ? found : null;
}
