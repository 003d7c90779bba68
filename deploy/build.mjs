// Compiles the product into dist/ and puts beside it what is read at run time.
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const tsc = spawnSync('npx', ['--no-install', 'tsc', '-p', 'deploy/tsconfig.build.json'], {
  cwd: ROOT,
  stdio: 'inherit',
});
if (tsc.status !== 0) process.exit(tsc.status ?? 1);
cpSync(`${ROOT}/src/store/lua`, `${ROOT}/dist/src/store/lua`, { recursive: true });
for (const file of readdirSync(`${ROOT}/config`).filter(
  (name) => /\.(?:json|yaml)$/u.test(name) && name !== 'faccia.yaml',
)) {
  cpSync(`${ROOT}/config/${file}`, `${ROOT}/dist/config/${file}`);
}
