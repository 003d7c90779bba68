import { registerJobs } from '../../handlers/register.ts';
import type { StoredPost } from '../../sandbox/x/world.ts';
import type { Reply } from '../../src/domain/glossary.ts';
import { kindOf } from '../../src/domain/work.ts';
import type { SlackEraser } from '../../src/forgetting.ts';
import type { Archive } from '../../src/keeping.ts';
import type { SlackFiles } from '../../src/media.ts';
import { createXClients, type XClients } from '../../src/networks/x/client.ts';
import { type Failure, failureOf } from '../../src/networks/x/failures.ts';
import { createXLookups } from '../../src/networks/x/lookups.ts';
import { createXNetwork } from '../../src/networks/x/x-network.ts';
import type { JobQueue, Notifier, People } from '../../src/ports.ts';
import type { PeopleNotifier } from '../../src/responders.ts';
import { createUseCases } from '../../src/use-cases.ts';
import { type TestClock, testClock } from './clock.ts';
import { type LocalX, openLocalX } from './local-x.ts';
import { measureText } from './measure-text.ts';
import { aBrand, aBrandAccount, aDesk, anAccount, aPost, aReply } from './samples.ts';
import { NO_ALARMS, NO_SURGES } from './silences.ts';
import { claimedThread, type OpenStore, openStore, silentLog } from './store.ts';
import type { XAnswer } from './x-answers.ts';

export interface OutcomeRun {
  /** What X's first answer was to our adapter; null: it took the post. */
  failure: Failure | null;
  /** The reply after the attempt that X answered so. */
  first: Reply;
  /** An hour later, with an X that is well again and nobody who does anything. */
  last: Reply;
  /** Every post that came through the API. */
  posts: StoredPost[];
}

/** Long enough for a busy machine: only one answer waits for it. */
const TIMEOUT_MS = 3_000;
const ROUNDS = 24;
const ROUND_MS = 150_000;
/** Work that only shows something in Slack. */
const SHOWING = ['card', 'note', 'followup', 'own', 'other', 'context', 'gone', 'news'];
const NOT_SHOWN = {
  homeView: () => ({ type: 'home' as const, blocks: [] }),
  publishHome: async () => undefined,
  log: silentLog,
};
/** Nobody does anything for an hour: whoever has it would lose it, which is another matter. */
const ASIDE = 'lease';
const NOBODY_LISTENS = 'http://127.0.0.1:9';

/** What becomes of one reply when X answers so: the real store, use cases and adapter, against the local X. */
export async function runOutcome(
  redisUrl: string,
  answer: XAnswer,
  steps: Reply['steps'],
): Promise<OutcomeRun> {
  const clock = testClock(Date.now());
  // One time for all: what X shows late is shown when it is time.
  const local = await openLocalX(TIMEOUT_MS, { clock });
  const store = openStore(redisUrl, clock);
  try {
    await store.redis.flushall();
    const reply = await submitted(local, store, clock, answer, steps);
    const { clients, failures, comeBack } = watchedClients(local, answer);
    const useCases = openUseCases(store, clock, clients, answer);
    if (answer.fault)
      local.x.faults.arm({ route: 'POST /2/tweets', kind: answer.fault, times: answer.times ?? 1_000 });
    await useCases.deliverReply(reply.id);
    const first = await stored(store, reply.id);
    local.x.faults.clear();
    if (answer.next) local.x.faults.arm({ route: 'POST /2/tweets', ...answer.next });
    comeBack();
    await passAnHour(store, clock, registerJobs({ ...useCases, ...NOT_SHOWN }));
    return {
      failure: failures[0] ?? null,
      first,
      last: await stored(store, reply.id),
      posts: postsOf(local),
    };
  } finally {
    store.redis.disconnect();
    await local.close();
  }
}

/** A claimed mention and the answer to it, due now; the accounts are linked. */
async function submitted(
  local: LocalX,
  store: OpenStore,
  clock: TestClock,
  answer: XAnswer,
  steps: Reply['steps'],
): Promise<Reply> {
  const idOf = (username: string) => local.x.world.userByName(username)?.id ?? '';
  const mention = local.x.world.post({
    authorId: idOf('customer_one'),
    text: answer.mention ?? '@acme @sam_works no signal',
  });
  const account = anAccount({ id: idOf('sam_works') });
  await store.accounts.link(account, local.tokensOf('sam_works'), clock.now());
  await store.accounts.link(aBrandAccount({ id: idOf('acme') }), local.tokensOf('acme'), clock.now());
  const { id, text: words, mentions } = mention;
  const threadId = await claimedThread(store, 'USAM', aPost({ id, text: words, mentions }));
  const text = answer.text ?? 'We look into it and tell you by noon.';
  answer.given?.(local, mention, text);
  const now = clock.now();
  const reply = aReply({
    threadId,
    part: steps[0] === 'introduce' ? 'introduction' : 'answer',
    accountId: account.id,
    inReplyTo: mention.id,
    text,
    steps,
    createdAt: now,
    updatedAt: now,
    notBefore: now,
  });
  await store.replies.submit(reply);
  return reply;
}

/** The adapter's clients: each failed call that creates a post is noted as the adapter reads it. */
function watchedClients({ clients: live }: LocalX, { away }: XAnswer) {
  const failures: Failure[] = [];
  const dead = createXClients({ ...live, apiUrl: NOBODY_LISTENS, clientSecret: '', timeoutMs: TIMEOUT_MS });
  let there = away !== true;
  const clients: XClients = {
    ...live,
    user(accessToken) {
      const api = (there ? live : dead).user(accessToken);
      const post = api.v2.post.bind(api.v2);
      const watched = async (...input: Parameters<typeof post>) => {
        try {
          return await post(...input);
        } catch (error) {
          if (input[0] === 'tweets') failures.push(failureOf(error, Date.now()));
          throw error;
        }
      };
      api.v2.post = watched as typeof post;
      return api;
    },
  };
  const comeBack = () => {
    there = true;
  };
  return { clients, failures, comeBack };
}

function openUseCases(store: OpenStore, clock: TestClock, clients: XClients, { access }: XAnswer) {
  const people: People = {
    get: async (slackUser) => ({ slackUser, name: 'Sam Works', firstName: 'Sam', employee: true }),
    isLead: async () => false,
    isResponder: async () => true,
    leads: async () => [],
    operations: async () => new Set<string>(),
  };
  return createUseCases({
    ...store,
    network: createXNetwork(clients, clock),
    lookups: createXLookups(clients, clock),
    people,
    alarms: NO_ALARMS,
    surgeNotifier: NO_SURGES,
    presence: { away: async () => false },
    peopleNotifier: {} as PeopleNotifier,
    // Nothing is shown or queued in here: the test does the work itself.
    notifier: { openDirect: async () => 'D1', postDeath: async () => '1.1' } as Partial<Notifier> as Notifier,
    files: {} as SlackFiles,
    queue: {} as JobQueue,
    archive: {} as Archive,
    eraser: {} as SlackEraser,
    clock,
    log: silentLog,
    desk: aDesk(access ? { brands: [aBrand({ access })] } : {}),
    measure: measureText,
    publicUrl: 'https://care.example.com',
  });
}

/** Whatever is due is done, as the workers do it. */
async function passAnHour(
  { outbox }: OpenStore,
  clock: TestClock,
  jobs: ReturnType<typeof registerJobs>,
): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    clock.advance(ROUND_MS);
    for (const work of await outbox.take(clock.now(), 100, 1_000)) {
      const kind = kindOf(work.member);
      const done = kind === ASIDE || SHOWING.includes(kind) ? { done: true } : await jobs[kind](work);
      if ('again' in done) await outbox.postpone(work, done.again);
      else await outbox.complete(work);
    }
  }
}

function postsOf({ x }: LocalX): StoredPost[] {
  return [...x.world.posts.values()].filter(({ via }) => via !== null);
}

async function stored(store: OpenStore, id: string): Promise<Reply> {
  const reply = await store.replies.get(id);
  if (!reply) throw new Error('The reply is gone.');
  return reply;
}
