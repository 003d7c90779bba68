import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort, type Product, untilReady } from '../../sandbox/launch/product.ts';
import { ADA, BRAND, keyOf, LEA, openDesk, until } from '../support/desk.ts';
import { startRedis, type TestRedis } from '../support/redis-server.ts';

let redis: TestRedis;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.close());

const CREATE = 'POST /2/tweets';
/** Docker waits so long. */
const DOCKER_MS = 10_000;

describe.concurrent('behind a load balancer', () => {
  it('two processes answer requests in turn, and what Slack sends again changes nothing', async () => {
    const port = await freePort();
    const env = { REDIS_URL: redis.url };
    const desk = await openDesk({ mode: 'http', balanced: [port], linked: false, env });
    let other: Product | null = null;
    try {
      other = desk.stage.join(port, { ROLES: 'slack' });
      await untilReady(other);
      await desk.stage.link(ADA, 'ada_fixes');
      await desk.stage.link(LEA, BRAND.handle, true);
      const [first, second] = [
        desk.mention('@acme the light is red'),
        desk.mention('@acme and mine', { by: 'two' }),
      ];
      await desk.take(ADA, first);
      await desk.slack.person.again({ num: 1, reason: 'http_timeout' });
      await desk.reply(ADA, first, 'Your street is back at six.');
      await desk.slack.person.again({ num: 1, reason: 'http_timeout' });
      await desk.slack.person.again({ num: 2, reason: 'http_error' });
      await desk.untilNote(first, /Sent/u);
      await desk.slack.person.openHome(ADA);
      await desk.slack.person.again({ num: 1, reason: 'http_timeout' });
      await desk.take(ADA, second);
      await desk.reply(ADA, second, 'Yours comes back at seven.');
      await desk.untilNote(second, /Sent/u);
      expect(desk.postsBy('ada_fixes')).toHaveLength(2);
      const keys = desk.slack.workspace.messages.map(keyOf).filter((key) => key !== undefined);
      expect(keys).toEqual([...new Set(keys)]);
      expect(desk.slack.workspace.lateAcks).toEqual([]);
    } finally {
      other?.kill('SIGKILL');
      await desk.close();
    }
  });
});

describe.concurrent('a process that is asked to stop', () => {
  it('ends what it began, goes in time, and goes on where it was', async () => {
    const desk = await openDesk();
    try {
      const post = desk.mention('@acme the light is red');
      await desk.take(ADA, post);
      const userId = desk.x.world.userByName('ada_fixes')?.id ?? '';
      desk.x.faults.arm({ route: CREATE, userId, times: 1, kind: { do: 'hang', ms: 2_000, when: 'after' } });
      await desk.reply(ADA, post, 'Your street is back at six.');
      await until(() => desk.x.requests.some((call) => call.route === CREATE && call.userId === userId));
      const asked = Date.now();
      desk.stage.product.kill('SIGTERM');
      expect(await desk.stage.product.exited).toBe(0);
      expect(Date.now() - asked).toBeLessThan(DOCKER_MS);
      await desk.stage.restart();
      await desk.untilNote(post, /Sent/u);
      expect(desk.postsBy('ada_fixes')).toHaveLength(1);
    } finally {
      await desk.close();
    }
  });

  it('goes in time even when X does not answer', async () => {
    const desk = await openDesk();
    try {
      const post = desk.mention('@acme the light is red');
      await desk.take(ADA, post);
      const userId = desk.x.world.userByName('ada_fixes')?.id ?? '';
      desk.x.faults.arm({ route: CREATE, userId, times: 1, kind: { do: 'hang', ms: 60_000, when: 'after' } });
      await desk.reply(ADA, post, 'Your street is back at six.');
      await until(() => desk.x.requests.some((call) => call.route === CREATE && call.userId === userId));
      const asked = Date.now();
      desk.stage.product.kill('SIGTERM');
      await desk.stage.product.exited;
      expect(Date.now() - asked).toBeLessThan(DOCKER_MS);
      expect(desk.stage.product.lines.join('\n')).toContain('stopping');
    } finally {
      await desk.close();
    }
  });
});
