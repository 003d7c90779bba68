import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { SandboxChannel, SandboxUser } from '../slack/client-api.ts';
import { readManifest } from '../slack/manifest.ts';
import { createSandboxSlack, type SandboxSlack } from '../slack/server.ts';
import type { UserGroup } from '../slack/workspace.ts';
import { createSandboxX, type SandboxX } from '../x/server.ts';
import { linkAccount } from './link.ts';
import { freePort, type Product, startProduct, untilReady } from './product.ts';

export interface StageOptions {
  dir: string;
  users: SandboxUser[];
  channels: SandboxChannel[];
  userGroups?: UserGroup[];
  /** The YAML of Faccia, as an object. */
  desk: object;
  access?: 'self-serve' | 'enterprise';
  mode?: 'socket' | 'http';
  /** In HTTP mode: other ports to which Slack's requests go in turn, as behind a load balancer. */
  balanced?: readonly number[];
  env?: Record<string, string>;
  burst?: number;
  onLine?(line: string): void;
  /** Puts people on X before the product starts. */
  prepare?(x: SandboxX): void;
}

export interface Stage {
  slack: SandboxSlack;
  x: SandboxX;
  product: Product;
  productPort: number;
  /** Where the product works. */
  dir: string;
  /** The environment in which the product runs, for its commands. */
  env(more?: Record<string, string>): Record<string, string>;
  /** Starts the product again, after it was stopped or killed. */
  restart(): Promise<void>;
  /** Without waiting for it to be ready. */
  launch(env?: Record<string, string>): void;
  /** One more process of the same desk, on a port of its own. Whoever asked for it ends it. */
  join(port: number, env?: Record<string, string>): Product;
  /** Links through the real pages: `/care link`, the consent at X, the way back. Answers the last page. */
  /** `brand`: true for the only one, or its id. */
  link(slackUser: string, username: string, brand?: boolean | string): Promise<string>;
  close(): Promise<void>;
}

const TEAM = { id: 'T0SANDBOX', name: 'Sandbox' };
const MANIFEST = new URL('../../config/slack-manifest.json', import.meta.url);
const TOKENS = { bot: 'xoxb-sandbox-bot', app: 'xapp-sandbox-app', signing: 'sandbox-signing-secret' };
const SIGN_IN = { clientId: '1000000.2000000', clientSecret: 'sandbox-slack-client-secret' };
const X_APP = {
  clientId: 'sandbox-client',
  clientSecret: 'sandbox-client-secret',
  bearerToken: 'sandbox-app-bearer',
};

/** A local Slack, a local X, and the product between them, as a process of its own. */
export async function createStage(options: StageOptions): Promise<Stage> {
  mkdirSync(options.dir, { recursive: true });
  const productPort = await freePort();
  const slack = await startSlack(options, productPort);
  const x = await createSandboxX({
    port: 0,
    ...X_APP,
    ...(options.access ? { access: options.access } : {}),
  });
  options.prepare?.(x);
  const config = join(options.dir, 'faccia.yaml');
  writeFileSync(config, stringify(options.desk));
  const env: Record<string, string> = {
    SLACK_BOT_TOKEN: TOKENS.bot,
    ...(options.mode === 'http' ? { SLACK_SIGNING_SECRET: TOKENS.signing } : { SLACK_APP_TOKEN: TOKENS.app }),
    SLACK_API_URL: slack.apiUrl,
    SLACK_CLIENT_ID: SIGN_IN.clientId,
    SLACK_CLIENT_SECRET: SIGN_IN.clientSecret,
    X_CLIENT_ID: X_APP.clientId,
    X_CLIENT_SECRET: X_APP.clientSecret,
    X_BEARER_TOKEN: X_APP.bearerToken,
    X_API_URL: x.url,
    X_AUTHORIZE_URL: `${x.url}/i/oauth2/authorize`,
    PUBLIC_URL: `http://127.0.0.1:${productPort}`,
    FACCIA_CONFIG: config,
    FACCIA_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    ...options.env,
  };
  const start = (more: Record<string, string> = {}, port = productPort) =>
    startProduct({
      dir: options.dir,
      port,
      env: { ...env, ...more },
      ...(options.onLine ? { onLine: options.onLine } : {}),
    });
  const stage: Stage = {
    slack,
    x,
    productPort,
    dir: options.dir,
    product: start(),
    env: (more = {}) => ({ ...env, ...more, PORT: String(productPort) }),
    launch(more) {
      stage.product = start(more);
    },
    join: (port, more) => start(more, port),
    async restart() {
      stage.product = start();
      await untilReady(stage.product);
    },
    link: (slackUser, username, brand = false) => linkAccount(slack, slackUser, username, brand),
    async close() {
      stage.product.kill('SIGTERM');
      await stage.product.exited;
      await Promise.all([slack.close(), x.close()]);
    },
  };
  return stage;
}

function startSlack(options: StageOptions, productPort: number): Promise<SandboxSlack> {
  const app = readManifest(MANIFEST);
  return createSandboxSlack({
    port: 0,
    team: TEAM,
    users: options.users,
    channels: options.channels,
    userGroups: options.userGroups ?? [],
    botToken: TOKENS.bot,
    appToken: TOKENS.app,
    signingSecret: TOKENS.signing,
    openId: { ...SIGN_IN, redirectUrls: [`http://127.0.0.1:${productPort}/queues/signed-in`] },
    ...app,
    ...(options.burst === undefined ? {} : { burst: options.burst }),
    ...(options.mode === 'http' ? { eventsUrl: eventsUrls([productPort, ...(options.balanced ?? [])]) } : {}),
  });
}

function eventsUrls(ports: readonly number[]): string[] {
  return ports.map((port) => `http://127.0.0.1:${port}/slack/events`);
}
