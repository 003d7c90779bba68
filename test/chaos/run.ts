import { readCounters } from '../../sandbox/launch/report.ts';
import { type Case, isFinal, wordOf } from './case.ts';
import { countOf, findRepeats, judge, saidOf, type Verdict } from './count.ts';
import { keepWorking } from './habits.ts';
import { historyOf } from './history.ts';
import { keepLinked } from './links.ts';
import { answerCase, openCase, openSecond } from './person.ts';
import { type ChaosOptions, type CustomerPlan, planCustomers } from './plan.ts';
import { planStrikes } from './plan-strikes.ts';
import { openScene, type Scene } from './scene.ts';
import { findSecrets } from './secrets.ts';
import { settle } from './settle.ts';
import { strike } from './strikes.ts';
import { touchedBy } from './touched.ts';
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
const STUCK_MS = { slow: 8_000, quick: 3_000 };
/** Each jump costs the sockets to Slack: they need their time. */
const MENDED_MS = { slow: 30_000, quick: 5_000 };
const A_MINUTE_MS = 60_000;
const X_WINDOW_MS = 16 * 60_000;
/** So long a person tries. */
const PATIENCE_MS = 180_000;

/** Runs the desk through its bad days and counts what came of it. `say`: progress. */
export async function runChaos(options: ChaosOptions, say: (line: string) => void): Promise<ChaosResult> {
  const started = Date.now();
  const scene = await openScene(options);
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
      problems: [...problems, ...findRepeats(scene, cases)],
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
  const working = keepWorking(scene, cases, done.signal);
  const noting = noteEnds(scene, cases, done.signal);
  const watching = tell(cases, options.replies, done.signal, say);
  const mending = mendClock(scene, options, cases, done.signal);
  const striking = strikeAll(scene, options, cases, done.signal, say);
  try {
    await sideBySide(planCustomers(options), WIDTH, async (customer) => {
      problems.push(...(await serve(scene, cases, customer)));
    });
    say('all submitted');
    problems.push(...(await striking));
    await settle(scene, cases, options.slow, say);
  } finally {
    done.abort();
    await Promise.all([striking, watching, mending, working, noting]);
    say(`accounts linked again: ${await linking}`);
  }
  return { cases, problems };
}

/** One customer gets one answer, or two. Answers what nobody could do, in sentences. */
async function serve(scene: Scene, cases: Case[], { first, second }: CustomerPlan): Promise<string[]> {
  const one = openCase(scene, first);
  cases.push(one);
  const problems = await answered(scene, one);
  if (second === null) return problems;
  // Nobody can write the next one before this one has its end.
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await pause(100))
    if (isFinal(wordOf(scene, one), one.plan)) break;
  const next = openSecond(scene, one, second.how, second.plan);
  cases.push(next);
  return [...problems, ...(await answered(scene, next))];
}

async function answered(scene: Scene, one: Case): Promise<string[]> {
  try {
    await answerCase(scene, one, () => Date.now() - one.openedAt > PATIENCE_MS);
    return [];
  } catch (error) {
    return [`${one.plan.marker}: ${error instanceof Error ? error.message : String(error)}`];
  }
}

async function noteEnds(scene: Scene, cases: readonly Case[], over: AbortSignal): Promise<void> {
  for (; !over.aborted; await pause(250)) {
    for (const one of cases) {
      if (one.endedAt === null && isFinal(wordOf(scene, one), one.plan)) one.endedAt = Date.now();
    }
  }
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

/** Somebody sees that the clock is wrong; where that does not help, people wait for X's quarter of an hour. */
async function mendClock(
  scene: Scene,
  { replies, slow }: ChaosOptions,
  cases: readonly Case[],
  over: AbortSignal,
) {
  const pace = slow ? 'slow' : 'quick';
  let seen = 0;
  let ahead = A_MINUTE_MS;
  for (let since = Date.now(); !over.aborted && submitted(cases) < replies; await pause(50)) {
    const now = submitted(cases);
    if (now !== seen) since = Date.now();
    if (now !== seen) ahead = A_MINUTE_MS;
    seen = now;
    if (Date.now() - since < STUCK_MS[pace]) continue;
    scene.clock.set(scene.clock.furthest() + ahead);
    ahead = X_WINDOW_MS;
    since = Date.now() + MENDED_MS[pace];
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
  const plain = verdicts.filter(({ one }) => touchedBy(scene, one) === null).length;
  const others = verdicts.filter(({ word }) => word === 'refused' || word === 'unknown');
  const told = others.map(
    ({ one, word }) => `${one.plan.marker} ${word}, as ${touchedBy(scene, one)}: ${saidOf(scene, one)}\n`,
  );
  return `${told.join('')}${said}; nothing went wrong with ${plain}; calls to X that failed ${struck}; ${seconds(started)} s`;
}

const seconds = (since: number): string => ((Date.now() - since) / 1000).toFixed(1);
