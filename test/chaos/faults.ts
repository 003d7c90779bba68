import type { Random } from '../../sandbox/launch/random.ts';
import type { FaultKind } from '../../sandbox/x/client-api.ts';
import { DETAIL } from '../../sandbox/x/rules.ts';

/** Longer than the product waits for X. */
const X_PATIENCE_MS = 10_000;
/** The longest time after which a given-up call is done all the same, and after which a timeline shows a post. */
export const LATEST_MS = 1_500;
export const LONGEST_LAG_MS = 1_500;

/** What can happen to a call that creates a post, and how often. */
const POST_FAULTS = {
  'cut after': 7,
  'cut before': 4,
  '5xx after': 6,
  '5xx before': 5,
  'done late': 4,
  'answered late': 3,
  'limited until': 4,
  'limited without a word': 2,
  'malformed after': 5,
  'malformed before': 2,
  'called a duplicate, though new': 2,
  'called a duplicate, after it was done': 3,
  'token ended': 6,
} as const;
export type PostFault = keyof typeof POST_FAULTS;
const SLOW: readonly PostFault[] = ['done late', 'answered late', 'limited without a word'];

const TOKEN_FAULTS = {
  'cut before': 3,
  '5xx before': 3,
  'limited until': 1,
  'malformed before': 1,
  'cut after': 1,
  '5xx after': 1,
} as const;

const READ_FAULTS = {
  'cut before': 2,
  '5xx before': 3,
  'malformed before': 1,
  'limited until': 1,
  'token ended': 2,
} as const;

const DELETE_FAULTS = {
  'cut before': 2,
  'cut after': 3,
  '5xx before': 2,
  '5xx after': 3,
  'malformed after': 2,
  'limited until': 1,
  'token ended': 2,
} as const;

type AnyFault = PostFault | keyof typeof TOKEN_FAULTS | keyof typeof READ_FAULTS | keyof typeof DELETE_FAULTS;

/** Drawn ahead; its times are counted from the moment at which it is armed. */
export interface DrawnFault {
  name: AnyFault;
  status: number;
  ms: number;
  times: number;
}

function draw<T extends AnyFault>(random: Random, weights: Readonly<Record<T, number>>): DrawnFault {
  return {
    name: random.weighted(weights),
    status: random.pick([500, 502, 503, 504]),
    ms: random.int(200, LATEST_MS),
    times: random.chance(0.15) ? 2 : 1,
  };
}

/** `slow`: with the faults that outlast the product's patience, or last a quarter of an hour. */
export function drawPostFault(random: Random, slow: boolean): DrawnFault {
  const drawn = draw(random, POST_FAULTS);
  return !slow && SLOW.includes(drawn.name as PostFault) ? { ...drawn, name: 'cut after' } : drawn;
}
export const drawTokenFault = (random: Random): DrawnFault => draw(random, TOKEN_FAULTS);
export const drawDeleteFault = (random: Random): DrawnFault => draw(random, DELETE_FAULTS);
export const drawReadFault = (random: Random): DrawnFault => draw(random, READ_FAULTS);

/** After these nobody but X knows whether it was done. */
export function leavesDoubt({ name }: DrawnFault): boolean {
  return !/^(?:limited|token ended)/u.test(name);
}

/** As the local X does it. */
export function kindOf({ name, status, ms }: DrawnFault): FaultKind {
  const when = name.endsWith('before') ? 'before' : 'after';
  const forbidden = (detail: string, at: 'before' | 'after'): FaultKind => ({
    do: 'status',
    status: 403,
    when: at,
    body: { title: 'Forbidden', detail, type: 'about:blank', status: 403 },
  });
  switch (name) {
    case 'cut after':
    case 'cut before':
      return { do: 'cut', when };
    case '5xx after':
    case '5xx before':
      return { do: 'status', status, when };
    case 'malformed after':
    case 'malformed before':
      return { do: 'malformed', when };
    case 'done late':
      return { do: 'hang', ms: X_PATIENCE_MS + ms, when: 'before' };
    case 'answered late':
      return { do: 'hang', ms: X_PATIENCE_MS + ms, when: 'after' };
    case 'limited until':
      return { do: 'status', status: 429, when: 'before', headers: limitHeaders(ms) };
    case 'limited without a word':
      return { do: 'status', status: 429, when: 'before' };
    case 'called a duplicate, though new':
      return forbidden(DETAIL.duplicate, 'before');
    case 'called a duplicate, after it was done':
      return forbidden(DETAIL.duplicate, 'after');
    case 'token ended':
      return { do: 'expire' };
  }
}

function limitHeaders(ms: number): Record<string, string> {
  return {
    'x-rate-limit-limit': '100',
    'x-rate-limit-remaining': '0',
    'x-rate-limit-reset': String(Math.ceil((Date.now() + ms) / 1000)),
  };
}
