import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { untilReady } from '../../sandbox/launch/product.ts';
import { runCommand } from '../support/command.ts';
import { ADA, openDesk } from '../support/desk.ts';
import { startCluster, type TestCluster } from '../support/redis-groups.ts';
import { storeOn } from '../support/store.ts';

const WORDS = /customer_two|light is red/u;
const FILE = 'desk.backup.gz';

let cluster: TestCluster;
beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster.close());

/** Ports of the servers that have anything of this customer, and of those that have anything at all. */
async function places(): Promise<{ named: number[]; used: number[] }> {
  const found = { named: [] as number[], used: [] as number[] };
  for (const { url, port } of cluster.masters) {
    const { redis, dump } = storeOn(new Redis(url));
    const held = Object.entries(await dump());
    redis.disconnect();
    if (held.length > 0) found.used.push(port);
    if (held.some((entry) => WORDS.test(entry.join(' ')))) found.named.push(port);
  }
  return found;
}

it('a desk in a cluster is backed up, forgets a customer, and is restored: all of it on one server', {
  timeout: 120_000,
}, async () => {
  const there = { REDIS_URL: cluster.url() };
  const desk = await openDesk({ env: there });
  try {
    const post = desk.mention('@acme @ada_fixes the light is red', { by: 'customer_two' });
    await desk.take(ADA, post);
    await desk.reply(ADA, post, 'Your street is back at six.');
    await desk.untilNote(post, /Sent/u);
    const { port } = await cluster.ownerOf('T0SANDBOX');
    expect(await places()).toEqual({ named: [port], used: [port] });

    const forget = () => runCommand('forget', desk.dir, desk.stage.env(there), '--customer', '@customer_two');
    const backup = await runCommand('backup', desk.dir, there, '--out', FILE);
    expect(backup).toMatchObject({ code: 0, err: '' });
    expect(await forget()).toMatchObject({ code: 0, err: '' });
    expect(await places()).toEqual({ named: [], used: [port] });

    const { product } = desk.stage;
    product.kill('SIGKILL');
    await product.exited;
    const restored = await runCommand('restore', desk.dir, there, '--backup', FILE, '--replace');
    expect(restored).toMatchObject({ code: 0, err: '' });
    expect(await places()).toEqual({ named: [port], used: [port] });
    // A backup knows whom it knew.
    expect(await forget()).toMatchObject({ code: 0, err: '' });
    expect(await places()).toEqual({ named: [], used: [port] });

    desk.stage.launch(there);
    await untilReady(desk.stage.product);
    const next = desk.mention('@acme @ada_fixes is anybody there?', { by: 'customer_three' });
    await desk.take(ADA, next);
    await desk.reply(ADA, next, 'Yes.');
    await desk.untilNote(next, /Sent/u);
    expect(desk.postsBy('ada_fixes').map(({ text }) => text)).toEqual([
      'Your street is back at six.',
      'Yes.',
    ]);
  } finally {
    await desk.close();
  }
});
