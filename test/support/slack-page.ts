import type { BlockAction, ViewOutput } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { CHANNELS, GROUPS, PEOPLE, USERS } from '../../sandbox/launch/cast.ts';
import { startPageServer } from '../../sandbox/launch/page-server.ts';
import { createSandboxX, type SandboxX } from '../../sandbox/x/server.ts';
import { INPUTS, input, option, plain, window } from './all-elements.ts';
import { openBrowser } from './browser.ts';
import { LocalSlack } from './local-slack.ts';

const WAIT_MS = 10_000;
const MANY = Array.from({ length: 14 }, (_, index) => option(`topic ${index + 1}`));

const row = (text: string, accessory: object): KnownBlock =>
  ({ type: 'section', block_id: text, text: plain(text), accessory }) as KnownBlock;
const CONTROLS: KnownBlock[] = [
  row('Queue', {
    type: 'overflow',
    action_id: 'menu',
    options: ['first', 'second'].map(option),
  }),
  row('Assign', { type: 'button', action_id: 'form', text: plain('Assign…') }),
  {
    type: 'actions',
    block_id: 'many',
    elements: [
      { type: 'users_select', action_id: 'who', placeholder: plain('Hand over to') },
      { type: 'multi_users_select', action_id: 'watchers', placeholder: plain('Watchers') },
      { type: 'checkboxes', action_id: 'boxes', options: ['red', 'blue'].map(option) },
      { type: 'timepicker', action_id: 'hour', placeholder: plain('Until') },
      {
        type: 'button',
        action_id: 'off',
        style: 'danger',
        text: plain('Take this off me'),
        confirm: {
          title: plain('Sure?'),
          text: plain('It goes back.'),
          confirm: plain('Yes'),
          deny: plain('No'),
        },
      },
    ],
  },
];
const OVER = window(
  [row('Another over it', { type: 'button', action_id: 'over', text: plain('Once more') })],
  {
    title: plain('Over it'),
  },
);

/** All inputs, one that is searched, and a button that lays a window over this one. */
const FORM: KnownBlock[] = [
  row('There is more', { type: 'button', action_id: 'over', text: plain('Show more') }),
  ...INPUTS.map((block) =>
    block.block_id === 'text' ? { ...block, hint: plain('A hint in grey.') } : block,
  ),
  input('topics', { type: 'multi_static_select', options: MANY } as never, { optional: true }),
];

/** The sandbox's page before a local Slack, with a small app of our own that shows every element. */
export class SlackPage {
  readonly local: LocalSlack;
  readonly page: Page;
  /** What the app heard: action_id and what was chosen, or a callback_id. */
  readonly heard: string[] = [];
  /** `state.values` of the forms that were sent; the first is refused. */
  readonly sent: ViewOutput['state']['values'][] = [];
  /** What the browser's console said against the page. */
  readonly complaints: string[] = [];
  readonly #x: SandboxX;
  readonly #server: { url: string; close(): void };
  readonly #browser: Browser;

  private constructor(
    local: LocalSlack,
    x: SandboxX,
    server: { url: string; close(): void },
    browser: Browser,
    page: Page,
  ) {
    this.local = local;
    this.#x = x;
    this.#server = server;
    this.#browser = browser;
    this.page = page;
    page.setDefaultTimeout(WAIT_MS);
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(error.message));
  }

  static async open(options: BrowserContextOptions): Promise<SlackPage> {
    const local = await LocalSlack.open('socket', {
      users: structuredClone(USERS),
      channels: CHANNELS,
      userGroups: structuredClone(GROUPS),
      shortcuts: [{ callbackId: 'use', name: 'Use as reply' }],
    });
    const x = await createSandboxX({ port: 0, clientId: 'c', clientSecret: 's', bearerToken: 'b' });
    const server = await startPageServer({
      port: 0,
      slackUrl: local.slack.url,
      xUrl: x.url,
      info: () => ({ people: PEOPLE, stopped: null }),
      onChange: () => () => undefined,
      restart: () => undefined,
    });
    const browser = await openBrowser();
    const page = await (await browser.newContext(options)).newPage();
    const scene = new SlackPage(local, x, server, browser, page);
    await scene.#listen();
    await local.client().chat.postMessage({ channel: CHANNELS[0]?.id ?? '', text: 'x', blocks: CONTROLS });
    await page.goto(server.url);
    return scene;
  }

  async #listen(): Promise<void> {
    const { app } = await this.local.start();
    const { views } = this.local.client();
    app.action<BlockAction>(/^/u, async ({ ack, action, body }) => {
      await ack();
      const {
        action_id: id,
        selected_option,
        selected_user,
        selected_users,
        selected_time,
        selected_options,
      } = action as never as Record<string, never>;
      const given = selected_option ?? selected_user ?? selected_users ?? selected_time ?? selected_options;
      this.heard.push(`${id} ${JSON.stringify(given ?? null)}`);
      const { trigger_id } = body;
      if (id === 'form') await views.open({ trigger_id, view: window([...FORM]) });
      if (id === 'over') await views.push({ trigger_id, view: OVER });
    });
    app.view('form', async ({ ack, view }) => {
      this.sent.push(view.state.values);
      const errors = { text: 'Say it in other words.' };
      await ack(this.sent.length === 1 ? { response_action: 'errors', errors } : undefined);
    });
    app.options<'block_suggestion'>('it', ({ ack, options }) =>
      ack({ options: [option(`${options.value}-1`)] }),
    );
    app.shortcut('use', async ({ ack, shortcut }) => {
      await ack();
      this.heard.push(shortcut.callback_id);
    });
    app.event('app_home_opened', async ({ event }) => {
      await views.publish({ user_id: event.user, view: { type: 'home', blocks: CONTROLS } });
    });
  }

  async close(): Promise<void> {
    await this.#browser.close();
    this.#server.close();
    await this.#x.close();
    await this.local.close();
  }
}
