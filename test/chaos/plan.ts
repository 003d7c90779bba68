import { Random } from '../../sandbox/launch/random.ts';
import type { SlackFault } from '../../sandbox/slack/faults.ts';
import {
  type DrawnFault,
  drawDeleteFault,
  drawPostFault,
  drawReadFault,
  drawTokenFault,
  leavesDoubt,
} from './faults.ts';
import type { StrikeKind } from './plan-strikes.ts';

export interface ChaosOptions {
  replies: number;
  seed: number;
  stop?: AbortSignal;
  /** With faults that outlast the product's patience with X: they take half a minute. */
  slow: boolean;
  /** How many people answer. */
  responders: number;
  /** How often each thing strikes the whole desk; left out: by the number of replies. */
  strikes?: Partial<Record<StrikeKind, number>>;
}

export const ZONES = 32;

export type Way = 'direct' | 'introduce' | 'brand' | 'native';

/** What a responder does whom Faccia asks to post by hand. */
export type Hand =
  | 'same words'
  | 'changed words'
  /** Faccia waits for a day, and says that it saw nothing. */
  | 'never'
  | 'takes it back'
  /** Presses "I posted it", and did not. */
  | 'claims it';

/** What is drawn for one reply before anything happens. */
export interface ReplyPlan {
  index: number;
  way: Way;
  /** Which responder takes it. */
  responder: number;
  /** Which channel its card goes to. */
  zone: number;
  /** Stands in the answer, and in no other. */
  marker: string;
  /** The answer, unlike every other. */
  text: string;
  /** The person wants to take it back. */
  undo: boolean;
  /** Only by the way `native`: what the person does, and how long after being asked to. */
  hand: { does: Hand; afterMs: number } | null;
  /** A colleague types an answer on X while this one is written: it may stop it. */
  colleague: boolean;
  /** The person deletes it once it is public; and what happens to the call. */
  deletion: { fault: DrawnFault | null } | null;
  /** At the brand's introducing post. */
  introduction: DrawnFault | null;
  answer: DrawnFault | null;
  /** When an account's tokens are renewed for it. */
  token: DrawnFault | null;
  /** When an account's own posts are looked through for it. */
  read: DrawnFault | null;
  /** When the card, and the note of the answer, are posted in Slack. */
  card: DrawnSlackFault | null;
  note: DrawnSlackFault | null;
}

/** One customer, who gets one answer or, by the same person, two. */
export interface CustomerPlan {
  first: ReplyPlan;
  /** `again`: to the same post; `follow-up`: to what the customer writes after the first answer. */
  second: { how: 'again' | 'follow-up'; plan: ReplyPlan } | null;
}

/** As many replies as asked for. */
export function planCustomers(options: ChaosOptions): CustomerPlan[] {
  const customers: CustomerPlan[] = [];
  for (let index = 0; index < options.replies; index += 1) {
    const random = Random.of(options.seed, `customer ${index}`);
    const pair = random.chance(0.12) && index + 1 < options.replies;
    const first = planReply(options, index, pair ? 'first' : 'only');
    if (!pair) customers.push({ first, second: null });
    else {
      index += 1;
      const how = random.pick(['again', 'follow-up'] as const);
      const plan = planReply(options, index, 'second', { ...first, way: secondWay(random, first.way, how) });
      customers.push({ first, second: { how, plan } });
    }
  }
  return customers;
}

/** The thread stays with its brand, and a post with whom it names. */
function secondWay(random: Random, way: Way, how: 'again' | 'follow-up'): Way {
  if (how === 'again' || way === 'brand' || way === 'native') return way;
  return random.pick(['direct', 'introduce']);
}

function planReply(
  { seed, slow, responders }: ChaosOptions,
  index: number,
  place: 'only' | 'first' | 'second',
  given: Partial<Pick<ReplyPlan, 'way' | 'responder' | 'zone'>> = {},
): ReplyPlan {
  const random = Random.of(seed, `reply ${index}`);
  const marker = `case${String(index).padStart(5, '0')}`;
  const drawn = random.weighted<Way>({ direct: 4, introduce: 5, brand: 2, native: 1.5 });
  const way = given.way ?? drawn;
  const byApi = way !== 'native';
  const answer = byApi && random.chance(0.4) ? drawPostFault(random, slow) : null;
  const introduction = way === 'introduce' && random.chance(0.3) ? drawPostFault(random, slow) : null;
  const struck = [answer, introduction].filter((fault) => fault !== null);
  const renews = struck.some(({ name }) => name === 'token ended');
  const undo = random.chance(0.03);
  const colleague = byApi && place === 'only' && random.chance(0.05);
  const deletes = place === 'only' && !undo && !colleague && random.chance(0.08);
  return {
    index,
    way,
    responder: given.responder ?? random.int(0, responders - 1),
    zone: given.zone ?? random.int(0, ZONES - 1),
    marker,
    text: `${wordsFor(seed, index)} ${marker}`,
    undo,
    hand: byApi ? null : drawHand(random, place === 'first'),
    colleague,
    deletion: deletes && byApi ? { fault: random.chance(0.5) ? drawDeleteFault(random) : null } : null,
    introduction,
    answer,
    token: renews && random.chance(0.4) ? drawTokenFault(random) : null,
    read: struck.some(leavesDoubt) && random.chance(0.3) ? drawReadFault(random) : null,
    card: random.chance(0.05) ? slackFault(random, slow) : null,
    note: random.chance(0.06) ? slackFault(random, slow) : null,
  };
}

/** `before`: another one comes after it, and nobody would wait a day for that. */
function drawHand(random: Random, before: boolean): ReplyPlan['hand'] {
  const does = random.weighted<Hand>({
    'same words': 4,
    'changed words': 4,
    'takes it back': 1,
    'claims it': before ? 0 : 2,
    never: before ? 0 : 1,
  });
  return { does, afterMs: random.int(200, 2_500) };
}

const SYLLABLES = 'ba do fe gu ka li mo nu pe ra si to ve wi zo'.split(' ');

/** X and care leads dislike answers that look alike: these do not. */
export function wordsFor(seed: number, index: number | string): string {
  const random = Random.of(seed, `text ${index}`);
  const word = () => Array.from({ length: random.int(2, 4) }, () => random.pick(SYLLABLES)).join('');
  return Array.from({ length: 9 }, word).join(' ');
}

type DrawnSlackFault = Pick<SlackFault, 'do' | 'when'>;

function slackFault(random: Random, slow: boolean): DrawnSlackFault {
  const when = random.pick(['before', 'after'] as const);
  const kind = random.weighted({ cut: 3, failing: 3, limited: 3, silent: slow ? 1 : 0 });
  switch (kind) {
    case 'cut':
      return { do: 'cut', when };
    case 'failing':
      return { do: { status: 503 }, when };
    case 'limited':
      // Whoever is asked to wait was not heard: that much Slack promises.
      return { do: { status: 429, headers: { 'retry-after': String(random.int(1, 2)) } }, when: 'before' };
    case 'silent':
      return { do: 'hang', when };
  }
}
