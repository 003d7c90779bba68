import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ARGS = ['sandbox/main.ts', '--story', 'desk', '--quick', '--exit', '--no-page'];

it('plays the story of a day, and everything in it is seen', { timeout: 120_000 }, async () => {
  const story = spawn(process.execPath, ['--import', 'tsx', ...ARGS], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [told, [code]] = await Promise.all([text(story.stdout), once(story, 'exit')]);
  expect(told).not.toContain('✗');
  expect(told).toMatch(/story desk: \d{2,} steps, \d{2,} seen, 0 missed/u);
  expect(code).toBe(0);
});
