import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { expect, it } from 'vitest';
import { playRecording, readRecording, recordingDesk } from '../../sandbox/launch/play-file.ts';
import { readCounters, recordingReport, storedPosts } from '../../sandbox/launch/report.ts';
import { openDesk, until } from '../support/desk.ts';

/** Any X API v2 posts, one JSON object a line: `RECORDING=posts.ndjson npm test -- recording`. */
const file = process.env.RECORDING;

it('stores every customer post of a recording once, and opens no thread for a brand', {
  timeout: 180_000,
}, async () => {
  const dir = mkdtempSync(join(tmpdir(), 'faccia-recording-'));
  const recording = readRecording(file ?? madeUp(join(dir, 'posts.ndjson')));
  const played = recordingDesk(recording, 'self-serve');
  const desk = await openDesk({
    ...played,
    linked: false,
    // As many messages as Slack really takes.
    burst: 3,
    prepare({ world, limits }) {
      for (const { handle, name } of recording.brands)
        world.addUser({ username: handle, name, kind: 'brand' });
      // Many brands read with one bearer token here: what X allows one app is not what this test is about.
      limits.overrides.set('GET /2/users/:id/mentions', 100_000);
    },
  });
  try {
    await playRecording(desk.x.world, recording, 500, new AbortController().signal);
    const counters = await until(async () => {
      const now = await readCounters(desk.stage.product);
      expect(storedPosts(now)).toBe(recording.customerPosts);
      return now;
    }, 60_000);
    console.log(recordingReport(recording, counters));

    const brands = new Set(recording.brands.map(({ handle }) => handle.toLowerCase()));
    const byBrand = ({ authorId }: { authorId: string }) =>
      brands.has(desk.x.world.users.get(authorId)?.username.toLowerCase() ?? '');
    const posts = [...desk.x.world.posts.values()];
    const { inThreads, roots } = await inRedis(desk.dir);
    // What a brand itself wrote in a conversation stands in its thread, too.
    const byCustomers = inThreads.filter((id) => !byBrand(desk.x.world.posts.get(id) ?? { authorId: '' }));
    expect(byCustomers).toEqual(
      posts
        .filter((post) => !byBrand(post))
        .map(({ id }) => id)
        .sort(),
    );
    expect(roots.filter((id) => byBrand(desk.x.world.posts.get(id) ?? { authorId: '' }))).toEqual([]);
    expect(posts.filter(byBrand)).toHaveLength(recording.brandPosts);
    const cards = () => desk.slack.calls.filter(({ method }) => method === 'chat.postMessage');
    await until(() => cards().length > 4 * recording.brands.length);
    expect(cards().filter(({ ok }) => !ok)).toEqual([]);
  } finally {
    await desk.close();
    rmSync(dir, { recursive: true, force: true });
  }
});

/** Straight out of the product's Redis: posts that belong to a thread, and those that began one. */
async function inRedis(dir: string): Promise<{ inThreads: string[]; roots: string[] }> {
  const { port } = JSON.parse(readFileSync(join(dir, '.faccia/redis/running.json'), 'utf8')) as {
    port: number;
  };
  const redis = new Redis(port);
  try {
    const keys = await redis.keys('*}:post:*');
    const found = await Promise.all(
      keys.map(async (key) => ({
        id: key.split(':post:')[1] ?? '',
        thread: (await redis.hget(key, 'thread')) ?? '',
      })),
    );
    const inThreads = found.filter(({ thread }) => thread !== '').map(({ id }) => id);
    const roots = (await redis.keys('*}:thread:x-*')).map((key) => key.split(':thread:x-')[1] ?? '');
    return { inThreads: inThreads.sort(), roots };
  } finally {
    redis.disconnect();
  }
}

/** Two care desks, customers who write to them and go on, others under them, answers of the desks, and lines that come twice. */
function madeUp(path: string): string {
  const user = (id: string, username: string) => ({ id, username, name: username });
  const desks = [user('1', 'north_rail'), user('2', 'south_bank')];
  const lines: string[] = [];
  let next = 1_000;
  const say = (author: ReturnType<typeof user>, text: string, to: string | null): string => {
    const id = String(next++);
    const mentions = desks.filter(({ username }) => text.includes(`@${username}`));
    const data = {
      id,
      text,
      author_id: author.id,
      conversation_id: to ?? id,
      created_at: '2024-01-01T10:00:00.000Z',
      ...(to === null ? {} : { referenced_tweets: [{ type: 'replied_to', id: to }] }),
      entities: { mentions: mentions.map(({ id: mentioned, username }) => ({ id: mentioned, username })) },
    };
    lines.push(JSON.stringify({ data, includes: { users: [author, ...desks] } }));
    return id;
  };
  for (let index = 0; index < 60; index += 1) {
    const desk = desks[index % 2] ?? user('1', 'north_rail');
    const customer = user(String(100 + index), `customer_${index}`);
    const root = say(customer, `@${desk.username} question ${index}`, null);
    if (index % 3 === 0) say(desk, `@${customer.username} let us look`, root);
    if (index % 4 === 0) say(customer, `@${desk.username} and another thing, ${index}`, root);
    if (index % 10 === 0) lines.push(lines.at(-1) ?? '');
    if (index % 15 === 0)
      say(user(String(500 + index), `customer_${500 + index}`), `@${desk.username} here too`, root);
  }
  writeFileSync(path, lines.join('\n'));
  return path;
}
