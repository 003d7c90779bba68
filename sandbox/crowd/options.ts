import { parseArgs } from 'node:util';

export interface CrowdOptions {
  people: number;
  mentions: number;
  seed: number;
  /** Mentions a second. */
  rate: number;
  /** So long a claim lasts. */
  leaseMs: number;
  /** So long people go on when customers have stopped. */
  finishingMs: number;
  verbose: boolean;
}

const FINISHING_MS = 20_000;
/** As short as it may be with people who need seconds for everything. */
export const LEASE_MS = 18_000;

export const USAGE = `npm run simulate -- [options]
  --people N     who answers (default 160, at least 8)
  --mentions N   what customers write, follow-ups counted (default 800)
  --seed N       what everybody is like and wants (default 7); who is quicker is the machine's
  --rate N       mentions a second (default 5)
  --lease N      seconds that a claim lasts (default 18)
  --verbose      print every line of Faccia's log`;

/** Throws an Error with every mistake in the arguments. */
export function readOptions(args: string[]): CrowdOptions {
  const { values } = parseArgs({
    args,
    options: {
      people: { type: 'string', default: '160' },
      mentions: { type: 'string', default: '800' },
      seed: { type: 'string', default: '7' },
      rate: { type: 'string', default: '5' },
      lease: { type: 'string', default: String(LEASE_MS / 1_000) },
      verbose: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) throw new Error(USAGE);
  const read = {
    people: Number(values.people),
    mentions: Number(values.mentions),
    seed: Number(values.seed),
    rate: Number(values.rate),
    leaseMs: Number(values.lease) * 1_000,
  };
  const problems = [
    ...(isWhole(read.people, 8, 1_000) ? [] : ['--people must be a whole number from 8 to 1000.']),
    ...(isWhole(read.mentions, 1, 20_000) ? [] : ['--mentions must be a whole number from 1 to 20000.']),
    ...(isWhole(read.seed, 0, 2 ** 31) ? [] : ['--seed must be a whole number.']),
    ...(read.rate > 0 && read.rate <= 100 ? [] : ['--rate must be above 0, up to 100.']),
    ...(read.leaseMs >= 6_000 && read.leaseMs <= 600_000 ? [] : ['--lease must be 6 to 600.']),
  ];
  if (problems.length > 0) throw new Error(`${problems.join('\n')}\n\n${USAGE}`);
  return { ...read, finishingMs: FINISHING_MS, verbose: values.verbose };
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
