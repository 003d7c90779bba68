import type { SlackFault } from '../../sandbox/slack/faults.ts';
import { type DrawnFault, drawPostFault, drawReadFault, drawTokenFault, leavesDoubt } from './faults.ts';
import { Random } from './random.ts';

export interface ChaosOptions {
  replies: number;
  seed: number;
  stop?: AbortSignal;
  /** With faults that outlast the product's patience with X: they take half a minute. */
  slow: boolean;
  /** How often each thing strikes the whole desk; left out: by the number of replies. */
  strikes?: Partial<Record<StrikeKind, number>>;
}

export const RESPONDERS = 24;
export const ZONES = 32;

export type Way = 'direct' | 'introduce' | 'brand';

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

export function planReply({ seed, slow }: ChaosOptions, index: number): ReplyPlan {
  const random = Random.of(seed, `reply ${index}`);
  const marker = `case${String(index).padStart(5, '0')}`;
  const way = random.weighted<Way>({ direct: 4, introduce: 5, brand: 2 });
  const answer = random.chance(0.4) ? drawPostFault(random, slow) : null;
  const introduction = way === 'introduce' && random.chance(0.3) ? drawPostFault(random, slow) : null;
  const struck = [answer, introduction].filter((fault) => fault !== null);
  const renews = struck.some(({ name }) => name === 'token ended');
  return {
    index,
    way,
    responder: random.int(0, RESPONDERS - 1),
    zone: random.int(0, ZONES - 1),
    marker,
    text: `${words(Random.of(seed, `text ${index}`))} ${marker}`,
    undo: random.chance(0.03),
    introduction,
    answer,
    token: renews && random.chance(0.4) ? drawTokenFault(random) : null,
    read: struck.some(leavesDoubt) && random.chance(0.3) ? drawReadFault(random) : null,
    card: random.chance(0.05) ? slackFault(random, slow) : null,
    note: random.chance(0.06) ? slackFault(random, slow) : null,
  };
}

const SYLLABLES = 'ba do fe gu ka li mo nu pe ra si to ve wi zo'.split(' ');

/** X and care leads dislike answers that look alike: these do not. */
function words(random: Random): string {
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
