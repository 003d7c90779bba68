import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect } from 'vitest';
import { stringify } from 'yaml';
import manifest from '../../config/slack-manifest.json' with { type: 'json' };
import { freePort, nodeArguments } from '../../sandbox/launch/product.ts';
import { createSandboxSlack, type SandboxSlack } from '../../sandbox/slack/server.ts';
import { createSandboxX, type SandboxX } from '../../sandbox/x/server.ts';
import { aDeskFile, aUser, BRAND, CHANNEL, LEA } from './desk.ts';
import { startRedis, type TestRedis } from './redis-server.ts';

export const SECRETS = {
  SLACK_BOT_TOKEN: 'xoxb-secret-of-the-bot',
  SLACK_APP_TOKEN: 'xapp-secret-of-the-app',
  X_CLIENT_SECRET: 'secret-of-the-x-client',
  X_BEARER_TOKEN: 'secret-of-the-x-bearer',
  FACCIA_KEYS: `k1:${randomBytes(32).toString('base64')}`,
};
export const SCOPES = manifest.oauth_config.scopes.bot;

export interface Diagnosis {
  code: number | null;
  lines: string[];
  /** The lines with this mark, without it. */
  marked(mark: '✓' | 'i' | '!' | '✗' | '-'): string[];
  output: string;
}

/** The real doctor, as a process of its own, in this folder and with nothing else in its environment. */
export async function runDoctor(dir: string, env: Record<string, string>): Promise<Diagnosis> {
  const child = spawn(process.execPath, nodeArguments('src/doctor'), {
    cwd: dir,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
  const lines = out.trimEnd().split('\n');
  return {
    code,
    lines,
    marked: (mark) => lines.filter((line) => line.startsWith(`${mark} `)).map((line) => line.slice(2)),
    output: out + err,
  };
}

/** Neither the secrets of the ward nor these. */
export function expectNoSecrets({ output }: Diagnosis, more: string[] = []): void {
  const keys = SECRETS.FACCIA_KEYS.slice('k1:'.length);
  for (const secret of [...Object.values(SECRETS), keys, ...more]) expect(output).not.toContain(secret);
}

export interface Ward {
  dir: string;
  /** A right environment for these servers. */
  env: Record<string, string>;
  redis: TestRedis;
  slack: SandboxSlack;
  x: SandboxX;
  diagnose(over?: Record<string, string>): Promise<Diagnosis>;
  /** Writes the YAML anew. */
  writeDesk(desk: object): void;
  close(): Promise<void>;
}

export interface WardOptions {
  scopes?: string[];
  redis?: Record<string, string>;
}

/** A Redis, a local Slack and a local X for the doctor to look at. The product does not run. */
export async function openWard(options: WardOptions = {}): Promise<Ward> {
  const dir = mkdtempSync(join(tmpdir(), 'faccia-doctor-'));
  const [redis, slack, x, port] = await Promise.all([
    startRedis(options.redis),
    createSandboxSlack({
      port: 0,
      team: { id: 'T0WARD', name: 'Ward' },
      users: [aUser(LEA, { lead: true })],
      channels: [{ id: CHANNEL, name: 'care' }],
      userGroups: [],
      botToken: SECRETS.SLACK_BOT_TOKEN,
      appToken: SECRETS.SLACK_APP_TOKEN,
      signingSecret: 'not used here',
      scopes: options.scopes ?? SCOPES,
    }),
    createSandboxX({
      port: 0,
      clientId: 'client',
      clientSecret: SECRETS.X_CLIENT_SECRET,
      bearerToken: SECRETS.X_BEARER_TOKEN,
    }),
    freePort(),
  ]);
  x.world.addUser({ username: BRAND.handle, name: BRAND.name, kind: 'brand' });
  const config = join(dir, 'faccia.yaml');
  const env = {
    ...SECRETS,
    SLACK_API_URL: slack.apiUrl,
    X_CLIENT_ID: 'client',
    X_API_URL: x.url,
    X_AUTHORIZE_URL: `${x.url}/i/oauth2/authorize`,
    REDIS_URL: redis.url,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    FACCIA_CONFIG: config,
  };
  const writeDesk = (desk: object) => writeFileSync(config, stringify(desk));
  writeDesk(aDeskFile());
  return {
    dir,
    env,
    redis,
    slack,
    x,
    writeDesk,
    diagnose: (over) => runDoctor(dir, { ...env, ...over }),
    async close() {
      await Promise.all([redis.close(), slack.close(), x.close()]);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
