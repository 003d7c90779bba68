// Checks the types of the product and bundles it into dist/ (or --out), with what is read at run time beside it: Node takes
// longer to find a thousand small files than to run them.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { rolldown } from 'rolldown';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** What a person, or a supervisor, runs. */
const PROGRAMS = ['main', 'doctor', 'keys', 'audit', 'backup', 'export', 'forget', 'restore'];
/** Seldom loaded, and found by their own paths. */
const APART = [/^@bull-board\//u, /^@opentelemetry\//u, 'bullmq-otel'];

const { values } = parseArgs({ options: { out: { type: 'string', default: 'dist' } } });
const out = resolve(ROOT, values.out);

async function checkTypes() {
  const args = ['-p', 'deploy/tsconfig.build.json', '--tsBuildInfoFile', `${out}/.tsbuildinfo`];
  const tsc = spawn('npx', ['--no-install', 'tsc', ...args], { cwd: ROOT, stdio: 'inherit' });
  const [status] = await once(tsc, 'exit');
  if (status !== 0) process.exit(status ?? 1);
}

async function bundle() {
  const input = Object.fromEntries(PROGRAMS.map((name) => [`src/${name}`, `${ROOT}/src/${name}.ts`]));
  const build = await rolldown({ input, platform: 'node', external: APART, logLevel: 'warn', cwd: ROOT });
  const { output } = await build.write({
    dir: out,
    format: 'esm',
    sourcemap: true,
    // Errors and logs name classes and functions.
    keepNames: true,
    // Less to read at each start.
    comments: { jsdoc: false, annotation: false },
    // All in one folder, so that a path from a source file to what lies beside it stays true.
    chunkFileNames: ({ name }) => `src/${isOfPackages(name) ? 'packages' : name}-[hash].js`,
    codeSplitting: { groups: [{ name: 'packages', test: /[\\/]node_modules[\\/]/u, entriesAware: true }] },
  });
  await build.close();
  for (const { name, fileName } of output) if (isOfPackages(name)) dropMap(`${out}/${fileName}`);
}

/** What others wrote lies apart from what we wrote. */
function isOfPackages(name) {
  return name?.startsWith('packages') ?? false;
}

/** Their maps are larger than all else together, and Node would read them at each start. */
function dropMap(file) {
  rmSync(`${file}.map`);
  const code = readFileSync(file, 'utf8');
  writeFileSync(file, code.slice(0, code.lastIndexOf('//# sourceMappingURL=')));
}

// What an earlier build called otherwise.
for (const name of existsSync(`${out}/src`) ? readdirSync(`${out}/src`) : [])
  if (/\.js(?:\.map)?$/u.test(name)) rmSync(`${out}/src/${name}`);
await Promise.all([checkTypes(), bundle()]);
cpSync(`${ROOT}/src/store/lua`, `${out}/src/lua`, { recursive: true });
for (const file of readdirSync(`${ROOT}/config`).filter(
  (name) => /\.(?:json|yaml)$/u.test(name) && name !== 'faccia.yaml',
)) {
  cpSync(`${ROOT}/config/${file}`, `${out}/config/${file}`);
}
