import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TSX = import.meta.resolve('tsx');
const READY_MS = 60_000;

export interface Product {
  pid: number;
  url: string;
  /** Each line that it printed. */
  lines: string[];
  running(): boolean;
  /** Resolves with the exit code (null: killed). */
  exited: Promise<number | null>;
  kill(signal: NodeJS.Signals): void;
}

export interface ProductOptions {
  /** Its working folder: the embedded Redis lives in there. */
  dir: string;
  port: number;
  env: Record<string, string>;
  onLine?(line: string): void;
}

/**
 * What Node is told so that it runs this file of the product (`src/main`): from the folder FACCIA_BUILT when somebody
 * compiled it there, else from its source, which takes a second longer at every start.
 */
export function nodeArguments(file: string): string[] {
  const built = process.env.FACCIA_BUILT;
  return built ? [join(built, `${file}.js`)] : ['--import', TSX, join(ROOT, `${file}.ts`)];
}

/** The product, exactly as in production, as a process of its own. */
export function startProduct({ dir, port, env, onLine }: ProductOptions): Product {
  const child = spawn(process.execPath, nodeArguments('src/main'), {
    cwd: dir,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const keep = (line: string) => {
    lines.push(line);
    onLine?.(line);
  };
  for (const stream of [child.stdout, child.stderr]) readLines(stream, keep);
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  return {
    pid: child.pid ?? 0,
    url: `http://127.0.0.1:${port}`,
    lines,
    running: () => child.exitCode === null && child.signalCode === null,
    exited,
    kill: (signal) => void child.kill(signal),
  };
}

function readLines(stream: ChildProcess['stdout'], onLine: (line: string) => void): void {
  let rest = '';
  stream?.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line !== '') onLine(line);
  });
}

/** Waits until `/readyz` says so. Throws with what it says, or what the process printed last. */
export async function untilReady(product: Product): Promise<void> {
  const end = Date.now() + READY_MS;
  let last = 'no answer';
  while (Date.now() < end) {
    if (!product.running()) break;
    try {
      const response = await fetch(`${product.url}/readyz`);
      if (response.ok) return;
      last = await response.text();
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Faccia is not ready: ${last}\n${product.lines.slice(-10).join('\n')}`);
}

/**
 * Below the ports that the system gives to outgoing connections: nobody else is handed it between this answer and its use.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(12_000, 32_000);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, () => server.close(() => resolve(true)));
  });
}
