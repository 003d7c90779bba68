import { type Case, isFinal, wordOf } from './case.ts';
import type { Scene } from './scene.ts';
import { pause } from './waiting.ts';

const QUIET_MS = 5_000;
const ROUNDS = 5;
const LONGEST_ROUND_MS = 120_000;
/** Over X's quarter of an hour, and over every patience of the product. */
const AHEAD_MS = 20 * 60_000;

/**
 * Waits until every answer has its final word, or nothing happens any more. What waits for a time that is far (X's limits, a
 * clock that was ahead once) comes when the clock goes ahead.
 */
export async function settle(
  scene: Scene,
  cases: readonly Case[],
  say: (line: string) => void,
): Promise<void> {
  let stuck = 0;
  for (let round = 1; round <= ROUNDS && stuck < 2; round += 1) {
    const before = open(scene, cases);
    const left = await untilQuiet(scene, cases);
    say(`settling, round ${round}: ${left} without a final word`);
    if (left === 0) return;
    stuck = left === before && round > 1 ? stuck + 1 : 0;
    scene.clock.set(scene.clock.furthest() + AHEAD_MS);
  }
}

function open(scene: Scene, cases: readonly Case[]): number {
  return cases.filter((one) => !isFinal(wordOf(scene, one))).length;
}

async function untilQuiet(scene: Scene, cases: readonly Case[]): Promise<number> {
  const { slack, x } = scene.stage;
  let seen = '';
  let since = Date.now();
  for (const end = Date.now() + LONGEST_ROUND_MS; Date.now() < end; await pause(250)) {
    const left = open(scene, cases);
    if (left === 0) return 0;
    const now = `${left} ${slack.workspace.version} ${x.world.version} ${slack.calls.length} ${posts(scene)}`;
    if (now !== seen || hanging(scene)) since = Date.now();
    seen = now;
    if (Date.now() - since > QUIET_MS) return left;
  }
  return open(scene, cases);
}

const posts = ({ stage }: Scene): number =>
  stage.x.requests.filter(({ route }) => route === 'POST /2/tweets').length;

/** A call that X has not done yet, or not answered. */
function hanging({ stage }: Scene): boolean {
  const now = Date.now();
  return stage.x.requests.some(({ fault, at }) => fault?.do === 'hang' && now < at + fault.ms + 1_000);
}
