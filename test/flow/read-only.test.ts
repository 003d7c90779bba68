import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { ADA, openDesk } from '../support/desk.ts';
import { startRedis } from '../support/redis-server.ts';

/** Node's own guard: no file may be written, no process begun. */
const GUARD =
  Number(process.versions.node.split('.', 1)[0]) >= 24 ? '--permission' : '--experimental-permission';
const READ_ONLY = `${GUARD} --allow-fs-read=*`;

it('Faccia does its main job where nothing can be written and no other program begun', async () => {
  const write = () =>
    execFileSync(process.execPath, ['-e', "require('fs').writeFileSync('/tmp/never', '')"], {
      env: { NODE_OPTIONS: READ_ONLY },
      stdio: 'pipe',
    });
  expect(write).toThrow('ERR_ACCESS_DENIED');
  const redis = await startRedis();
  const desk = await openDesk({ env: { REDIS_URL: redis.url, NODE_OPTIONS: READ_ONLY } });
  try {
    const post = desk.mention('@acme @ada_fixes is it me?', { by: 'customer_1' });
    await desk.take(ADA, post);
    await desk.submit(ADA, await desk.openReply(ADA, post), 'It was us: it works again.');
    await desk.untilNote(post, /Sent/u);
    expect(desk.stage.product.lines.filter((line) => line.includes('ERR_ACCESS_DENIED'))).toEqual([]);
  } finally {
    await desk.close();
    await redis.close();
  }
});
