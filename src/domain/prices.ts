/** What X charges for, by the names of the metrics and of the YAML's `prices`. */
export const PRICED_CALLS = [
  'post_read',
  'owned_read',
  'user_read',
  'create',
  'create_summoned',
  'create_with_link',
  'delete',
  'media_metadata',
] as const;
export type PricedCall = (typeof PRICED_CALLS)[number];

/** X's price list as we were told it. */
export interface Prices {
  /** The day on which the list was read: `2026-08-22`. */
  asOf: string;
  /** Millionths of a US dollar, whole, for one resource that is read or one post that is created or deleted. */
  each: Readonly<Record<PricedCall, number>>;
}

/** What may be spent on one day. */
export interface DayBudget {
  /** Millionths of a US dollar. */
  perDay: number;
  /** The part of it, 0 to 1, at which operations are told. */
  warnAt: number;
}

const MICROS = 1_000_000;

/** Money is counted in whole millionths of a dollar: sums of fractions would drift. */
export function microsOf(dollars: number): number {
  return Math.round(dollars * MICROS);
}

export function dollarsOf(micros: number): number {
  return micros / MICROS;
}

/** `$50.00`, `$0.20`, `$0.015`: cents, and whatever stands behind them. */
export function priceText(micros: number): string {
  const [whole = '0', behind = ''] = dollarsOf(micros).toFixed(6).split('.');
  return `$${whole}.${behind.slice(0, 2)}${behind.slice(2).replace(/0+$/u, '')}`;
}

/** Rounded to cents, for sums. */
export function sumText(micros: number): string {
  return `$${dollarsOf(micros).toFixed(2)}`;
}

export function sumOf(spent: Readonly<Partial<Record<PricedCall, number>>>): number {
  return Object.values(spent).reduce((sum, micros) => sum + micros, 0);
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** X bills by UTC days: `2026-11-24`. */
export function utcDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** The first moment of the next UTC day. */
export function nextUtcDay(ms: number): number {
  return (Math.floor(ms / DAY_MS) + 1) * DAY_MS;
}
