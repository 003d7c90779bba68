import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, expect, it } from 'vitest';
import { untilReady } from '../../sandbox/launch/product.ts';
import { runCommand } from '../support/command.ts';
import { ADA, type Desk, openDesk } from '../support/desk.ts';
import { startRedis, type TestRedis } from '../support/redis-server.ts';
import { storeOn } from '../support/store.ts';

let before: TestRedis;
let after: TestRedis;
let desk: Desk;
/** What the product logged. */
const lines: string[] = [];
afterAll(async () => {
  await desk?.close();
  await Promise.all([before?.close(), after?.close()]);
});

const answersTo = (id: string) => desk.postsBy('ada_fixes').filter((post) => post.inReplyTo === id);

it('goes on where it was on an empty Redis: nothing is lost and nothing is done twice', async () => {
  [before, after] = await Promise.all([startRedis(), startRedis()]);
  const env = { REDIS_URL: before.url };
  desk = await openDesk({
    env,
    settings: { undo_seconds: 6, delivery: { settle_seconds: 2 } },
    onLine: (line) => lines.push(line),
  });
  const [held, waiting, gone] = ['one', 'two', 'three'].map((word) =>
    desk.mention(`@acme @ada_fixes is line ${word} dead?`, { by: `customer_${word}` }),
  ) as [Post, Post, Post];
  for (const post of [held, waiting, gone]) await desk.take(ADA, post);
  await desk.reply(ADA, gone, 'Line three is repaired.');
  await desk.reply(ADA, waiting, 'Line two works again.');

  const file = 'desk.backup.gz';
  expect(await runCommand('backup', desk.dir, env, '--out', file)).toMatchObject({ code: 0, err: '' });
  const { product } = desk.stage;
  product.kill('SIGKILL');
  await product.exited;
  // It went out after the backup was taken.
  const ada = desk.x.world.userByName('ada_fixes')?.id ?? '';
  desk.x.world.post({ authorId: ada, text: 'Line three is repaired.', inReplyTo: gone.id });
  await before.close();
  const missed = desk.mention('@acme @ada_fixes is line four dead?', { by: 'customer_four' });

  const there = { REDIS_URL: after.url };
  const restored = await runCommand('restore', desk.dir, there, '--backup', file);
  expect(restored).toMatchObject({ code: 0, err: '' });
  expect(restored.out).toContain('2 answers had not gone out');
  expect(await runCommand('restore', desk.dir, there, '--backup', file)).toMatchObject({ code: 1 });
  // Time that is waited for once is enough.
  const yaml = join(desk.dir, 'faccia.yaml');
  writeFileSync(yaml, readFileSync(yaml, 'utf8').replace('undo_seconds: 6', 'undo_seconds: 0'));
  desk.stage.launch(there);
  await untilReady(desk.stage.product);

  await desk.reply(ADA, held, 'Line one is on our list.');
  await desk.untilCard(missed);
  for (const post of [waiting, gone, held]) await desk.untilNote(post, /Sent/u);
  expect([waiting, gone, held].map(({ id }) => answersTo(id).length)).toEqual([1, 1, 1]);
  for (const post of [held, waiting, gone, missed]) expect(desk.cards(post)).toHaveLength(1);
});

/** Where any of these words stand that can be changed. */
async function standing(words: RegExp): Promise<string[]> {
  const { redis, dump } = storeOn(new Redis(after.url));
  const found = Object.entries(await dump()).some((held) => words.test(held.join(' '))) ? ['redis'] : [];
  redis.disconnect();
  // What only one person saw is kept by nobody.
  const kept = desk.slack.workspace.messages.filter(({ ephemeralFor }) => ephemeralFor === null);
  if (words.test(JSON.stringify(kept))) found.push('slack');
  const homes = [...desk.slack.workspace.homes.values()].map(({ view }) => view);
  if (words.test(JSON.stringify(homes))) found.push('homes');
  if (lines.some((line) => words.test(line))) found.push('logs');
  return found;
}

it('forgets a customer while it runs: Redis, logs and Slack do not know them any more', async () => {
  const there = { REDIS_URL: after.url };
  const stands = () => standing(/customer_two|line two/u);
  expect(await stands()).toEqual(expect.arrayContaining(['redis', 'slack']));
  const would = await runCommand(
    'forget',
    desk.dir,
    desk.stage.env(there),
    '--customer',
    '@customer_two',
    '--dry-run',
  );
  expect(would).toMatchObject({ code: 0, err: '' });
  expect(would.out).toContain('threads: 1');
  const done = await runCommand('forget', desk.dir, desk.stage.env(there), '--customer', '@customer_two');
  expect(done).toMatchObject({ code: 0, err: '' });
  expect(await stands()).toEqual([]);
  const again = desk.mention('@acme @ada_fixes it is dead again', { by: 'customer_two' });
  await desk.untilCard(again);
});

it('forgets one of us while it runs: the link ends at X, their answers’ words and their name go', async () => {
  const env = desk.stage.env({ REDIS_URL: after.url });
  const forget = (...more: string[]) => runCommand('forget', desk.dir, env, '--responder', ADA, ...more);
  const stands = () => standing(/U0ADA|ada_fixes|Line one is on our list/u);
  const linked = () => {
    const userId = desk.x.world.userByName('ada_fixes')?.id;
    return desk.x.tokens.live().some((session) => session.userId === userId);
  };
  const before = await stands();
  expect(before).toEqual(expect.arrayContaining(['redis', 'slack']));
  const would = await forget('--dry-run');
  expect(would).toMatchObject({ code: 0, err: '' });
  expect(would.out).toMatch(/Would erase:.*links: 1/su);
  expect([linked(), await stands()]).toEqual([true, before]);

  const done = await forget();
  expect(done).toMatchObject({ code: 0, err: '' });
  expect(done.out).toMatch(/Erased:.*links: 1.*X confirmed that the link ended/su);
  expect([linked(), await stands()]).toEqual([false, []]);
  // What they posted is theirs.
  expect(desk.postsBy('ada_fixes').map(({ text }) => text)).toContain('Line one is on our list.');
  const card = await desk.untilCard(desk.mention('@acme and line five?', { by: 'customer_five' }));
  await desk.click(ADA, card, 'take_it');
  await desk.untilWhisper(ADA, /you need your own X account/u);
});

type Post = ReturnType<Desk['mention']>;
