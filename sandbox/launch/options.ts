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
}

export const USAGE = `npm run sandbox -- [options]
  --mentions FILE   play X API v2 posts (NDJSON) instead of the small day
  --speed N         posts a second with a file (default 2), else times faster (default 1)
  --port N          the page's port (default: 4400, or a free one)
  --access NAME     self-serve (default) or enterprise: what X allows the app
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
  if (problems.length > 0) throw new Error(`${problems.join('\n')}\n\n${USAGE}`);
  return {
    mentions: values.mentions ?? null,
    speed,
    port,
    open: !values['no-open'],
    access: values.access as SandboxOptions['access'],
    verbose: values.verbose,
  };
}
