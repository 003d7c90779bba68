import { startRedis } from '../support/redis-server.ts';
import { type Scene, WORKSPACE } from './scene.ts';
import { pause } from './waiting.ts';

const PATIENCE_MS = 10_000;
const LOOK_MS = 1_500;

/**
 * Redis is gone and comes back empty at the same address: the product must say so, keep nothing there, and ask nothing of
 * X but what was under way. Then the data comes back. Answers what was wrong, in sentences.
 */
export async function refuseEmptyReplica(scene: Scene): Promise<string[]> {
  const { redis, stage } = scene;
  const problems: string[] = [];
  await redis.stop();
  const empty = await startRedis({ port: String(redis.port) });
  try {
    if (!(await saysSo(scene)))
      problems.push('An empty replica: /readyz does not say that the data is lost.');
    await pause(LOOK_MS);
    const posts = () => stage.x.requests.filter(({ route }) => route === 'POST /2/tweets').length;
    const before = posts();
    await pause(LOOK_MS);
    if (posts() > before) problems.push(`An empty replica: ${posts() - before} posts were still sent.`);
    const keys = (await empty.command('keys', '*')) as string[];
    const ours = keys.filter((key) => !key.startsWith(`{${WORKSPACE}}:queue:`));
    if (ours.length > 0) problems.push(`An empty replica: Faccia wrote ${ours.slice(0, 5).join(', ')}.`);
  } finally {
    await empty.close();
    await redis.start();
  }
  return problems;
}

async function saysSo({ stage }: Scene): Promise<boolean> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await pause(100)) {
    const answer = await fetch(`${stage.product.url}/readyz`);
    if (/lost its data/u.test(await answer.text())) return true;
  }
  return false;
}
