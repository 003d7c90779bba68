import { Random } from '../../sandbox/launch/random.ts';
import type { ChaosOptions } from './plan.ts';

/** After how many replies one strike of each kind comes, for the full suite. */
const ONE_IN = {
  /** kill -9 of Faccia at any moment, and started again. */
  kill: 170,
  /** kill -9 of Faccia in the moment in which X has a post, before its answer. */
  'kill at a post': 170,
  /** kill -9 of Redis, and started again with its data. */
  'redis restart': 250,
  /** Redis comes back empty for a while. */
  'empty replica': 500,
  /** Faccia's clock jumps. */
  clock: 90,
  /** Slack closes every socket. */
  'slack disconnect': 300,
  /** Slack answers 503 to everything for a moment. */
  'slack down': 300,
  /** X drops the stream, and does not take it back at once. */
  'stream drop': 250,
  /** The next readings of mentions fail. */
  'mentions fail': 60,
  /** Every access token ends at once. */
  'tokens end': 400,
  /** One update of a card or note fails. */
  'update fails': 30,
  /** One window does not open. */
  'window fails': 60,
} as const;
export type StrikeKind = keyof typeof ONE_IN;

/** Something that happens to the whole desk once so many replies were submitted. */
export interface Strike {
  kind: StrikeKind;
  after: number;
  /** 0 to 1: how long, how far. */
  force: number;
  /** Seeds what the strike itself draws. */
  draw: number;
}

export function planStrikes({ seed, replies, strikes = {} }: ChaosOptions): Strike[] {
  const random = Random.of(seed, 'strikes');
  const planned: Strike[] = [];
  for (const [kind, oneIn] of Object.entries(ONE_IN) as [StrikeKind, number][]) {
    const count = strikes[kind] ?? Math.round(replies / oneIn);
    for (let index = 0; index < count; index += 1) {
      const after = random.int(Math.ceil(replies * 0.05), Math.floor(replies * 0.92));
      planned.push({ kind, after, force: random.next(), draw: random.int(0, 2 ** 31) });
    }
  }
  return planned.sort((one, other) => one.after - other.after);
}
