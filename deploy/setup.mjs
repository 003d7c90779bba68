// Sets up what is missing: node modules, a Redis server, and (--chromium) a browser for the tests. Has no dependencies of
// its own, because it runs as the very first thing after a clone. Does nothing, quickly, when nothing is missing.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OLDEST_NODE = [20, 19];

function main() {
  requireNode();
  installModules();
  ensure('a Redis server', ['redis-server', 'valkey-server'], { apt: ['redis-server'], brew: 'redis' });
  if (process.argv.includes('--chromium')) {
    const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    ensure('Chromium', ['chromium', 'chromium-browser', 'google-chrome', mac], {
      apt: ['chromium', 'fonts-noto-color-emoji'],
      brew: '--cask google-chrome',
    });
  }
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  stop(`Node is ${process.versions.node} and must be ${OLDEST_NODE.join('.')} or newer.`);
}

/** Installs again when the lock file is another one than at the last time. */
function installModules() {
  const lock = readFileSync(`${ROOT}/package-lock.json`, 'utf8');
  const mark = `${ROOT}/node_modules/.faccia-lock`;
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return;
  say('Installing node modules');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], 'npm ci');
  writeFileSync(mark, lock);
}

function ensure(what, binaries, packages) {
  if (binaries.some(isInstalled)) return;
  const command = installCommand(packages);
  if (command === null) {
    stop(
      `${what} is missing. Install one of ${binaries.slice(0, 2).join(', ')} with your system's package manager.`,
    );
  }
  say(`Installing ${what}: ${command}`);
  run('sh', ['-c', command], command);
  if (!binaries.some(isInstalled)) stop(`${what} is still missing. Run this by hand: ${command}`);
}

function isInstalled(binary) {
  return spawnSync(binary, ['--version'], { stdio: 'ignore' }).status === 0;
}

/** What may be run without asking: as root, with a sudo that needs no password, or with brew. */
function installCommand({ apt, brew }) {
  if (isInstalled('apt-get')) {
    const root = process.getuid?.() === 0;
    const sudo = root ? '' : 'sudo ';
    // The package must not start a server of its own: Faccia starts one when it needs it.
    const quiet = `RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive`;
    const command = `${sudo}apt-get update -qq && ${sudo}env ${quiet} apt-get install -y -qq --no-install-recommends ${apt.join(' ')} >/dev/null`;
    if (root || spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0) return command;
    stop(`Run this once, then try again: ${command}`);
  }
  if (isInstalled('brew')) return `brew install ${brew}`;
  return null;
}

function run(binary, args, name) {
  const { status } = spawnSync(binary, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) stop(`This did not work: ${name}`);
}

function say(text) {
  process.stderr.write(`setup: ${text}\n`);
}

function stop(text) {
  say(text);
  process.exit(1);
}

main();
