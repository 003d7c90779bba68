import { parseArgs } from 'node:util';
import { ack } from './ack.ts';
import { burst } from './burst.ts';
import { claim } from './claim.ts';
import { createFigures, type Report } from './figures.ts';
import { growth } from './growth.ts';
import { ingest } from './ingest.ts';
import { reply } from './reply.ts';
import { routing } from './routing.ts';
import { start } from './start.ts';

export interface BenchOptions {
  /** How many threads stand in the large store of `growth`. */
  threads: number;
  /** How many mentions come in `burst`, in how many seconds. */
  mentions: number;
  seconds: number;
}

type Bench = (report: Report, options: BenchOptions) => Promise<void>;

const BENCHES: Record<string, Bench> = { ack, burst, claim, growth, ingest, reply, start, routing };

const USAGE = `npm run bench -- ack      how long Take it takes to be acknowledged, beside bare Bolt
npm run bench -- burst    10,000 mentions in 60 s over three channels (--mentions N --seconds N): lost, first card, all seen
npm run bench -- claim    how many claims a second, beside the bare Lua script
npm run bench -- growth   what work costs with 1,000 and with 1,000,000 stored threads (--threads N), and the memory of each
npm run bench -- ingest   how many posts a second come from X into the queue, beside BullMQ's bare addBulk
npm run bench -- reply    how many replies a second go out, beside bare twitter-api-v2
npm run bench -- start    how soon Faccia is ready and how much memory it takes, beside a minimal app of the same packages
npm run bench -- routing  how often mentions come to the right topic, by rules, by what was learnt, by both
With --json the figures come as one line of JSON.`;

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      threads: { type: 'string', default: '1000000' },
      mentions: { type: 'string', default: '10000' },
      seconds: { type: 'string', default: '60' },
    },
  });
  const [name = ''] = positionals;
  const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
  const [threads, mentions, seconds] = [values.threads, values.mentions, values.seconds].map(Number);
  if (!bench || !isCount(threads) || !isCount(mentions) || !isCount(seconds)) throw new Error(USAGE);
  const figures = createFigures(name, values.json);
  await bench(figures, { threads, mentions, seconds });
  figures.end();
}

const isCount = (value: number | undefined): value is number =>
  Number.isSafeInteger(value) && Number(value) > 0;

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
