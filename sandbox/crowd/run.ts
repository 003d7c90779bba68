import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { BRAND } from '../launch/cast.ts';
import { untilReady } from '../launch/product.ts';
import { Random } from '../launch/random.ts';
import { createStage, type Stage } from '../launch/stage.ts';
import { exportAudit } from './audit.ts';
import { Board } from './board.ts';
import { type Cast, castOf, crowdDesk, type Nature } from './cast.ts';
import { writeMentions } from './customers.ts';
import { Diary } from './diary.ts';
import { type Desk, Employee, NOTE } from './employee.ts';
import { Hands } from './hands.ts';
import { joinDesk } from './joining.ts';
import { judge, stuckAfter, type Verdict } from './judge.ts';
import { Lead } from './lead.ts';
import { type CrowdOptions, LEASE_MS } from './options.ts';

const LOOK_MS = 250;
/** What is as it should be for so long is taken to stay so. */
const CALM_MS = 2_000;
const AT_ONCE = 8;

export type Tell = (line: string) => void;

/** A crowd answers customers for a while; then it is looked at from outside. */
export async function runCrowd(options: CrowdOptions, dir: string, tell: Tell): Promise<Verdict> {
  const runMs = (options.mentions / options.rate) * 1_000;
  const cast = castOf(Random.of(options.seed, 'cast'), options.people, runMs);
  const stage = await openStage(options, cast, dir, tell);
  try {
    await untilReady(stage.product);
    const start = Date.now();
    await settleIn(stage, cast, start, tell);
    return await play({ stage, cast, options, dir, start, tell });
  } finally {
    await stage.close();
  }
}

function openStage(options: CrowdOptions, cast: Cast, dir: string, tell: Tell): Promise<Stage> {
  return createStage({
    dir,
    users: cast.users,
    channels: cast.channels,
    desk: crowdDesk(cast, options.leaseMs),
    access: 'enterprise',
    // Faccia keeps Slack's pace by itself.
    burst: 1_000,
    onLine: (line) => (options.verbose ? tell(line) : undefined),
    prepare({ world }) {
      world.addUser({ username: BRAND.handle, name: BRAND.name, kind: 'brand' });
      for (const { handle } of cast.people) world.addUser({ username: handle, kind: 'employee' });
    },
  });
}

/** Everybody joins in Slack's window and links their account through the real pages. */
async function settleIn(stage: Stage, { people }: Cast, began: number, tell: Tell): Promise<void> {
  const left = [...people];
  const next = async (): Promise<void> => {
    for (let one = left.shift(); one; one = left.shift()) {
      await joinDesk(new Hands(stage.slack, one.slackUser), one, began);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  for (const { slackUser, handle } of people) await stage.link(slackUser, handle);
  await stage.link(people.find(({ lead }) => lead)?.slackUser ?? '', BRAND.handle, true);
  tell(`${people.length} people joined and linked their accounts in ${seconds(began)} s`);
}

interface Run {
  stage: Stage;
  cast: Cast;
  options: CrowdOptions;
  dir: string;
  /** When people said what their hours are. */
  start: number;
  tell: Tell;
}

async function play(run: Run): Promise<Verdict> {
  const { stage, cast, options, dir, tell } = run;
  const desk = openDesk(stage, options.leaseMs);
  const over = new AbortController();
  setMaxListeners(0, over.signal);
  const state = { finishing: false };
  const looking = until(
    over.signal,
    () => LOOK_MS,
    async () => desk.board.look(),
  );
  const { employees, work } = startWork(run, desk, state, over.signal);
  const began = Date.now();
  const random = Random.of(options.seed, 'customers');
  const written = await writeMentions(stage.x.world, desk.board, random, cast.topics, options);
  tell(`customers wrote ${written.posts} posts in ${seconds(began)} s`);
  state.finishing = true;
  await pause(options.finishingMs);
  await goWithClaims(employees, desk);
  // From here on nobody does anything: what they left must come back by itself.
  over.abort();
  await Promise.all(work);
  await looking;
  const stopped = Date.now();
  await untilBack(desk, stopped + stuckAfter(options.leaseMs));
  tell(`people did: ${[...desk.diary.counts].map(([what, times]) => `${what} ${times}`).join(', ')}`);
  tell(`everybody stopped; what they had left was back after ${seconds(stopped)} s`);
  return judge({
    people: options.people,
    mentions: written.posts,
    diary: desk.diary,
    audit: await exportAudit(dir),
    cards: desk.board.cards,
    messages: stage.slack.workspace.messages,
    posts: [...stage.x.world.posts.values()],
    internal: NOTE,
    endedAt: Date.now(),
    leaseMs: options.leaseMs,
  });
}

function openDesk(stage: Stage, leaseMs: number): Desk {
  let answers = 0;
  return {
    board: new Board(stage.slack.workspace),
    diary: new Diary(),
    pace: leaseMs / LEASE_MS,
    marker() {
      answers += 1;
      return `ref${String(answers).padStart(5, '0')}`;
    },
  };
}

function startWork(
  { stage, cast: { people }, options: { seed }, start }: Run,
  desk: Desk,
  state: { finishing: boolean },
  over: AbortSignal,
) {
  const employees: Employee[] = [];
  const ids = people.map(({ slackUser }) => slackUser);
  const work = people.map((nature: Nature) => {
    const random = Random.of(seed, nature.slackUser);
    const hands = new Hands(stage.slack, nature.slackUser);
    if (nature.lead) {
      const lead = new Lead(hands, random, desk, ids);
      return until(
        over,
        () => lead.pauseMs(),
        () => lead.turn(),
      );
    }
    const employee = new Employee(nature, hands, random, desk, start);
    employees.push(employee);
    return until(
      over,
      () => employee.pauseMs(),
      () => employee.turn(state.finishing),
    );
  });
  return { employees, work };
}

/** Every other one of those who hold something goes away with it in the very end. */
async function goWithClaims(employees: readonly Employee[], { board }: Desk): Promise<void> {
  const holders = employees.filter(({ nature }) => board.heldBy(nature.slackUser).length > 0);
  for (const [index, employee] of holders.entries()) if (index % 2 === 0) await employee.goesAway();
}

/** Until no card says that somebody has it who is away, at most to this moment. */
async function untilBack({ board, diary }: Desk, end: number): Promise<void> {
  for (let calmSince = Date.now(); Date.now() < end && Date.now() - calmSince < CALM_MS; ) {
    await pause(LOOK_MS);
    board.look();
    const lying = board.cards.some(({ holder }) => holder !== null && diary.isAway(holder));
    if (lying) calmSince = Date.now();
  }
}

/** Does it again and again, a pause before each time, until the signal. */
async function until(over: AbortSignal, pauseMs: () => number, work: () => Promise<void>): Promise<void> {
  for (;;) {
    await pause(pauseMs(), undefined, { signal: over }).catch(() => undefined);
    if (over.aborted) return;
    await work();
  }
}

function seconds(since: number): number {
  return Math.round((Date.now() - since) / 1_000);
}
