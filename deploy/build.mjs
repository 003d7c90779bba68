// Compiles the product into dist/ (or --out) and puts beside it what is read at run time.
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({ options: { out: { type: 'string', default: 'dist' } } });
const out = resolve(ROOT, values.out);
const tsc = spawnSync(
  'npx',
  [
    ...['--no-install', 'tsc', '-p', 'deploy/tsconfig.build.json'],
    ...['--outDir', out, '--tsBuildInfoFile', `${out}/.tsbuildinfo`],
  ],
  { cwd: ROOT, stdio: 'inherit' },
);
if (tsc.status !== 0) process.exit(tsc.status ?? 1);
cpSync(`${ROOT}/src/store/lua`, `${out}/src/store/lua`, { recursive: true });
for (const file of readdirSync(`${ROOT}/config`).filter(
  (name) => /\.(?:json|yaml)$/u.test(name) && name !== 'faccia.yaml',
)) {
  cpSync(`${ROOT}/config/${file}`, `${out}/config/${file}`);
}
