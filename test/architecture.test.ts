import { describe, expect, it } from 'vitest';
import { findViolations, readProduct } from './support/architecture.ts';

/** The product with one more import in one of its files, or one more file. */
function planted(path: string, line: string): string[] {
  const files = readProduct();
  files.set(path, `${line}\n${files.get(path) ?? ''}`);
  return findViolations(files);
}

describe('the house', () => {
  it('stands as drawn', () => {
    expect(findViolations(readProduct())).toEqual([]);
  });

  it('reads every room', () => {
    const tops = new Set([...readProduct().keys()].map((path) => path.split('/').slice(0, 2).join('/')));
    for (const room of ['src/domain', 'src/usecases', 'src/store', 'src/slack', 'src/networks', 'src/queue'])
      expect(tops).toContain(room);
  });
});

describe('a planted import', () => {
  const forbidden: [path: string, line: string, complaint: string][] = [
    ['src/domain/claim.ts', "import { Redis } from 'ioredis';", 'package ioredis'],
    ['src/domain/claim.ts', "import { readFileSync } from 'node:fs';", 'this room is pure'],
    ['src/usecases/claim-thread.ts', "import { setTimeout } from 'node:timers';", 'this room is pure'],
    ['src/usecases/claim-thread.ts', "import { keys } from '../store/keys.ts';", '(usecases) imports'],
    ['src/slack/notifier.ts', "import { keys } from '../store/keys.ts';", '(slack) imports'],
    ['src/store/store.ts', "import type { Job } from 'bullmq';", 'package bullmq'],
    ['src/queue/workers.ts', "export * from '../slack/ids.ts';", '(queue) imports'],
    ['src/ops/health.ts', "import '../networks/x/client.ts';", '(ops) imports'],
    ['handlers/take-it-clicked.ts', "import { TwitterApi } from 'twitter-api-v2';", 'package twitter-api-v2'],
    ['handlers/take-it-clicked.ts', "import { App } from '@slack/bolt';", 'package @slack/bolt'],
    ['handlers/take-it-clicked.ts', "const s = await import('../src/store/store.ts');", '(handlers) imports'],
    ['src/slack/home.ts', "import { x } from '../../sandbox/slack/server.ts';", 'outside the product'],
    ['src/slack/home.ts', "import {\n  a,\n  b,\n} from 'lodash';", 'package lodash'],
    ['src/networks/mastodon/client.ts', "import { a } from '../x/client.ts';", '(networks) imports'],
    ['src/slack/home.ts', 'const token = process.env.SLACK_BOT_TOKEN;', 'reads process.env'],
    ['src/slack/index.ts', "export * from './ids.ts';", 'barrel'],
    ['src/store/utils/text.ts', 'export const a = 1;', 'says nothing'],
    ['src/helpers.ts', 'export const a = 1;', 'in no room'],
    ['src/domain/glossary.ts', "import { a } from './outcome.ts';", 'A cycle'],
    ['src/domain/long.ts', 'const a = 1;\n'.repeat(251), 'more than 250'],
  ];

  it.each(forbidden.map(([path, line, complaint]) => ({ path, line, complaint })))(
    'in $path is found: $complaint',
    ({ path, line, complaint }) => {
      expect(planted(path, line).join('\n')).toContain(complaint);
    },
  );

  it('is no matter in a comment', () => {
    expect(planted('src/domain/claim.ts', "// import { Redis } from 'ioredis';")).toEqual([]);
  });
});
