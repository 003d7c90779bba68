import { Redis } from 'ioredis';
import { Random } from '../../sandbox/launch/random.ts';
import type { StoredPost } from '../../sandbox/x/world.ts';
import type { AuditEntry } from '../../src/listing.ts';
import { readAudit } from '../../src/store/audit-reader.ts';
import { type Case, isFinal, wordOf } from '../chaos/case.ts';
import { countOf, findRepeats, judge } from '../chaos/count.ts';
import { historyOf } from '../chaos/history.ts';
import { answerCase, openCase } from '../chaos/person.ts';
import { openScene, type Scene, zoneWord } from '../chaos/scene.ts';
import { settle } from '../chaos/settle.ts';
import { pause } from '../chaos/waiting.ts';
import { type Crew, openCrew } from './crew.ts';
import { planAnswer } from './plan.ts';
import { type Held, judgeTrail } from './trail.ts';

export interface SoakOptions {
  seconds: number;
  seed: number;
  responders: number;
  /** Between two kills. */
  killEveryMs: number;
  /** Between two customers who write; every second one is answered. */
  mentionEveryMs: number;
}

export interface SoakResult extends Held {
  killed: number;
  mentions: number;
  answers: number;
  lost: number;
  doubled: number;
  silent: number;
  /** The longest time that the desk may leave a source to nobody. */
  exitCodes: (number | null)[];
  /** The histories of the answers that went wrong. */
  histories: string[];
}

/** So long a person tries. */
const PATIENCE_MS = 180_000;
const CARD_MS = 60_000;

/** The desk as two processes of each role, one of which dies every few seconds while customers write and people answer. */
export async function runSoak(options: SoakOptions, say: (line: string) => void): Promise<SoakResult> {
  const { seed, responders } = options;
  const scene = await openScene({ seed, responders, roles: 'slack' });
  let crew: Crew | null = null;
  try {
    crew = await openCrew(scene.stage, seed);
    await crew.untilReady();
    say('two processes of each role are ready');
    const { cases, others, problems } = await load(scene, crew, options, say);
    await crew.untilReady();
    await settle(scene, cases, false, say);
    const missing = await withoutCard(scene, others);
    const trail = judgeTrail(await auditOf(scene), crew.killed, Date.now());
    const exitCodes = await crew.stop();
    const verdicts = judge(scene, cases);
    const bad = verdicts.filter(({ wrong }) => wrong.length > 0);
    const histories = (await Promise.all(bad.map((verdict) => historyOf(scene, verdict)))).flat();
    const repeats = findRepeats(scene, cases);
    return {
      ...trail,
      killed: crew.killed.length,
      mentions: cases.length + others.length,
      answers: cases.filter(({ viewId }) => viewId !== null).length,
      lost: countOf(verdicts, 'lost') + missing.length,
      doubled: countOf(verdicts, 'doubled') + repeats.length,
      silent: countOf(verdicts, 'silent'),
      problems: [...trail.problems, ...problems, ...repeats, ...missing],
      exitCodes,
      histories,
    };
  } finally {
    await crew?.stop();
    await scene.close();
  }
}

/** Customers write, people answer, processes die. */
async function load(scene: Scene, crew: Crew, options: SoakOptions, say: (line: string) => void) {
  const random = Random.of(options.seed, 'customers');
  const cases: Case[] = [];
  const others: StoredPost[] = [];
  const problems: string[] = [];
  const working: Promise<void>[] = [];
  const end = Date.now() + options.seconds * 1_000;
  const killing = killUntil(crew, options.killEveryMs, end);
  let told = Date.now();
  for (let index = 0; Date.now() < end; index += 1) {
    if (index % 2 === 0) {
      const one = openCase(scene, planAnswer(options.seed, index, options.responders));
      cases.push(one);
      working.push(answered(scene, one, problems));
    } else others.push(remark(scene, index, random.int(0, 31)));
    if (Date.now() - told > 20_000) {
      told = Date.now();
      const done = cases.filter((one) => isFinal(wordOf(scene, one), one.plan)).length;
      say(`killed ${crew.killed.length}, mentions ${index + 1}, answered ${done} of ${cases.length}`);
    }
    await pause(options.mentionEveryMs);
  }
  await killing;
  await Promise.all(working);
  say('all submitted');
  return { cases, others, problems };
}

async function killUntil(crew: Crew, everyMs: number, end: number): Promise<void> {
  for (let next = Date.now() + everyMs; next < end; next += everyMs) {
    await pause(next - Date.now());
    await crew.strike();
  }
}

async function answered(scene: Scene, one: Case, problems: string[]): Promise<void> {
  try {
    await answerCase(scene, one, () => Date.now() - one.openedAt > PATIENCE_MS);
  } catch (error) {
    problems.push(`${one.plan.marker}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A mention that nobody answers: its card must stand once. */
function remark({ stage }: Scene, index: number, zone: number): StoredPost {
  const { id } = stage.x.world.addUser({ username: `passer_by_${index}` });
  return stage.x.world.post({ authorId: id, text: `@acme I walk by in ${zoneWord(zone)}, number ${index}` });
}

async function withoutCard(scene: Scene, posts: readonly StoredPost[]): Promise<string[]> {
  const missing = () => posts.filter(({ id }) => scene.messages.get(`card:x-${id}`) === null);
  for (const end = Date.now() + CARD_MS; missing().length > 0 && Date.now() < end; ) await pause(250);
  return missing().map(({ text }) => `There is no card for: ${text}`);
}

async function auditOf({ redis }: Scene): Promise<AuditEntry[]> {
  const client = new Redis(redis.url);
  const entries: AuditEntry[] = [];
  try {
    for await (const entry of readAudit(client, 0)) if (entry.what.startsWith('source-')) entries.push(entry);
  } finally {
    client.disconnect();
  }
  return entries;
}
