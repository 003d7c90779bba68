import { untilReady } from '../../sandbox/launch/product.ts';
import { Random } from '../../sandbox/launch/random.ts';
import { drawReadFault, kindOf } from './faults.ts';
import type { Strike, StrikeKind } from './plan-strikes.ts';
import { refuseEmptyReplica } from './replica.ts';
import type { Scene } from './scene.ts';
import { pause, within } from './waiting.ts';

const MINUTE_MS = 60_000;
const MENTIONS = 'GET /2/users/:id/mentions';

export interface Struck {
  /** What was wrong with how the product bore it; empty: nothing. */
  problems: string[];
}

type Striking = (scene: Scene, strike: Strike, random: Random) => Promise<string[] | undefined>;

const STRIKES: Record<StrikeKind, Striking> = {
  async kill(scene, { force }) {
    await pause(force * 1_000);
    await killAndStart(scene, force);
    return undefined;
  },
  async 'kill at a post'(scene, { force }) {
    const { world } = scene.stage.x;
    let forget = () => undefined as unknown;
    const posted = new Promise<void>((resolve) => {
      forget = world.onChange((post) => {
        if (post === null || post.via === null) return;
        scene.stage.product.kill('SIGKILL');
        resolve();
      });
    });
    await Promise.race([posted, pause(5_000)]);
    forget();
    await killAndStart(scene, force);
    return undefined;
  },
  async 'redis restart'(scene, { force }) {
    await scene.redis.stop();
    await pause(force * 3_000);
    await scene.redis.start();
    return undefined;
  },
  'empty replica': (scene) => refuseEmptyReplica(scene),
  async clock(scene, _strike, random) {
    const far = random.weighted({ minutes: 3, hours: 2 }) === 'hours' ? 180 : 20;
    const minutes = random.int(1, far) * (random.chance(0.5) ? 1 : -1);
    scene.clock.set(minutes * MINUTE_MS);
    return undefined;
  },
  async 'slack disconnect'(scene) {
    scene.stage.slack.delivery.disconnect();
    return undefined;
  },
  async 'slack down'(scene, { force }) {
    scene.stage.slack.faults.down = true;
    await pause(500 + force * 2_500);
    scene.stage.slack.faults.down = false;
    return undefined;
  },
  async 'stream drop'(scene, { force }) {
    const route = 'GET /2/tweets/search/stream';
    const kind = { do: 'status', status: 503, when: 'before' } as const;
    if (force > 0.5) scene.stage.x.faults.arm({ route, kind, times: 1 });
    scene.stage.x.stream.drop();
    return undefined;
  },
  async 'mentions fail'(scene, _strike, random) {
    const drawn = drawReadFault(random);
    scene.stage.x.faults.arm({ route: MENTIONS, kind: kindOf(drawn), times: drawn.times });
    return undefined;
  },
  async 'tokens end'(scene) {
    const { tokens } = scene.stage.x;
    for (const { userId } of tokens.live()) tokens.expireAccess(userId);
    return undefined;
  },
  async 'update fails'(scene, { force }, random) {
    const limited = { status: 429, headers: { 'retry-after': '1' } };
    const kind = random.pick(['cut', { status: 503 }, limited] as const);
    const when = force > 0.5 && kind !== limited ? 'after' : 'before';
    scene.stage.slack.faults.arm({ method: 'chat.update', do: kind, when, times: 1 });
    return undefined;
  },
  async 'window fails'(scene, { force }) {
    const kind = force > 0.5 ? 'cut' : { status: 503 };
    scene.stage.slack.faults.arm({ method: 'views.open', do: kind, when: 'before', times: 1 });
    return undefined;
  },
};

/** Strikes once. Answers what was wrong with how the product bore it. */
export async function strike(scene: Scene, one: Strike): Promise<string[]> {
  const from = Date.now();
  const problems = (await STRIKES[one.kind](scene, one, new Random(one.draw))) ?? [];
  scene.struck.push({ kind: one.kind, from, to: Date.now() });
  return problems;
}

async function killAndStart(scene: Scene, force: number): Promise<void> {
  const { stage } = scene;
  stage.product.kill('SIGKILL');
  await stage.product.exited;
  await pause(force * 1_500);
  stage.launch();
  await untilReady(stage.product);
  await within(5_000, () => stage.slack.delivery.connections() > 0);
}
