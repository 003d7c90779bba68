import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** Path from the project's top to the file's text. */
export type Files = Map<string, string>;

const ROOT = new URL('../..', import.meta.url).pathname;
const PRODUCT = ['src', 'handlers', 'config'];
const LONGEST_FILE = 250;

/** Where a file lives, from its path. Roots of composition see more than a room does. */
const ROOMS: [room: string, path: RegExp][] = [
  ['main', /^src\/main\.ts$/u],
  ['doctor', /^src\/doctor\.ts$/u],
  ['keys', /^src\/(?:keys|audit|backup|restore|export)\.ts$/u],
  ['forget', /^src\/forget\.ts$/u],
  ['context', /^src\/(?:context|use-cases|sources|seen)\.ts$/u],
  [
    'ports',
    /^src\/(?:ports|stores|outbox|accounts|budgets|media|responders|topics|times|conversations|listing|keeping|forgetting|views|replies|words|claims|deletions|seeing|surges)\.ts$/u,
  ],
  ['errors', /^src\/errors\.ts$/u],
  ['domain', /^src\/domain\//u],
  ['usecases', /^src\/usecases\//u],
  ['slack', /^src\/slack\//u],
  ['networks', /^src\/networks\//u],
  ['queue', /^src\/queue\//u],
  ['store', /^src\/store\//u],
  ['archive', /^src\/archive\//u],
  ['ops', /^src\/ops\//u],
  ['config', /^config\//u],
  ['handlers', /^handlers\//u],
];

const ADAPTER = ['domain', 'ports', 'errors'];
const ARROWS: Record<string, string[]> = {
  main: ['handlers', 'config', 'context', 'usecases', 'queue', 'ops', 'errors'],
  doctor: ['config', 'slack', 'networks', 'store', 'ops', 'errors', 'ports', 'domain'],
  context: [
    'config',
    'domain',
    'usecases',
    'slack',
    'networks',
    'queue',
    'store',
    'archive',
    'ops',
    'ports',
    'errors',
  ],
  keys: ['config', 'usecases', 'store', 'archive', 'ops', 'errors', 'ports', 'domain'],
  forget: ['config', 'context', 'store', 'ops', 'errors', 'ports', 'domain', 'usecases'],
  handlers: ['usecases', 'slack', 'domain', 'ports', 'errors'],
  usecases: ['domain', 'ports', 'errors'],
  slack: ADAPTER,
  networks: ADAPTER,
  queue: ADAPTER,
  store: ADAPTER,
  archive: ADAPTER,
  ops: ADAPTER,
  ports: ['domain', 'errors'],
  config: ['domain', 'errors'],
  domain: ['errors'],
  errors: [],
};

/** Packages that only some rooms may import; whatever is not named here, no room may. */
const PACKAGES: Record<string, string[]> = {
  ioredis: ['store'],
  bullmq: ['queue'],
  '@bull-board/api': ['queue'],
  '@bull-board/express': ['queue'],
  'bullmq-otel': ['queue'],
  '@opentelemetry/api': ['src/ops/tracing.ts'],
  '@opentelemetry/core': ['src/ops/tracing.ts'],
  '@opentelemetry/sdk-trace-base': ['src/ops/tracing.ts'],
  '@opentelemetry/exporter-trace-otlp-http': ['src/ops/tracing.ts'],
  '@opentelemetry/context-async-hooks': ['src/ops/tracing.ts'],
  '@opentelemetry/resources': ['src/ops/tracing.ts'],
  jose: ['src/slack/sign-in.ts', 'src/ops/sessions.ts'],
  'twitter-api-v2': ['networks'],
  'twitter-text': ['networks'],
  '@slack/bolt': [
    'slack',
    'handlers/listen.ts',
    'handlers/listen-by-id.ts',
    'handlers/listen-windows.ts',
    'handlers/listen-events.ts',
  ],
  '@slack/socket-mode': ['slack'],
  '@slack/web-api': ['slack'],
  '@slack/types': ['slack', 'handlers'],
  express: ['ops', 'main', 'handlers'],
  helmet: ['ops'],
  'express-rate-limit': ['ops'],
  pino: ['ops'],
  'prom-client': ['ops'],
  // Pure, as the domain is.
  ibantools: ['domain'],
  'libphonenumber-js': ['domain'],
  validator: ['domain'],
  'date-holidays': ['config'],
  'temporal-polyfill': ['domain', 'config'],
  'csv-stringify': ['archive'],
  yaml: ['config'],
  re2js: ['src/domain/pattern.ts'],
  classificator: ['src/domain/topic-model.ts'],
  minhash: ['src/domain/alike.ts'],
  zod: ['config'],
};

/** Rooms without the outside world: no clock, no disk, no network. */
const PURE: Record<string, RegExp> = { domain: /^/u, usecases: /^(?!node:crypto$)/u };

const FORBIDDEN_FOLDERS = /(?:^|\/)(?:utils|helpers|types|common|lib|misc)\//u;

/** Every file of the product. */
export function readProduct(): Files {
  const files: Files = new Map();
  for (const top of PRODUCT) walk(top, files);
  return files;
}

function walk(folder: string, files: Files): void {
  for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) walk(path, files);
    else if (path.endsWith('.ts')) files.set(path, readFileSync(join(ROOT, path), 'utf8'));
  }
}

/** One sentence for each rule that is broken, with the file. Empty: the house stands as drawn. */
export function findViolations(files: Files): string[] {
  const found: string[] = [];
  const edges = new Map<string, string[]>();
  for (const [path, text] of files) {
    const room = roomOf(path);
    if (room === null) {
      found.push(`${path} is in no room.`);
      continue;
    }
    if (FORBIDDEN_FOLDERS.test(path)) found.push(`${path}: a folder that says nothing.`);
    if (path.endsWith('/index.ts')) found.push(`${path} is a barrel.`);
    const lines = text.split('\n').length - 1;
    if (lines > LONGEST_FILE) found.push(`${path} has ${lines} lines, more than ${LONGEST_FILE}.`);
    if (path !== 'config/env.ts' && /\bprocess\s*\.\s*env\b|\bprocess\s*\[/u.test(text))
      found.push(`${path} reads process.env; only config/env.ts may.`);
    const targets: string[] = [];
    for (const specifier of imports(text)) {
      const problem = specifier.startsWith('.')
        ? judgeFile(path, room, specifier, files, targets)
        : judgePackage(path, room, specifier);
      if (problem !== null) found.push(problem);
    }
    edges.set(path, targets);
  }
  return [...found, ...cycles(edges)];
}

function roomOf(path: string): string | null {
  return ROOMS.find(([, pattern]) => pattern.test(path))?.[0] ?? null;
}

/** What a file imports: static, with or without types, for its effect, again exported, and dynamic. */
function imports(text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gmu, '');
  const patterns = [
    /^\s*(?:import|export)\b[^;'"]*?\bfrom\s*['"]([^'"]+)['"]/gmu,
    /^\s*import\s*['"]([^'"]+)['"]/gmu,
    /\b(?:import|require)\s*\(\s*['"]([^'"]+)['"]/gu,
  ];
  return patterns.flatMap((pattern) => [...code.matchAll(pattern)].map((match) => match[1] ?? ''));
}

function judgeFile(
  path: string,
  room: string,
  specifier: string,
  files: Files,
  targets: string[],
): string | null {
  const target = posix.join(posix.dirname(path), specifier);
  const there = roomOf(target);
  if (!files.has(target) && !existsSync(join(ROOT, target)))
    return `${path} imports ${specifier}, which is not there.`;
  if (there === null) return `${path} imports ${target}, outside the product.`;
  targets.push(target);
  const allowed = there === room || ARROWS[room]?.includes(there);
  // One network never sees another.
  const otherNetwork = room === 'networks' && there === room && network(path) !== network(target);
  return allowed && !otherNetwork ? null : `${path} (${room}) imports ${target} (${there}).`;
}

function network(path: string): string {
  return path.split('/')[2] ?? '';
}

function judgePackage(path: string, room: string, specifier: string): string | null {
  if (specifier.startsWith('node:'))
    return PURE[room]?.test(specifier) ? `${path} (${room}) imports ${specifier}: this room is pure.` : null;
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  const allowed = PACKAGES[name]?.some((place) => place === room || place === path) ?? false;
  return allowed ? null : `${path} (${room}) imports the package ${name}.`;
}

function cycles(edges: Map<string, string[]>): string[] {
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, trail: string[]): void => {
    const at = trail.indexOf(path);
    if (at >= 0) found.push(`A cycle: ${[...trail.slice(at), path].join(' -> ')}.`);
    if (at >= 0 || done.has(path)) return;
    for (const target of edges.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of edges.keys()) visit(path, []);
  return found;
}
