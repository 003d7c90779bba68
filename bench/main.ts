import { ack } from './ack.ts';
import { reply } from './reply.ts';
import { routing } from './routing.ts';

const BENCHES: Record<string, () => Promise<void>> = { ack, reply, routing };

const USAGE = `npm run bench -- ack      how long Take it takes to be acknowledged, beside bare Bolt
npm run bench -- reply    how many replies a second go out, beside bare twitter-api-v2
npm run bench -- routing  how often mentions come to the right topic, by rules, by what was learnt, by both`;

async function main(): Promise<void> {
  const name = process.argv[2] ?? '';
  const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
  if (!bench) throw new Error(USAGE);
  await bench();
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
