import { afterAll, beforeAll, expect, it } from 'vitest';
import { readAudit } from '../../src/store/audit-reader.ts';
import { connectRedis } from '../../src/store/redis.ts';
import { checkServer } from '../../src/store/server-check.ts';
import { ADA, openDesk } from '../support/desk.ts';
import { startCluster, type TestCluster } from '../support/redis-groups.ts';
import { silentLog } from '../support/store.ts';

const TEAM = 'T0SANDBOX';

let cluster: TestCluster;
beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster.close());

it('the desk works in a cluster, with all of a workspace on one server', { timeout: 90_000 }, async () => {
  const desk = await openDesk({ env: { REDIS_URL: cluster.url() } });
  try {
    const post = desk.mention('@acme the light is red');
    await desk.take(ADA, post);
    await desk.reply(ADA, post, 'Your street is back at six.');
    await desk.untilNote(post, /Sent/u);
    const owner = await cluster.ownerOf(TEAM);
    for (const master of cluster.masters) {
      const keys = (await master.command('keys', '*')) as string[];
      const strangers = keys.filter((key) => !key.startsWith(`{${TEAM}}:`));
      expect(strangers).toEqual([]);
      if (master === owner) expect(keys.some((key) => key.startsWith(`{${TEAM}}:queue:replies`))).toBe(true);
      else expect(keys).toEqual([]);
    }
    expect(await fetch(`${desk.stage.product.url}/metrics`).then((answer) => answer.text())).toMatch(
      /faccia_redis_memory_used_bytes [1-9]/u,
    );
    expect(await audited(cluster.url())).toContain('source-taken');
    expect((await checked(cluster.url())).join('\n')).toMatch(/redis 7\S* in a cluster takes writes/u);
  } finally {
    await desk.close();
  }
});

async function audited(url: string): Promise<string[]> {
  const redis = connectRedis(url, silentLog);
  const found: string[] = [];
  try {
    for await (const { what } of readAudit(redis, 0)) found.push(what);
  } finally {
    redis.disconnect();
  }
  return found;
}

async function checked(url: string): Promise<string[]> {
  const { findings, redis } = await checkServer(url, '', silentLog);
  redis?.disconnect();
  return findings.map(({ mark, text }) => `${mark} ${text}`);
}
