import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Compiles the product as `npm run build` does; answers where it is. What is started from then on is this. */
export function buildProduct(): string {
  const out = `${ROOT}.scratch/bench-product`;
  const built = spawnSync(process.execPath, ['deploy/build.mjs', '--out', out], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new Error(`The product does not compile.\n${built.stdout}${built.stderr}`);
  process.env.FACCIA_BUILT = out;
  return out;
}
