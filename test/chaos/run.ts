import { readCounters } from '../../sandbox/launch/report.ts';
import type { Case } from './case.ts';
import { countOf, judge, type Verdict } from './count.ts';
import { historyOf } from './history.ts';
import { keepLinked } from './links.ts';
import { answerCase, openCase } from './person.ts';
import { type ChaosOptions, planReply, planStrikes } from './plan.ts';
import { openScene, type Scene } from './scene.ts';
import { findSecrets } from './secrets.ts';
import { settle } from './settle.ts';
import { strike } from './strikes.ts';
import { pause, sideBySide } from './waiting.ts';

export interface ChaosResult {
  replies: number;
  lost: number;
  doubled: number;
  silent: number;
  reconciled: number;
  /** Where a secret stands in clear. */
  secrets: string[];
  /** What else was not as it must be, in sentences. */
  problems: string[];
  /** The histories of the replies that went wrong. */
  histories: string[];
}

/** So many people work at once. */
const WIDTH = 64;
/** No answer submitted for so long: a clock that was ahead keeps everybody waiting. */
const STUCK_MS = 8_000;
/** Each jump costs the sockets to Slack: they need their time. */
const MENDED_MS = 30_000;
/** So long a person tries. */
const PATIENCE_MS = 180_000;

/** Runs the desk through its bad days and counts what came of it. `say`: progress. */
export async function runChaos(options: ChaosOptions, say: (line: string) => void): Promise<ChaosResult> {
  const started = Date.now();
  const scene = await openScene(options.seed);
  try {
    say(`the desk stands after ${seconds(started)} s`);
    const { cases, problems } = await Promise.race([badDays(scene, options, say), stopped(options)]);
    const verdicts = judge(scene, cases);
    const secrets = await findSecrets(scene);
    say(summary(scene, verdicts, started));
    const bad = verdicts.filter(({ wrong }) => wrong.length > 0);
    const histories: string[] = [];
    for (const verdict of bad) histories.push(...(await historyOf(scene, verdict)));
    return {
      replies: cases.filter(({ viewId }) => viewId !== null).length,
      lost: countOf(verdicts, 'lost'),
      doubled: countOf(verdicts, 'doubled'),
      silent: countOf(verdicts, 'silent'),
      reconciled: await reconciled(scene),
      secrets,
      problems,
      histories,
    };
  } finally {
    await scene.close();
  }
}

/** However it ends, no process and no file stays. */
function stopped({ stop }: ChaosOptions): Promise<never> {
  return new Promise((_resolve, reject) => stop?.addEventListener('abort', () => reject(stop.reason)));
}

async function badDays(scene: Scene, options: ChaosOptions, say: (line: string) => void) {
  const cases: Case[] = [];
  const problems: string[] = [];
  const done = new AbortController();
  const linking = keepLinked(scene, cases, done.signal);
  const watching = tell(cases, options.replies, done.signal, say);
  const mending = mendClock(scene, options, cases, done.signal);
  const striking = strikeAll(scene, options, cases, done.signal, say);
  try {
    const indexes = Array.from({ length: options.replies }, (_, index) => index);
    await sideBySide(indexes, WIDTH, async (index) => {
      const one = openCase(scene, planReply(options, index));
      cases.push(one);
      try {
        await answerCase(scene, one, () => Date.now() - one.openedAt > PATIENCE_MS);
      } catch (error) {
        problems.push(`${one.plan.marker}: ${error instanceof Error ? error.message : String(error)}`);
      }
    });
    say('all submitted');
    problems.push(...(await striking));
    await settle(scene, cases, say);
  } finally {
    done.abort();
    await Promise.all([striking, watching, mending]);
    say(`accounts linked again: ${await linking}`);
  }
  return { cases, problems };
}

/** Who holds everybody up. */
async function tell(
  cases: readonly Case[],
  replies: number,
  over: AbortSignal,
  say: (line: string) => void,
): Promise<void> {
  for (let round = 1; !over.aborted; round += 1) {
    await pause(1_000);
    if (round % 20 !== 0 || submitted(cases) === replies) continue;
    const waiting = cases.filter(({ viewId }) => viewId === null);
    const slowest = waiting[0];
    say(
      `${submitted(cases)} of ${replies} submitted, ${waiting.length} people at work; longest ${slowest?.plan.marker}: ${slowest?.diary.at(-1) ?? 'waits'}`,
    );
  }
}

const submitted = (cases: readonly Case[]): number => cases.filter(({ viewId }) => viewId !== null).length;

/** One after the other, each once so many replies were submitted. */
async function strikeAll(
  scene: Scene,
  options: ChaosOptions,
  cases: readonly Case[],
  over: AbortSignal,
  say: (line: string) => void,
): Promise<string[]> {
  const problems: string[] = [];
  for (const one of planStrikes(options)) {
    await untilSubmitted(cases, one.after, over);
    if (over.aborted) break;
    const since = Date.now();
    problems.push(...(await strike(scene, one)));
    say(
      `${submitted(cases)} submitted: ${one.kind} (${seconds(since)} s), clock ${Math.round(scene.clock.shift() / 60_000)} min`,
    );
  }
  return problems;
}

async function untilSubmitted(cases: readonly Case[], wanted: number, over: AbortSignal): Promise<void> {
  while (!over.aborted && submitted(cases) < wanted) await pause(50);
}

/** Somebody sees that the clock is wrong. */
async function mendClock(scene: Scene, { replies }: ChaosOptions, cases: readonly Case[], over: AbortSignal) {
  let seen = 0;
  for (let since = Date.now(); !over.aborted && submitted(cases) < replies; await pause(50)) {
    const now = submitted(cases);
    if (now !== seen) since = Date.now();
    seen = now;
    if (Date.now() - since < STUCK_MS) continue;
    scene.clock.set(scene.clock.furthest() + 60_000);
    since = Date.now() + MENDED_MS;
  }
}

/** Doubts that Faccia ended by looking at X. */
async function reconciled({ stage }: Scene): Promise<number> {
  const counters = await readCounters(stage.product);
  const names = Object.entries(counters).filter(([name]) => /^replies\.(?:adopted|sent-again)/u.test(name));
  return names.reduce((sum, [, value]) => sum + value, 0);
}

function summary(scene: Scene, verdicts: readonly Verdict[], started: number): string {
  const words = new Map<string, number>();
  for (const { word } of verdicts) words.set(word, (words.get(word) ?? 0) + 1);
  const said = [...words].map(([word, count]) => `${word} ${count}`).join(', ');
  const struck = scene.stage.x.requests.filter(({ fault }) => fault !== null).length;
  const twice = scene.messages.doubled();
  return [
    `${said}; calls to X that failed ${struck}; ${seconds(started)} s`,
    ...(twice.length > 0
      ? [`messages that stand in Slack twice: ${twice.slice(0, 10).join(', ')} (${twice.length})`]
      : []),
  ].join('\n');
}

const seconds = (since: number): string => ((Date.now() - since) / 1000).toFixed(1);
