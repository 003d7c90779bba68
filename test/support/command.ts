import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { nodeArguments } from '../../sandbox/launch/product.ts';

/** `npm run …` as a process of its own, with only this in its environment. */
export async function runCommand(name: string, cwd: string, env: Record<string, string>, ...words: string[]) {
  const child = spawn(process.execPath, [...nodeArguments(`src/${name}`), ...words], {
    cwd,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
  return { code, out, err };
}
