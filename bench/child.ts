import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Child {
  child: ChildProcess;
  exited: Promise<void>;
  /** Rejects when it ends; never resolves. */
  failed: Promise<never>;
}

/** Starts a script beside this one and waits for the line with which it says that it is ready. */
export async function startChild(script: string, env: Record<string, string>): Promise<Child> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), path], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const failed = exited.then(() => Promise.reject(new Error(`${script} has ended.`)));
  const ready = new Promise<void>((resolve) => child.stdout?.once('data', () => resolve()));
  await Promise.race([ready, failed]);
  // It is stopped at the end, and nobody waits for this then.
  failed.catch(() => exited);
  return { child, exited, failed };
}
