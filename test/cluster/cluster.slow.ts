import { afterAll, beforeAll, expect, it } from 'vitest';
import { ADA, openDesk, until } from '../support/desk.ts';
import { startCluster, type TestCluster } from '../support/redis-groups.ts';

const TEAM = 'T0SANDBOX';
/** What was in somebody's hand as the server died comes back after a minute and a half. */
const PATIENCE_MS = 120_000;

let cluster: TestCluster;
beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster.close());

it('the desk goes on when the server that has its keys dies', { timeout: 240_000 }, async () => {
  const owner = await cluster.ownerOf(TEAM);
  await cluster.addReplica(owner);
  const desk = await openDesk({ env: { REDIS_URL: cluster.url(1) } });
  try {
    const before = desk.mention('@acme before it dies');
    await desk.take(ADA, before);
    const viewId = await desk.openReply(ADA, before);
    expect(await desk.submit(ADA, viewId, 'Submitted, and then the server dies.')).toMatchObject({
      ok: true,
      closed: true,
    });
    await owner.stop();
    const after = desk.mention('@acme while nobody remembers', { by: 'customer_two' });
    await until(() => /Sent/u.test(desk.notes(before).join('\n')), PATIENCE_MS);
    await until(() => desk.card(after), PATIENCE_MS);
    await until(async () => (await desk.click(ADA, await desk.untilCard(after), 'take_it')).ok, PATIENCE_MS);
    await desk.untilCard(after, /has it/u);
    expect(desk.postsBy('ada_fixes')).toHaveLength(1);
    expect([desk.cards(before).length, desk.cards(after).length]).toEqual([1, 1]);
  } finally {
    await desk.close();
    await owner.start();
  }
});
