import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readOptions } from './options.ts';
import { runCrowd } from './run.ts';

/** Answers the exit code: 1 when something was that must never be. */
async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  const dir = join(process.cwd(), '.faccia', `crowd-${process.pid}`);
  mkdirSync(dir, { recursive: true });
  process.once('exit', () => rmSync(dir, { recursive: true, force: true }));
  const { line, wrong } = await runCrowd(options, dir, (said) => console.log(`  ${said}`));
  console.log(`\n${line}`);
  for (const sentence of wrong) console.log(`  ${sentence}`);
  return wrong.length === 0 ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
