import { parseArgs } from 'node:util';
import { runChaos } from './run.ts';

const RESPONDERS = 24;
const USAGE = `npm run chaos -- [options]
  --replies N    how many answers are written while things go wrong (default 1000)
  --seed N       what goes wrong, and when: the same number gives the same plan (default 1)`;

function readOptions(args: string[]): { replies: number; seed: number } {
  const { values } = parseArgs({
    args,
    options: {
      replies: { type: 'string', default: '1000' },
      seed: { type: 'string', default: '1' },
      help: { type: 'boolean', default: false },
    },
  });
  const replies = Number(values.replies);
  const seed = Number(values.seed);
  const wrong = [
    ...(Number.isInteger(replies) && replies >= 1 && replies <= 20_000
      ? []
      : ['--replies must be 1 to 20000.']),
    ...(Number.isInteger(seed) && seed >= 0 ? [] : ['--seed must be a whole number, 0 or more.']),
  ];
  if (values.help || wrong.length > 0) throw new Error([...wrong, USAGE].join('\n'));
  return { replies, seed };
}

const stop = new AbortController();

async function main(): Promise<boolean> {
  const { replies, seed } = readOptions(process.argv.slice(2));
  const result = await runChaos(
    { replies, seed, slow: true, responders: RESPONDERS, stop: stop.signal },
    (line) => console.error(line),
  );
  console.log(
    `replies ${result.replies}, lost ${result.lost}, doubled ${result.doubled}, silent ${result.silent}, reconciled ${result.reconciled}`,
  );
  console.log(`secrets found ${result.secrets.length}`);
  const { lost, doubled, silent, secrets, problems, histories } = result;
  const fine = lost + doubled + silent + secrets.length + problems.length === 0 && result.replies === replies;
  if (!fine) {
    console.log(`seed ${seed}; again: npm run chaos -- --replies ${replies} --seed ${seed}`);
    console.log([...problems, ...secrets.slice(0, 20), ...histories].join('\n'));
  }
  return fine;
}

for (const name of ['SIGINT', 'SIGTERM'] as const)
  process.on(name, () => stop.abort(new Error(`Stopped by ${name}.`)));

main().then(
  (fine) => process.exit(fine ? 0 : 1),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
