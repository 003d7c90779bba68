import { type Case, isFinal, wordOf } from './case.ts';
import type { Scene } from './scene.ts';
import { pause } from './waiting.ts';

const QUIET_MS = 5_000;
const QUICK_QUIET_MS = 3_000;
const ROUNDS = 5;
const LONGEST_ROUND_MS = 120_000;
/** Over X's quarter of an hour, and over every patience of the product. */
const AHEAD_MS = 20 * 60_000;
/** So long Faccia waits for what a person should post by hand. */
const A_DAY_MS = 25 * 60 * 60_000;

/**
 * Waits until every answer has its final word, or nothing happens any more. What waits for a time that is far (X's limits, a
 * clock that was ahead once) comes when the clock goes ahead; what nobody posts by hand, a day later.
 */
export async function settle(
  scene: Scene,
  cases: readonly Case[],
  slow: boolean,
  say: (line: string) => void,
): Promise<void> {
  const untilQuiet = (left: () => number) => quiet(scene, slow ? QUIET_MS : QUICK_QUIET_MS, left);
  const awaited = () => open(scene, cases).filter((one) => wordOf(scene, one) === 'awaited');
  const waiting = () => open(scene, cases).filter((one) => wordOf(scene, one) !== 'awaited');
  const others = () => waiting().length;
  let stuck = 0;
  for (let round = 1; round <= ROUNDS && stuck < 2; round += 1) {
    const before = others();
    await untilQuiet(others);
    const some = waiting()
      .slice(0, 5)
      .map((one) => `${one.plan.marker} ${wordOf(scene, one)}`);
    say(`settling, round ${round}: ${others()} without a final word ${some.join(', ')}`.trim());
    if (others() === 0) break;
    stuck = others() === before && round > 1 ? stuck + 1 : 0;
    scene.clock.set(scene.clock.furthest() + AHEAD_MS);
  }
  if (awaited().length === 0) return;
  // Whoever still wants to post has time for it.
  await untilQuiet(() => awaited().filter(({ plan }) => /words$/u.test(plan.hand?.does ?? '')).length);
  say(`settling, a day later: ${awaited().length} were not posted by hand`);
  scene.clock.set(scene.clock.furthest() + A_DAY_MS);
  await untilQuiet(() => open(scene, cases).length);
}

function open(scene: Scene, cases: readonly Case[]): Case[] {
  return cases.filter((one) => !isFinal(wordOf(scene, one), one.plan));
}

async function quiet(scene: Scene, quietMs: number, left: () => number): Promise<void> {
  const { slack, x } = scene.stage;
  let seen = '';
  let since = Date.now();
  for (const end = Date.now() + LONGEST_ROUND_MS; Date.now() < end; await pause(250)) {
    if (left() === 0) return;
    const now = `${left()} ${slack.workspace.version} ${x.world.version} ${slack.calls.length} ${posts(scene)}`;
    if (now !== seen || hanging(scene)) since = Date.now();
    seen = now;
    if (Date.now() - since > quietMs) return;
  }
}

const posts = ({ stage }: Scene): number =>
  stage.x.requests.filter(({ route }) => /^(?:POST|DELETE) \/2\/tweets/u.test(route)).length;

/** A call that X has not done yet, or not answered. */
function hanging({ stage }: Scene): boolean {
  const now = Date.now();
  return stage.x.requests.some(({ fault, at }) => fault?.do === 'hang' && now < at + fault.ms + 1_000);
}
