import { ack } from './ack.ts';
import { reply } from './reply.ts';

const BENCHES: Record<string, () => Promise<void>> = { ack, reply };

const bench = BENCHES[process.argv[2] ?? ''];
if (bench) await bench();
else {
  console.error(
    'npm run bench -- ack      how long Take it takes to be acknowledged, beside bare Bolt\n' +
      'npm run bench -- reply    how many replies a second go out, beside bare twitter-api-v2',
  );
  process.exitCode = 1;
}
