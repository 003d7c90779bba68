import { spawn } from 'node:child_process';
import { vi } from 'vitest';
import { freePort } from '../../sandbox/launch/product.ts';

const MAIN = new URL('../../sandbox/main.ts', import.meta.url).pathname;
const ROOT = new URL('../..', import.meta.url).pathname;

/** `npm run sandbox -- --no-open`, as a process of its own. */
export async function startSandbox(...options: string[]): Promise<{ url: string; close(): Promise<void> }> {
  const port = await freePort();
  const args = [
    '--import',
    import.meta.resolve('tsx'),
    MAIN,
    '--no-open',
    '--port',
    String(port),
    ...options,
  ];
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    // From its source, as `npm run sandbox` runs it.
    env: { ...process.env, FACCIA_BUILT: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const close = async () => {
    child.kill('SIGTERM');
    await exited;
  };
  try {
    const url = await vi.waitFor(
      () => {
        const found = /The sandbox is ready: +(http\S+)/u.exec(printed)?.[1];
        if (found === undefined) throw new Error(`The sandbox is not ready: ${printed}`);
        return found;
      },
      { timeout: 120_000, interval: 50 },
    );
    return { url, close };
  } catch (error) {
    await close();
    throw error;
  }
}
