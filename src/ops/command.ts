import { AppError } from '../errors.ts';
import type { Log } from '../ports.ts';

const none = () => undefined;

/** For commands: what they have to say stands in their output. */
export const SILENT: Log = { debug: none, info: none, warn: none, error: none };

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Runs a command of `npm run`; `main` answers the exit code. What is known to go wrong is one sentence, not a trace. */
export async function runCommand(main: (args: string[]) => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    const sentence = sentenceOf(error);
    if (sentence === null) throw error;
    process.stderr.write(`${sentence}\n`);
    process.exitCode = 1;
  }
}

/** Null: a bug. */
function sentenceOf(error: unknown): string | null {
  if (error instanceof AppError) return error.sentence;
  const { code, message, path } = error as NodeJS.ErrnoException;
  if (code?.startsWith('ERR_PARSE_ARGS')) return message;
  if (path !== undefined && /^E[A-Z]+$/u.test(code ?? ''))
    return `${path}: ${code}. Nothing was written there.`;
  return null;
}
