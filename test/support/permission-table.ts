import { ANSWER_AREAS } from './answer-trials.ts';
import { PEOPLE_AREAS } from './people-trials.ts';
import { PermissionDesk, type Tried } from './permission-desk.ts';
import { ROLES, type Role } from './permission-stage.ts';
import { SURGE_AREAS } from './surge-trials.ts';
import { THREAD_AREAS } from './thread-trials.ts';
import type { Trial } from './trial.ts';

export interface PermissionTable {
  markdown: string;
  /** Handlers that nobody tried. */
  untried: string[];
  /** Lines of which one step may be done by others than the next. */
  uneven: string[];
  /** What must never be, in words. */
  wrong: string[];
}

const AREAS = [...THREAD_AREAS, ...SURGE_AREAS, ...ANSWER_AREAS, ...PEOPLE_AREAS];
/** Slack tells us of its own accord; buttons that only open an address. */
const BY_NOBODY = ['event subteam_members_changed', 'click view_on_x', 'click open_link'];

const HEAD = [
  '| | guest | colleague | responder | holder | lead | ops |',
  '| --- | :-: | :-: | :-: | :-: | :-: | :-: |',
];

/** Everybody tries everything: what came of it is the table. */
export async function permissionTable(redisUrl: string): Promise<PermissionTable> {
  const desk = await PermissionDesk.open(redisUrl);
  const found = { uneven: [] as string[], wrong: [] as string[] };
  try {
    const lines: string[] = [];
    for (const { name, trials } of AREAS) {
      lines.push(`| **${name}** | | | | | | |`);
      for (const [words, cells] of await rowsOf(desk, trials, found)) lines.push(`| ${words} | ${cells} |`);
    }
    const known = new Set([...AREAS.flatMap(({ trials }) => trials.map(nameOf)), ...BY_NOBODY]);
    const untried = desk.slack.names.filter((name) => !known.has(name));
    return { markdown: [...HEAD, ...lines].join('\n'), untried, ...found };
  } finally {
    desk.close();
  }
}

async function rowsOf(
  desk: PermissionDesk,
  trials: readonly Trial[],
  { uneven, wrong }: Pick<PermissionTable, 'uneven' | 'wrong'>,
): Promise<Map<string, string>> {
  const rows = new Map<string, string>();
  for (const trial of trials) {
    const cells = await cellsOf(desk, trial, wrong);
    const before = rows.get(trial.words) ?? cells;
    if (before !== cells) uneven.push(`${trial.words}: ${nameOf(trial)} is ${cells}, others are ${before}`);
    rows.set(trial.words, before);
  }
  return rows;
}

function nameOf({ act }: Trial): string {
  return act.kind === 'command' ? `command ${act.text.split(' ')[0]}` : `${act.kind} ${act.id}`;
}

async function cellsOf(desk: PermissionDesk, trial: Trial, wrong: string[]): Promise<string> {
  const cells: string[] = [];
  for (const [role, slackUser] of Object.entries(ROLES) as [Role, string][]) {
    const came = await desk.does(slackUser, trial.act, trial.given);
    const may = mayBe(trial, came);
    wrong.push(...wrongIn(trial, came, may).map((what) => `${nameOf(trial)} as ${role}: ${what}`));
    cells.push(may ? 'yes' : '–');
  }
  return cells.join(' | ');
}

/** Something changed, or was shown where showing is all that it does. */
function mayBe({ shows }: Trial, { refused, changed, views }: Tried): boolean {
  return refused === null && (shows === true ? views > 0 : changed.length > 0);
}

function wrongIn({ quiet }: Trial, { refused, changed, said, views }: Tried, may: boolean): string[] {
  const keys = changed.join(', ');
  return [
    ...(refused !== null && !/^[a-z-]+$/u.test(refused) ? [`it failed: ${refused}`] : []),
    ...(!may && changed.length > 0 ? [`it was refused (${refused}), and changed ${keys}`] : []),
    ...(!may && refused !== null && views > 0 ? [`it was refused (${refused}), and showed something`] : []),
    ...(!may && !quiet && said.length === 0 ? ['it was refused, and nothing was said'] : []),
  ];
}
