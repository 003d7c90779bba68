import { afterAll, beforeAll, expect, it } from 'vitest';
import type { StoredPost } from '../../sandbox/x/world.ts';
import { checkServer } from '../../src/store/server-check.ts';
import { ADA, openDesk, until } from '../support/desk.ts';
import { startSentinels, type TestSentinels } from '../support/redis-groups.ts';
import { silentLog } from '../support/store.ts';

/** What was in somebody's hand as the master died comes back after a minute and a half. */
const PATIENCE_MS = 120_000;
const ANSWERS = 6;

let group: TestSentinels;
beforeAll(async () => {
  group = await startSentinels();
});
afterAll(() => group.close());

it('what was acknowledged outlives a dead master, once, and the desk goes on', {
  timeout: 120_000,
}, async () => {
  const desk = await openDesk({ env: { REDIS_URL: group.url }, settings: { undo_seconds: 2 } });
  try {
    const posts = Array.from({ length: ANSWERS }, (_, index) =>
      desk.mention(`@acme street ${index} is dark`, { by: `customer_${index}` }),
    );
    const views = new Map<StoredPost, string>();
    for (const post of posts) {
      await desk.take(ADA, post);
      views.set(post, await desk.openReply(ADA, post));
    }
    const answers = await Promise.all(
      posts.map((post, index) =>
        desk.submit(ADA, views.get(post) ?? '', `Street ${index} is lit at ${index}.`),
      ),
    );
    await group.master.stop();
    expect(answers.filter(({ closed }) => !closed)).toEqual([]);
    await until(async () => (await group.masterPort()) === group.replica.port, PATIENCE_MS);
    for (const post of posts) await until(() => /Sent/u.test(desk.notes(post).join('\n')), PATIENCE_MS);
    const said = desk.postsBy('ada_fixes').map(({ text }) => text);
    expect(said.map((text) => /Street \d is lit at \d/u.exec(text)?.[0]).sort()).toEqual(
      posts.map((_, index) => `Street ${index} is lit at ${index}`),
    );
    const after = desk.mention('@acme after the failover', { by: 'customer_late' });
    await desk.take(ADA, after);
    for (const post of [...posts, after]) expect(desk.cards(post)).toHaveLength(1);
  } finally {
    await desk.close();
  }
});

it('the doctor names missing copies and sentinels', async () => {
  const url = `${group.url.replace('/care', ',127.0.0.1:1/care')}`;
  const { findings, redis } = await checkServer(url, '', silentLog);
  redis?.disconnect();
  const texts = findings.map(({ mark, text }) => `${mark} ${text}`).join('\n');
  expect(texts).toMatch(/warning REDIS_URL: the sentinel 127\.0\.0\.1:1 does not answer/u);
  expect(texts).toMatch(/warning REDIS_URL: Redis has 0 of the 1 replicas/u);
  expect(texts).toMatch(/min-replicas-to-write 1/u);
});
