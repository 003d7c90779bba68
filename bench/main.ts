import { parseArgs } from 'node:util';
import { ack } from './ack.ts';
import { claim } from './claim.ts';
import { createFigures, type Report } from './figures.ts';
import { ingest } from './ingest.ts';
import { reply } from './reply.ts';
import { routing } from './routing.ts';
import { start } from './start.ts';

export interface BenchOptions {
  /** How many threads stand in the large store of `growth`. */
  threads: number;
}

type Bench = (report: Report, options: BenchOptions) => Promise<void>;

const BENCHES: Record<string, Bench> = { ack, claim, ingest, reply, start, routing };

const USAGE = `npm run bench -- ack      how long Take it takes to be acknowledged, beside bare Bolt
npm run bench -- claim    how many claims a second, beside the bare Lua script
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
    },
  });
  const [name = ''] = positionals;
  const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
  const threads = Number(values.threads);
  if (!bench || !Number.isSafeInteger(threads) || threads < 1000) throw new Error(USAGE);
  const figures = createFigures(name, values.json);
  await bench(figures, { threads });
  figures.end();
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
