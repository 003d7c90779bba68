import { readFileSync } from 'node:fs';

interface LockedPackage {
  version: string;
  license?: string;
  dev?: boolean;
}

/** Why each package that Faccia names is here. One that earns no sentence here should go. */
export const REASONS: Readonly<Record<string, string>> = {
  '@bull-board/api': 'The queue board at `/queues`.',
  '@bull-board/express': 'The queue board at `/queues`.',
  '@bull-board/ui': 'The queue board at `/queues`: its page.',
  '@opentelemetry/api': 'Traces, off by default.',
  '@opentelemetry/context-async-hooks': 'Traces: which work belongs to which.',
  '@opentelemetry/core': 'Traces: carries them through the outbox.',
  '@opentelemetry/exporter-trace-otlp-http': 'Traces: sends them to a collector.',
  '@opentelemetry/resources': 'Traces: says which service they are of.',
  '@opentelemetry/sdk-trace-base': 'Traces.',
  '@slack/bolt': "Slack's own framework: events, clicks, windows, Socket Mode, signatures.",
  '@slack/socket-mode': "Slack's own connection, of which Faccia keeps two.",
  '@slack/web-api': "Slack's own client for what Faccia sends.",
  '@types/express': 'A peer of `@slack/bolt`.',
  bullmq: 'The queues: delays, retries, workers.',
  'bullmq-otel': 'Traces through the queues.',
  classificator: 'Suggests topics by what colleagues decided (naive Bayes).',
  'csv-stringify': 'Writes exports as CSV, with formulas made harmless.',
  'date-holidays': 'Public holidays for working hours, by country and region.',
  express: 'The pages for linking accounts, health and metrics.',
  'express-rate-limit': 'Limits requests by address.',
  helmet: 'Security headers of the pages.',
  ibantools: 'Finds bank account numbers that must not be said in public.',
  ioredis: 'The connection to Redis: Sentinel, Cluster, scripts.',
  jose: 'Checks who signed in with Slack, and signs the session cookie.',
  'libphonenumber-js': 'Finds phone numbers that must not be said in public.',
  minhash: 'Finds alike texts in a surge (MinHash signatures and bands).',
  pino: 'The log: lines of JSON with redaction.',
  'prom-client': 'The metrics.',
  re2js: 'Patterns of the configuration in time that grows with the text only.',
  'temporal-polyfill': 'Working hours over time zones and clock changes.',
  'twitter-api-v2': "Calls of X's API: OAuth, uploads, errors.",
  'twitter-text': "X's own counting of a text's length.",
  undici: 'A peer of `@slack/socket-mode`; 7 runs on Node 20.',
  validator: 'Finds e-mail addresses and card numbers that must not be said in public.',
  yaml: 'Reads the configuration, with the line of each mistake.',
  zod: 'Checks the configuration.',
  '@biomejs/biome': 'Format and lint.',
  '@lezer/highlight': 'A peer of `@prometheus-io/lezer-promql`.',
  '@lezer/lr': 'A peer of `@prometheus-io/lezer-promql`.',
  '@prometheus-io/lezer-promql': 'Reads the alert rules in tests: each metric in them must exist.',
  '@slack/types': "Types of Slack's blocks.",
  '@types/node': 'Types of Node 20.',
  '@types/react': "Types for the sandbox's page.",
  '@types/react-dom': "Types for the sandbox's page.",
  '@types/twitter-text': 'Types of `twitter-text`.',
  '@types/validator': 'Types of `validator`.',
  '@types/ws': 'Types of `ws`.',
  '@vitejs/plugin-react': "Builds the sandbox's page.",
  'fast-check': 'Property tests.',
  'playwright-core': 'Drives a real browser in tests.',
  react: "The sandbox's page.",
  'react-dom': "The sandbox's page.",
  rolldown: 'Bundles the product: it starts in half the time.',
  'slack-blocks-to-jsx': "Shows Slack's blocks on the sandbox's page.",
  tsx: 'Runs the source without a build.',
  typescript: 'The types.',
  vite: "Builds and serves the sandbox's page.",
  vitest: 'The tests.',
  ws: "The sandbox's Socket Mode.",
};

/** Licences that ask for no more than to be named. */
const FREE = [
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Unlicense',
  'CC0-1.0',
  'PSF-2.0',
  'BlueOak-1.0.0',
];
/** Allowed as they are, each for a reason of its own. */
const LOOKED_AT: Readonly<Record<string, string>> = {
  '(ISC AND CC-BY-3.0)': 'the calendar data are CC BY 3.0: naming their source, as here, is enough',
  'MIT or MPL-2.0': 'used by the MIT licence',
  'MIT OR Apache-2.0': 'used by the MIT licence',
  'MPL-2.0': 'only to build the page of the sandbox, unchanged; nothing of it is shipped',
};
/** What their own files say where the field in package.json is missing. */
const FROM_FILES: Readonly<Record<string, string>> = { 'twitter-text': 'Apache-2.0' };
/** Only for building and testing. */
const DEV_ONLY = ['MPL-2.0'];

const read = (path: string) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));

export interface Dependency {
  name: string;
  version: string;
  license: string | null;
  shipped: boolean;
}

/** Every package that is installed, by the lock file: those that Faccia names, and theirs. */
export function installed(): Dependency[] {
  const { packages } = read('package-lock.json') as { packages: Record<string, LockedPackage> };
  return Object.entries(packages).flatMap(([path, { version, license, dev }]) => {
    const name = path.split('node_modules/').at(-1) ?? '';
    return path === ''
      ? []
      : [{ name, version, license: license ?? FROM_FILES[name] ?? null, shipped: dev !== true }];
  });
}

/** Those that package.json names: what is shipped, and what only builds and tests. */
export function named(): { shipped: Dependency[]; development: Dependency[] } {
  const { dependencies, devDependencies } = read('package.json') as Record<string, Record<string, string>>;
  const all = installed();
  const pick = (wanted: Record<string, string> = {}) =>
    Object.keys(wanted)
      .sort()
      .map((name) => all.find((one) => one.name === name && one.version === wanted[name]))
      .filter((one) => one !== undefined);
  return { shipped: pick(dependencies), development: pick(devDependencies) };
}

/** What is wrong with the licence of this package; null: nothing. */
export function licenseProblem({ name, license, shipped }: Dependency): string | null {
  if (license === null) return `${name} says nothing of its licence.`;
  if (shipped && DEV_ONLY.includes(license)) return `${name} (${license}) must not be shipped.`;
  if (FREE.includes(license) || LOOKED_AT[license] !== undefined) return null;
  return `${name} has the licence ${license}, which nobody has looked at.`;
}

/** `docs/dependencies.md` as it should be. */
export function dependenciesPage(): string {
  const { shipped, development } = named();
  const all = installed();
  const line = ({ name, version, license }: Dependency) =>
    `| ${name} | ${version} | ${license} | ${REASONS[name] ?? ''} |`;
  const table = (of: Dependency[]) => [
    '| package | version | licence | why |',
    '| --- | --- | --- | --- |',
    ...of.map(line),
  ];
  const counted = (of: Dependency[]) => {
    const counts = new Map<string, number>();
    for (const { license } of of) counts.set(license ?? 'none', (counts.get(license ?? 'none') ?? 0) + 1);
    return [...counts]
      .sort(([, a], [, b]) => b - a)
      .map(([license, count]) => `${license} (${count})`)
      .join(', ');
  };
  return [
    '# What Faccia is built on',
    '',
    'Written by `npm run docs` from `package.json` and `package-lock.json`; a test fails when a package has no reason here, when its version',
    'is not pinned, or when a licence, its own or that of anything below it, is not one of those that were looked at.',
    '',
    '## Shipped',
    '',
    ...table(shipped),
    '',
    `With all that they bring: ${all.filter((one) => one.shipped).length} packages. ${counted(all.filter((one) => one.shipped))}.`,
    '',
    '## Only for building and testing',
    '',
    ...table(development),
    '',
    '## Licences that were looked at',
    '',
    `Free to use when they are named: ${FREE.join(', ')}. Besides:`,
    '',
    ...Object.entries(LOOKED_AT).map(([license, why]) => `- ${license}: ${why}.`),
    '',
  ].join('\n');
}
