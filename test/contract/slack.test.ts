import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BlockAction, ButtonAction } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import manifest from '../../config/slack-manifest.json' with { type: 'json' };
import { createSandboxSlack, type SandboxSlack } from '../../sandbox/slack/server.ts';
import { createInteractiveClient } from '../../src/slack/clients.ts';
import { createNotifier } from '../../src/slack/notifier.ts';
import { createPeople } from '../../src/slack/people.ts';
import { createSlackApp, identify, type SlackApp } from '../../src/slack/slack-app.ts';
import { testClock } from '../support/clock.ts';
import { ADA, aUser, buttonOf, CHANNEL, GUEST, LEA, until } from '../support/desk.ts';
import { aPost, aReply, aThread } from '../support/samples.ts';
import { silentLog } from '../support/store.ts';

const LINKS = { postUrl: () => 'https://x.com/a/status/1', profileUrl: () => 'https://x.com/a' };
const SECRET = 'a-signing-secret';

let slack: SandboxSlack;
let app: SlackApp | null = null;
let server: Server | null = null;
afterEach(async () => {
  await app?.stop();
  app = null;
  await slack.close();
  server?.close();
  server = null;
});

async function openSlack(over: object = {}): Promise<void> {
  slack = await createSandboxSlack({
    port: 0,
    team: { id: 'T0', name: 'Care' },
    users: [aUser(ADA), aUser(GUEST, { guest: true }), aUser(LEA)],
    channels: [{ id: CHANNEL, name: 'care' }],
    userGroups: [{ id: 'S0LEADS', handle: 'leads', name: 'Leads', users: [LEA] }],
    botToken: 'xoxb-bot',
    appToken: 'xapp-app',
    signingSecret: SECRET,
    scopes: manifest.oauth_config.scopes.bot,
    burst: 100,
    ...over,
  });
}

const client = (token = 'xoxb-bot') =>
  createInteractiveClient({ token, apiUrl: slack.apiUrl, log: silentLog });
const notifier = () => createNotifier({ client: client(), links: LINKS });
const card = () => ({ thread: aThread(), brandName: 'Acme', brandHandle: 'acme', holderName: null });

async function startApp(mode: 'socket' | 'http'): Promise<SlackApp> {
  app = createSlackApp({
    botToken: 'xoxb-bot',
    appToken: mode === 'socket' ? 'xapp-app' : null,
    signingSecret: mode === 'http' ? SECRET : null,
    apiUrl: slack.apiUrl,
    workspace: await identify(client()),
    log: silentLog,
  });
  await app.start();
  return app;
}

/** A port that Slack sends to; the app answers there. */
async function startHttp(): Promise<{ eventsUrl: string; serve(app: SlackApp): void }> {
  let listener: SlackApp['requestListener'] = null;
  server = createServer((request, response) => listener?.(request, response));
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    eventsUrl: `http://127.0.0.1:${port}/slack/events`,
    serve: ({ requestListener }) => {
      listener = requestListener;
    },
  };
}

async function clickTakeIt() {
  const ts = await notifier().postCard('card:1', card());
  const message = slack.workspace.message(CHANNEL, ts);
  const button = message && buttonOf(message, 'take_it');
  if (!button) throw new Error('There is no Take it.');
  return slack.person.blockAction({ user: ADA, message: { channel: CHANNEL, ts }, ...button });
}

describe('Bolt', () => {
  it.each(['socket', 'http'] as const)('hears a click by %s and acknowledges it', async (mode) => {
    const http = mode === 'http' ? await startHttp() : null;
    await openSlack(http ? { eventsUrl: http.eventsUrl } : {});
    const started = await startApp(mode);
    http?.serve(started);
    const heard: string[] = [];
    started.app.action<BlockAction<ButtonAction>>('take_it', async ({ ack, action, body }) => {
      await ack();
      heard.push(`${body.user.id} ${action.value}`);
    });
    expect(await clickTakeIt()).toMatchObject({ ok: true });
    expect(heard).toEqual([`${ADA} x-1001`]);
    expect(started.problem()).toBeNull();
  });

  it('does not take a click that somebody else signed', async () => {
    const http = await startHttp();
    await openSlack({ eventsUrl: http.eventsUrl, signingSecret: 'another-secret' });
    const started = await startApp('http');
    http.serve(started);
    const heard: string[] = [];
    started.app.action('take_it', async ({ ack }) => {
      heard.push('heard');
      await ack();
    });
    expect(await clickTakeIt()).toMatchObject({ ok: false });
    expect(heard).toEqual([]);
  });

  it('comes back when Slack closes the socket', async () => {
    await openSlack();
    const started = await startApp('socket');
    slack.delivery.disconnect();
    await until(() => started.problem() === null && slack.delivery.connections() === 1);
  });

  it('refuses an app token that Slack does not know, in words', async () => {
    await openSlack({ appToken: 'xapp-another' });
    await expect(startApp('socket')).rejects.toMatchObject({
      code: 'slack-auth',
      sentence: expect.stringContaining('SLACK_APP_TOKEN'),
    });
  });
});

describe('the notifier', () => {
  it('posts a card and a note, changes them, and finds them by their key', async () => {
    await openSlack();
    const notify = notifier();
    const ts = await notify.postCard('card:1', card());
    const thread = aThread({ cardTs: ts, state: 'claimed', claimedBy: ADA, claimedAt: 5 });
    await notify.updateCard(ts, { ...card(), thread });
    const note = await notify.postNote('note:1', thread, {
      kind: 'reply',
      reply: aReply(),
      accountHandle: 'sam',
    });
    await notify.updateNote(note, thread, {
      kind: 'reply',
      reply: aReply({ state: 'refused', reason: 'no' }),
      accountHandle: 'sam',
    });
    expect(await notify.find('card:1', CHANNEL, null, 0)).toBe(ts);
    expect(await notify.find('note:1', CHANNEL, ts, 0)).toBe(note);
    expect(await notify.find('card:2', CHANNEL, null, 0)).toBeNull();
    expect(slack.workspace.message(CHANNEL, ts)).toMatchObject({ edited: true });
    expect(JSON.stringify(slack.workspace.message(CHANNEL, note)?.blocks)).toContain('Refused');
  });

  it('says when Slack wants it to wait, and how long', async () => {
    await openSlack({ burst: 1 });
    const notify = notifier();
    await notify.postCard('card:1', card());
    await expect(notify.postCard('card:2', card())).rejects.toMatchObject({
      code: 'slack-limited',
      retryAfterMs: 1_000,
    });
  });

  it('leaves a card alone that somebody deleted in Slack', async () => {
    await openSlack();
    const notify = notifier();
    const ts = await notify.postCard('card:1', card());
    const message = slack.workspace.message(CHANNEL, ts);
    if (message) slack.workspace.removeMessage(message);
    await notify.updateCard(ts, card());
  });

  it.each([
    [
      'a channel that is not there',
      'slack-refused',
      () => ({ ...card(), thread: aThread({ channel: 'C0NONE' }) }),
    ],
    [
      'a picture that Slack cannot take',
      'slack-refused',
      () => ({
        ...card(),
        thread: aThread({
          root: aPost({ text: 'ok', images: [{ url: `https://x.com/${'a'.repeat(3_000)}`, alt: 'a' }] }),
        }),
      }),
    ],
  ])('throws Slack’s refusal of %s', async (_what, code, view) => {
    await openSlack();
    await expect(notifier().postCard('card:1', view())).rejects.toMatchObject({ code });
  });

  it.each([
    ['away', () => slack.faults.arm({ method: '*', when: 'before', do: 'cut', times: 9 })],
    ['failing', () => slack.faults.arm({ method: '*', when: 'before', do: { status: 500 }, times: 9 })],
    ['silent', () => slack.faults.arm({ method: '*', when: 'after', do: 'hang', times: 9 })],
  ])('says that a Slack that is %s may be asked again later', async (_what, arm) => {
    await openSlack();
    arm();
    await expect(notifier().postCard('card:1', card())).rejects.toMatchObject({ code: 'slack-unavailable' });
  });
});

describe('people', () => {
  it('are employees, guests and leads as Slack says', async () => {
    await openSlack();
    const settings = { leads: ['S0LEADS'], ops: [], responders: 'everyone' } as const;
    const people = createPeople({ client: client(), settings, clock: testClock() });
    expect(await people.get(ADA)).toMatchObject({ employee: true });
    expect(await people.get(GUEST)).toMatchObject({ employee: false });
    expect([await people.isLead(LEA), await people.isLead(ADA)]).toEqual([true, false]);
  });

  it('are remembered while Slack is away', async () => {
    await openSlack();
    const clock = testClock();
    const settings = { leads: [], ops: [], responders: 'everyone' } as const;
    const people = createPeople({ client: client(), settings, clock });
    await people.get(ADA);
    slack.faults.down = true;
    clock.advance(3_600_000);
    expect(await people.get(ADA)).toMatchObject({ employee: true });
    await expect(people.get(LEA)).rejects.toMatchObject({ code: 'slack-unavailable' });
  });

  it('cannot be asked with a token that was revoked', async () => {
    await openSlack();
    slack.revoked.add('xoxb-bot');
    await expect(identify(client())).rejects.toMatchObject({
      code: 'slack-auth',
      sentence: expect.stringContaining('SLACK_BOT_TOKEN was revoked'),
    });
  });
});
