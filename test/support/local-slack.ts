import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import manifest from '../../config/slack-manifest.json' with { type: 'json' };
import { appOf } from '../../sandbox/slack/manifest.ts';
import {
  createSandboxSlack,
  type SandboxSlack,
  type SandboxSlackOptions,
} from '../../sandbox/slack/server.ts';
import { createInteractiveClient } from '../../src/slack/clients.ts';
import { createNotifier } from '../../src/slack/notifier.ts';
import { createSlackApp, identify, type SlackApp } from '../../src/slack/slack-app.ts';
import { ADA, aUser, buttonOf, CHANNEL, GUEST, LEA } from './desk.ts';
import { aThread } from './samples.ts';
import { silentLog } from './store.ts';

export const LINKS = {
  postUrl: () => 'https://x.com/a/status/1',
  profileUrl: () => 'https://x.com/a',
  composeUrl: () => 'https://x.com/intent/post',
};
/** Groups that never change. */
export const NO_CHANGES = { stamp: async () => '' };
export const BOT_TOKEN = 'xoxb-bot';
export const APP_TOKEN = 'xapp-app';
export const SIGNING_SECRET = 'a-signing-secret';
export const MODES = ['socket', 'http'] as const;
export type Mode = (typeof MODES)[number];

export const aCard = () => ({ thread: aThread(), brandName: 'Acme', brandHandle: 'acme', holderName: null });

/** A local Slack, and our own Bolt app and clients on it. */
export class LocalSlack {
  readonly slack: SandboxSlack;
  readonly eventsUrl: string;
  readonly #server: Server;
  #app: SlackApp | null = null;

  private constructor(slack: SandboxSlack, server: Server, eventsUrl: string) {
    this.slack = slack;
    this.#server = server;
    this.eventsUrl = eventsUrl;
    server.on('request', (request, response) => {
      const listener = this.#app?.requestListener;
      if (listener) listener(request, response);
      else response.writeHead(404).end();
    });
  }

  static async open(mode: Mode = 'socket', over: Partial<SandboxSlackOptions> = {}): Promise<LocalSlack> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const eventsUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
    const slack = await createSandboxSlack({
      port: 0,
      team: { id: 'T0', name: 'Care' },
      users: [aUser(ADA), aUser(GUEST, { guest: true }), aUser(LEA)],
      channels: [{ id: CHANNEL, name: 'care' }],
      userGroups: [{ id: 'S0LEADS', handle: 'leads', name: 'Leads', users: [LEA] }],
      botToken: BOT_TOKEN,
      appToken: APP_TOKEN,
      signingSecret: SIGNING_SECRET,
      ...appOf(manifest),
      burst: 1_000,
      ...(mode === 'http' ? { eventsUrl } : {}),
      ...over,
    });
    return new LocalSlack(slack, server, eventsUrl);
  }

  client = (token = BOT_TOKEN) =>
    createInteractiveClient({ token, apiUrl: this.slack.apiUrl, log: silentLog });
  notifier = (token = BOT_TOKEN) => createNotifier({ client: this.client(token), links: LINKS });

  async start(mode: Mode = 'socket'): Promise<SlackApp> {
    this.#app = createSlackApp({
      botToken: BOT_TOKEN,
      appToken: mode === 'socket' ? APP_TOKEN : null,
      signingSecret: mode === 'http' ? SIGNING_SECRET : null,
      apiUrl: this.slack.apiUrl,
      workspace: await identify(this.client()),
      log: silentLog,
    });
    await this.#app.start();
    return this.#app;
  }

  /** Ada presses the button of a new card. */
  async clickTakeIt() {
    const ts = await this.notifier().postCard('card:1', aCard());
    const message = this.slack.workspace.message(CHANNEL, ts);
    const button = message && buttonOf(message, 'take_it');
    if (!button) throw new Error('There is no Take it.');
    return this.slack.person.blockAction({ user: ADA, message: { channel: CHANNEL, ts }, ...button });
  }

  async close(): Promise<void> {
    await this.#app?.stop();
    await this.slack.close();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
