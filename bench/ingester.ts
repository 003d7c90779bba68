import { createInterface } from 'node:readline';
import { mentionsReceived } from '../handlers/mention-received.ts';
import { kindOf } from '../src/domain/work.ts';
import { createXClients } from '../src/networks/x/client.ts';
import { createStreamSource } from '../src/networks/x/stream-source.ts';
import { systemClock as clock } from '../src/ops/clock.ts';
import { createLogger } from '../src/ops/logger.ts';
import type { JobQueue } from '../src/ports.ts';
import { createJobQueue } from '../src/queue/job-queue.ts';
import { NO_TRACING } from '../src/seeing.ts';
import { followSource } from '../src/usecases/follow-source.ts';
import { keepLedger } from '../src/usecases/keep-ledger.ts';
import { receiveMentions } from '../src/usecases/receive-mention.ts';
import { relayOutbox } from '../src/usecases/relay-outbox.ts';
import { suggestTopic } from '../src/usecases/suggest-topic.ts';
import { aBrand, aDesk } from '../test/support/samples.ts';
import { openStore } from './store-room.ts';

// The roles that bring posts from X into the queue, as the product puts them together, in one process: the stream, what
// decides, the store, and the relay from the outbox to BullMQ. A line `<count>` on the input is answered when the cards of
// so many more stand in the queue: as soon as BullMQ has answered, as on the other side. Asking Redis again and again would
// measure the asking.
const WORKSPACE = 'T0APP';
const redisUrl = process.env.REDIS_URL ?? '';
const log = createLogger('warn');
const { redis, store } = await openStore(redisUrl, WORKSPACE);
const noTopic = { hashtags: [], authors: [], languages: [], networks: [], pattern: null };
const desk = aDesk({
  topics: ['bill', 'router', 'signal'].map((name) => ({
    name,
    channel: 'C0BENCH',
    priority: 'normal',
    brands: [],
    rules: [{ ...noTopic, keywords: [name] }],
  })),
  noise: [
    { reason: 'giveaway', action: 'drop', giveaway: true },
    { reason: 'empty', action: 'mute', saysNothing: true },
  ],
});
const clients = createXClients({
  apiUrl: process.env.X_URL ?? '',
  authorizeUrl: '',
  clientId: '',
  clientSecret: '',
  bearerToken: 'bearer',
  ledger: keepLedger({ ...store, desk, clock, log }),
});
const source = createStreamSource({
  brand: aBrand(),
  rules: ['@acme'],
  clients,
  onGap: (why) => log.warn('gap', { why }),
  clock,
  log,
});
const queue = createJobQueue({
  connect: (over) => ({ url: redisUrl, ...over }),
  workspace: WORKSPACE,
  log,
});
const given = { ...store, desk, clock, log, tracing: NO_TRACING };
const follow = followSource({
  ...given,
  receive: mentionsReceived({
    ...given,
    meter: { mention: () => undefined } as never,
    receiveMentions: receiveMentions({ ...given, suggestTopic: suggestTopic(given) }),
  }),
  holder: 'bench',
});
const never = new AbortController().signal;
void follow(source, never);
let cards = 0;
let onCards: () => void = () => undefined;
const counted: JobQueue = {
  counts: queue.counts,
  async add(works) {
    await queue.add(works);
    for (const { member } of works) if (kindOf(member) === 'card') cards += 1;
    onCards();
  },
};
void relayOutbox({ ...given, queue: counted })(never);
process.stdout.write('ready\n');

let wanted = 0;
for await (const line of createInterface(process.stdin)) {
  wanted += Number(line);
  while (cards < wanted)
    await new Promise<void>((resolve) => {
      onCards = resolve;
    });
  process.stdout.write('done\n');
  await check();
}

/** What was answered is so. */
async function check(): Promise<void> {
  const [stored, queued] = await Promise.all([
    redis.hget(`{${WORKSPACE}}:counters`, 'mentions.opened'),
    redis.llen(`{${WORKSPACE}}:queue:slack:wait`),
  ]);
  if (Number(stored) !== wanted || queued < wanted)
    throw new Error(`${wanted} were sent, ${stored} stored, ${queued} are in the queue.`);
}
