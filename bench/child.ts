import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Child {
  /** Writes a line. */
  tell(line: string): void;
  /** Writes a line and waits for the line that answers it. One at a time. */
  ask(line: string): Promise<string>;
  /** Its next line. */
  next(): Promise<string>;
  /** Rejects when it ends; never resolves. */
  failed: Promise<never>;
}

/** Starts a script beside this one and waits for the line with which it says that it is ready. Ends with the signal. */
export async function startChild(
  script: string,
  env: Record<string, string>,
  over: AbortSignal,
  onReady: (line: string) => void = () => undefined,
): Promise<Child> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), path], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
    signal: over,
  });
  const lines = createInterface(child.stdout);
  const failed = new Promise<never>((_resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`${script} has ended.`)));
  });
  const line = () => Promise.race([failed, new Promise<string>((resolve) => lines.once('line', resolve))]);
  onReady(await line());
  // At the end it is stopped on purpose, when nobody waits for this any more.
  failed.catch(() => undefined);
  const tell = (told: string) => void child.stdin.write(`${told}\n`);
  return {
    tell,
    ask(asked) {
      const answered = line();
      tell(asked);
      return answered;
    },
    next: line,
    failed,
  };
}
