import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { SandboxChannel, SandboxShortcut, SandboxUser } from './client-api.ts';
import { clientRouter, responseRouter } from './client-routes.ts';
import { type Delivery, httpDelivery, socketDelivery } from './delivery.ts';
import { SlackFaults } from './faults.ts';
import { filesRouter, uploadRouter } from './files.ts';
import { OpenId, type OpenIdApp } from './openid.ts';
import { Person } from './person.ts';
import { Sender } from './sender.ts';
import { type SeenCall, type WebApi, webApiRouter } from './web-api.ts';
import { type UserGroup, Workspace } from './workspace.ts';

export interface SandboxSlackOptions {
  /** 0: any free port. */
  port: number;
  team: { id: string; name: string };
  users: SandboxUser[];
  channels: SandboxChannel[];
  userGroups: UserGroup[];
  botToken: string;
  appToken: string;
  signingSecret: string;
  /** Sign in with Slack. */
  openId?: OpenIdApp;
  /** Signed HTTP to this address (or to these in turn) instead of Socket Mode. */
  eventsUrl?: string | string[];
  scopes: string[];
  /** The manifest's `bot_events`. */
  events?: readonly string[];
  /** The manifest's message shortcuts. */
  shortcuts?: SandboxShortcut[];
  /** Commands whose text Slack escapes: `should_escape` in the manifest. */
  escaped?: readonly string[];
  burst?: number;
  now?: () => number;
}

export interface SandboxSlack {
  url: string;
  /** For SLACK_API_URL. */
  apiUrl: string;
  port: number;
  workspace: Workspace;
  person: Person;
  delivery: Delivery;
  faults: SlackFaults;
  calls: SeenCall[];
  revoked: Set<string>;
  close(): Promise<void>;
}

/** A local Slack on loopback: Web API, Socket Mode or signed HTTP, response_url, windows, ephemeral messages. */
export async function createSandboxSlack(options: SandboxSlackOptions): Promise<SandboxSlack> {
  const now = options.now ?? Date.now;
  let url = '';
  const workspace = new Workspace({ ...options, now, url: () => url });
  const app = express();
  const server = createServer(app);
  const delivery = options.eventsUrl
    ? httpDelivery([options.eventsUrl].flat(), options.signingSecret, now)
    : socketDelivery(server, () => url);
  const person = new Person(new Sender(workspace, delivery, () => url), {
    events: options.events ?? ['app_home_opened'],
    scopes: options.scopes,
    escaped: options.escaped ?? [],
  });
  const openId = options.openId ? new OpenId(options.openId, workspace, () => url) : null;
  const api: WebApi = {
    workspace,
    faults: new SlackFaults(),
    calls: [],
    tokens: { bot: options.botToken, app: options.appToken },
    revoked: new Set(),
    scopes: options.scopes,
    openId,
    burst: options.burst ?? 3,
    socketUrl: () => delivery.socketUrl(),
  };
  // Before the others: a file is a body of its own kind.
  app.use('/client', uploadRouter(workspace));
  app.use('/files-pri', filesRouter(api));
  app.use(express.json({ limit: '5mb' }), express.urlencoded({ extended: false, limit: '5mb' }));
  app.use('/client', clientRouter(workspace, person));
  app.use('/response', responseRouter(workspace));
  app.use('/api', webApiRouter(api));
  if (openId) app.use('/openid/connect', openId.router());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  url = `http://127.0.0.1:${port}`;
  return {
    url,
    apiUrl: `${url}/api/`,
    port,
    workspace,
    person,
    delivery,
    faults: api.faults,
    calls: api.calls,
    revoked: api.revoked,
    close: () =>
      new Promise((resolve) => {
        delivery.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
