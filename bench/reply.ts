import { untilReady } from '../sandbox/launch/product.ts';
import { readCounters } from '../sandbox/launch/report.ts';
import type { Stage } from '../sandbox/launch/stage.ts';
import type { SandboxX } from '../sandbox/x/server.ts';
import type { StoredPost } from '../sandbox/x/world.ts';
import { startRedis } from '../test/support/redis-server.ts';
import { type Child, startChild } from './child.ts';
import { benchDesk, benchUsers } from './desk.ts';
import type { Report } from './figures.ts';
import { medianRatio } from './numbers.ts';
import { replySubmission, takeItClick } from './payloads.ts';
import { inRoom, until } from './room.ts';

/** So many that nobody comes near X's 100 posts in 15 minutes: Faccia would wait. */
const PEOPLE = 30;
/** In each round; the first of them find a process that has just begun, and are not counted. */
const REPLIES = 600;
const WARM_UP = 200;
const ROUNDS = 3;
/** So many submit at once, which is not measured. */
const HANDS = 10;
/** As many jobs at once as Faccia's workers take. */
const AT_ONCE = 20;
/** X takes about so long for a post. */
const LATENCY_MS = 100;
const SCOPES = ['tweet.read', 'tweet.write', 'users.read', 'offline.access'];

/** Replies a second that Faccia's workers bring to X, beside the bare library; the same X, as many calls at once. */
export async function reply(report: Report): Promise<void> {
  // Split roles share one Redis: the workers start and end in each round. It is set as `deploy/` sets it.
  const redis = await startRedis({ appendfsync: 'everysec', 'hash-max-listpack-value': '1024' });
  try {
    await replyOn(report, redis.url);
  } finally {
    await redis.close();
  }
}

async function replyOn(report: Report, redisUrl: string): Promise<void> {
  const options = {
    users: benchUsers(PEOPLE),
    channels: [{ id: 'C0BENCH', name: 'bench' }],
    desk: benchDesk(),
    access: 'enterprise' as const,
    burst: 100_000,
    env: { ROLES: 'ingest,slack', REDIS_URL: redisUrl },
    prepare: setUpX,
  };
  await inRoom(options, async (stage, over) => {
    const bare = await startChild('./bare-x.ts', { X_URL: stage.x.url, AT_ONCE: String(AT_ONCE) }, over);
    await untilReady(stage.product);
    for (let index = 0; index < PEOPLE; index += 1) await stage.link(`U0P${index}`, `person_${index}`);
    await compare(report, stage, bare, over);
  });
}

function setUpX({ world, limits, faults }: SandboxX): void {
  world.addUser({ username: 'acme', kind: 'brand' });
  for (let index = 0; index < PEOPLE; index += 1)
    world.addUser({ username: `person_${index}`, kind: 'employee' });
  limits.overrides.set('POST /2/tweets', 1_000_000);
  faults.arm({
    route: 'POST /2/tweets',
    times: 1_000_000,
    kind: { do: 'hang', ms: LATENCY_MS, when: 'before' },
  });
}

async function compare(report: Report, stage: Stage, bare: Child, over: AbortSignal): Promise<void> {
  const rates: Record<'faccia' | 'bare', number[]> = { faccia: [], bare: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const [mine, theirs] = [openPosts(stage, round, 'faccia'), openPosts(stage, round, 'bare')];
    await submitAll(stage, mine, round);
    await stop(stage, over);
    const sendBare = async () => {
      const measured = measure(stage, `bare answer ${round} `);
      bare.tell(JSON.stringify(tasksFor(stage, theirs, round)));
      rates.bare.push(await Promise.race([measured, bare.failed]));
    };
    if (round % 2 === 0) await sendBare();
    const measured = measure(stage, `faccia answer ${round} `);
    stage.launch({ ROLES: 'worker' });
    rates.faccia.push(await measured);
    await stop(stage, over);
    if (round % 2 !== 0) await sendBare();
    requireOnce(stage, round);
    if (round + 1 < ROUNDS) await stage.restart();
    report.say(
      `round ${round + 1}: ${REPLIES} replies, faccia ${rates.faccia.at(-1)?.toFixed(1)}/s, bare ${rates.bare.at(-1)?.toFixed(1)}/s`,
    );
  }
  report.figure('reply_throughput_ratio', medianRatio(rates.faccia, rates.bare));
}

function openPosts({ x }: Stage, round: number, name: string): StoredPost[] {
  const author = x.world.addUser({ username: 'customer' }).id;
  return Array.from({ length: REPLIES }, (_, index) =>
    x.world.post({ authorId: author, text: `${name === 'bare' ? '' : '@acme '}question ${round} ${index}` }),
  );
}

/** As people do it: each reply is taken and submitted in Slack, while no worker runs. */
async function submitAll(stage: Stage, posts: StoredPost[], round: number): Promise<void> {
  const opened = (round + 1) * REPLIES;
  await until(
    'for the mentions to be stored',
    async () => ((await readCounters(stage.product))['mentions.opened'] ?? 0) >= opened,
  );
  const submit = async (post: StoredPost, index: number) => {
    const user = `U0P${index % PEOPLE}`;
    const threadId = `x-${post.id}`;
    await stage.slack.delivery.send({ type: 'interactive', payload: takeItClick(user, threadId) });
    // Taken is acknowledged before it is done: the modal's answer says when it is.
    await until('for a reply to be accepted', async () => {
      const payload = replySubmission(user, threadId, `faccia answer ${round} ${index}`);
      const answer = await stage.slack.delivery.send({ type: 'interactive', payload });
      return !JSON.stringify(answer).includes('errors');
    });
  };
  for (let from = 0; from < posts.length; from += HANDS)
    await Promise.all(posts.slice(from, from + HANDS).map((post, index) => submit(post, from + index)));
}

/** After an interruption nothing may be started any more. */
async function stop(stage: Stage, over: AbortSignal): Promise<void> {
  stage.product.kill('SIGTERM');
  await stage.product.exited;
  over.throwIfAborted();
}

function tasksFor({ x }: Stage, posts: StoredPost[], round: number) {
  const tokens = Array.from(
    { length: PEOPLE },
    (_, index) => x.tokens.issue(x.world.userByName(`person_${index}`)?.id ?? '', SCOPES).accessToken,
  );
  return posts.map((post, index) => ({
    token: tokens[index % PEOPLE],
    text: `bare answer ${round} ${index}`,
    inReplyTo: post.id,
  }));
}

/** Posts a second between the first that counts and the last of these answers, by X's own clock. */
async function measure({ x }: Stage, start: string): Promise<number> {
  const times: number[] = [];
  const end = x.world.onChange((post) => {
    if (post?.via && post.text.startsWith(start)) times.push(performance.now());
  });
  await until(`for ${REPLIES} posts "${start}…"`, () => times.length >= REPLIES);
  end();
  return ((REPLIES - 1 - WARM_UP) * 1000) / ((times[REPLIES - 1] ?? 0) - (times[WARM_UP] ?? 0));
}

/** Speed that loses or doubles a reply is worth nothing. */
function requireOnce({ x }: Stage, round: number): void {
  const start = `faccia answer ${round} `;
  const texts = [...x.world.posts.values()]
    .filter((post) => post.text.startsWith(start))
    .map(({ text }) => text);
  if (texts.length !== REPLIES || new Set(texts).size !== REPLIES)
    throw new Error(`X has ${texts.length} posts for ${REPLIES} replies, ${new Set(texts).size} different.`);
}
