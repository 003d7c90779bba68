import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';

export interface SandboxOptions {
  mentions: string | null;
  /** With a file: posts a second; else how many times faster the day goes by. */
  speed: number;
  port: number;
  open: boolean;
  access: 'self-serve' | 'enterprise';
  verbose: boolean;
  /** A day that is played to its end, in front of the page. */
  story: 'desk' | null;
  /** Only the chapters in which nothing has to wait for a time to pass. */
  quick: boolean;
  /** End with the story; not 0 when something was missed. */
  exit: boolean;
  /** False: a story that nobody looks at. */
  page: boolean;
  /** Where the story's pictures go. */
  pictures: string | null;
}

export const USAGE = `npm run sandbox -- [options]
  --mentions FILE   play X API v2 posts (NDJSON) instead of the small day
  --speed N         posts a second with a file (default 2), else times faster (default 1)
  --port N          the page's port (default: 4400, or a free one)
  --access NAME     self-serve (default) or enterprise: what X allows the app
  --story desk      play a day at the care desk, all by itself, and say what was seen
  --quick           with a story: leave out what has to wait
  --exit            with a story: end with it, and with 1 when something was not seen
  --no-page         with a story: only in the terminal
  --pictures DIR    with a story: take pictures of it (needs Chromium)
  --no-open         do not open a browser
  --verbose         print every line of Faccia's log`;

/** Throws an Error with every mistake in the arguments. */
export function readOptions(args: string[]): SandboxOptions {
  const { values } = parseArgs({
    args,
    options: {
      mentions: { type: 'string' },
      speed: { type: 'string' },
      port: { type: 'string' },
      access: { type: 'string', default: 'self-serve' },
      'no-open': { type: 'boolean', default: false },
      verbose: { type: 'boolean', default: false },
      story: { type: 'string' },
      quick: { type: 'boolean', default: false },
      exit: { type: 'boolean', default: false },
      'no-page': { type: 'boolean', default: false },
      pictures: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) throw new Error(USAGE);
  const problems: string[] = [];
  const speed = Number(values.speed ?? (values.mentions ? '2' : '1'));
  const port = Number(values.port ?? '4400');
  if (!(speed > 0 && speed <= 1000)) problems.push('--speed must be a number above 0, up to 1000.');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) problems.push('--port must be 0 to 65535.');
  if (values.access !== 'self-serve' && values.access !== 'enterprise')
    problems.push('--access must be self-serve or enterprise.');
  if (values.mentions !== undefined && !existsSync(values.mentions))
    problems.push(`--mentions: there is no file ${values.mentions}.`);
  problems.push(...storyProblems(values));
  if (problems.length > 0) throw new Error(`${problems.join('\n')}\n\n${USAGE}`);
  return {
    mentions: values.mentions ?? null,
    speed,
    port,
    open: !values['no-open'],
    access: values.access as SandboxOptions['access'],
    verbose: values.verbose,
    story: values.story === undefined ? null : 'desk',
    quick: values.quick,
    exit: values.exit,
    page: !values['no-page'],
    pictures: values.pictures ?? null,
  };
}

interface StoryValues {
  story?: string | undefined;
  mentions?: string | undefined;
  access: string;
  quick: boolean;
  exit: boolean;
  'no-page': boolean;
  pictures?: string | undefined;
}

function storyProblems({ story, mentions, access, pictures, ...flags }: StoryValues): string[] {
  if (story === undefined) {
    const stray = flags.quick || flags.exit || flags['no-page'] || pictures !== undefined;
    return stray ? ['--quick, --exit, --no-page and --pictures go with --story.'] : [];
  }
  return [
    ...(story === 'desk' ? [] : ['--story must be desk: there is no other story.']),
    ...(access === 'self-serve' ? [] : ['--story tells of self-serve access: leave out --access.']),
    ...(mentions === undefined ? [] : ['--story has its own customers: leave out --mentions.']),
    ...(flags['no-page'] && pictures !== undefined
      ? ['--pictures are of the page: leave out --no-page.']
      : []),
  ];
}
