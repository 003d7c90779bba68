import { afterEach, expect, it } from 'vitest';
import { ADA, BRAND, type Desk, openDesk, until } from '../support/desk.ts';
import { startRedis, type TestRedis } from '../support/redis-server.ts';

let desk: Desk | null = null;
const servers: TestRedis[] = [];
afterEach(async () => {
  await desk?.close();
  desk = null;
  for (const server of servers.splice(0)) await server.close();
});

async function readiness(): Promise<string> {
  const response = await fetch(`${desk?.stage.product.url}/readyz`);
  return `${response.status} ${await response.text()}`;
}

it('A failover to an empty replica stops Faccia, in words, until the data is back', async () => {
  const redis = await startRedis();
  servers.push(redis);
  desk = await openDesk({ env: { REDIS_URL: redis.url } });
  const post = desk.mention('@acme the light is red');
  const card = await desk.take(ADA, post);
  const viewId = await desk.openReply(ADA, post);

  await redis.stop();
  const empty = await startRedis({ port: String(redis.port) });
  servers.push(empty);
  await until(async () => /503.*lost its data.*bring the old data back/su.test(await readiness()));
  const meanwhile = desk.mention('@acme anybody?', { by: 'customer_two' });
  const answer = await desk.submit(ADA, viewId, 'Back at six.');
  expect(answer.errors?.reply_text).toMatch(/lost its data.*nothing was changed/su);
  await desk.click(ADA, card, 'release');
  await desk.untilWhisper(ADA, /lost its data.*nothing was changed/su);
  const keys = (await empty.command('keys', '*')) as string[];
  expect(keys.filter((key) => !key.includes(':queue:'))).toEqual([]);
  expect(desk.card(meanwhile)).toBeUndefined();

  await empty.close();
  await redis.start();
  await until(async () => (await readiness()).startsWith('200'));
  expect(await desk.submit(ADA, viewId, 'Back at six.')).toMatchObject({ closed: true });
  await desk.untilNote(post, /Sent/u);
  await desk.untilCard(meanwhile);
  expect(desk.cards(post)).toHaveLength(1);
  expect(desk.cards(meanwhile)).toHaveLength(1);
  expect(desk.postsBy('ada_fixes')).toHaveLength(1);
  expect(desk.postsBy(BRAND.handle)).toHaveLength(1);
});
