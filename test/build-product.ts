import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OUT = `${ROOT}.scratch/product`;

/** Compiles the product once: tests start it more than a hundred times. */
export default function buildProduct(): void {
  const built = spawnSync(process.execPath, ['deploy/build.mjs', '--out', OUT], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new Error(`The product does not compile.\n${built.stdout}${built.stderr}`);
  process.env.FACCIA_BUILT = OUT;
}
