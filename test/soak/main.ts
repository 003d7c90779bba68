import { parseArgs } from 'node:util';
import buildProduct from '../build-product.ts';
import { runSoak, type SoakResult } from './run.ts';

const USAGE = `npm run soak -- [options]
  --minutes N   how long customers write and processes die (default 5)
  --seed N      which process dies when, and who answers what (default 7)`;

/** A dead process is replaced within this time. */
const REPLACED_MS = 15_000;

function readOptions(args: string[]): { minutes: number; seed: number } {
  const { values } = parseArgs({
    args,
    options: {
      minutes: { type: 'string', default: '5' },
      seed: { type: 'string', default: '7' },
      help: { type: 'boolean', default: false },
    },
  });
  const [minutes, seed] = [Number(values.minutes), Number(values.seed)];
  const right = minutes > 0 && minutes <= 600 && Number.isInteger(seed) && seed >= 0;
  if (values.help || !right) throw new Error(USAGE);
  return { minutes, seed };
}

/** One line of figures. */
function summary(minutes: number, result: SoakResult): string {
  const { killed, mentions, answers, lost, doubled, silent, handOvers, longestGapMs } = result;
  const one = heldByOne(result) ? 'yes' : 'no';
  return (
    `minutes ${minutes}, killed ${killed}, mentions ${mentions}, answers ${answers}, lost ${lost}, doubled ${doubled}, ` +
    `silent ${silent}, source held by exactly one: ${one} (${handOvers} hand-overs, longest gap ${(longestGapMs / 1000).toFixed(1)} s)`
  );
}

const heldByOne = ({ problems, longestGapMs }: SoakResult): boolean =>
  !problems.some((problem) => /held|fence/u.test(problem)) && longestGapMs <= REPLACED_MS;

async function main(): Promise<boolean> {
  const { minutes, seed } = readOptions(process.argv.slice(2));
  buildProduct();
  const result = await runSoak(
    { seconds: minutes * 60, seed, responders: 24, killEveryMs: 5_000, mentionEveryMs: 400 },
    (line) => console.error(line),
  );
  console.log(summary(minutes, result));
  const { lost, doubled, silent, problems, exitCodes, histories } = result;
  const stopped = exitCodes.every((code) => code === 0);
  if (!stopped) console.log(`Asked to stop, they ended with ${exitCodes.join(', ')}.`);
  for (const line of [...problems, ...histories]) console.log(line);
  return lost + doubled + silent + problems.length === 0 && heldByOne(result) && stopped;
}

main().then(
  (fine) => process.exit(fine ? 0 : 1),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
