import type { BlockAction } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import { homeView } from '../../src/slack/home.ts';
import { createModals } from '../../src/slack/modals.ts';
import { testClock } from '../support/clock.ts';
import { ADA, CHANNEL } from '../support/desk.ts';
import { LINKS, LocalSlack, MODES, SIGNING_SECRET } from '../support/local-slack.ts';
import { measureText } from '../support/measure-text.ts';
import { aBrand, anAccount, aThread, aWordRules } from '../support/samples.ts';

let local: LocalSlack;
afterEach(() => local.close());

const modals = () =>
  createModals({
    client: local.client(),
    links: LINKS,
    measure: measureText,
    rules: null,
    takesFiles: true,
    altText: 'required',
  });
const replyView = (text = '') =>
  modals().replyView(
    {
      thread: aThread(),
      brand: aBrand(),
      account: anAccount(),
      person: { firstName: 'Sam' },
      steps: ['introduce', 'brand'],
      verdicts: [
        { step: 'introduce', why: 'They wrote to the brand.', open: true, ground: 'introduced' },
        { step: 'brand', why: 'As the brand.', open: true, ground: 'summoned' },
      ],
      words: aWordRules(),
    },
    text,
    null,
  );
const openViews = () => [...local.slack.workspace.views.values()];
const triggerOf = () => local.slack.workspace.trigger(ADA);

describe.each(MODES)('a window by %s', (mode) => {
  it('opens for a click, says what is wrong, and closes when all is right', async () => {
    local = await LocalSlack.open(mode);
    const { app } = await local.start(mode);
    app.action<BlockAction>('take_it', async ({ ack, body }) => {
      await ack();
      await modals().openView(body.trigger_id, replyView());
    });
    const heard: string[] = [];
    app.view('reply_submit', async ({ ack, view }) => {
      const text = view.state.values.reply_text?.text?.value ?? '';
      heard.push(text);
      if (text === 'No') await ack({ response_action: 'errors', errors: { reply_text: 'Write more.' } });
      else await ack();
    });
    await local.clickTakeIt();
    await expect.poll(openViews).toHaveLength(1);
    const [{ id, user } = { id: '', user: '' }] = openViews();
    expect(user).toBe(ADA);
    const submit = (text: string) =>
      local.slack.person.submitView({ user: ADA, viewId: id, state: { reply_text: { text } } });
    expect(await submit('')).toMatchObject({
      closed: false,
      errors: { reply_text: expect.stringContaining('required') },
    });
    expect(await submit('No')).toMatchObject({ closed: false, errors: { reply_text: 'Write more.' } });
    expect(await submit('On it')).toMatchObject({ ok: true, closed: true });
    expect(openViews()).toEqual([]);
    // Slack itself does not let an empty field pass.
    expect(heard).toEqual(['No', 'On it']);
  });

  it('is not needed for a command that answers in words', async () => {
    local = await LocalSlack.open(mode);
    const { app } = await local.start(mode);
    app.command('/care', async ({ ack, command }) => {
      await ack(`You said "${command.text}".`);
    });
    await local.slack.person.command({ user: ADA, channel: CHANNEL, command: '/care', text: 'me' });
    expect(local.slack.workspace.messages).toMatchObject([
      { text: 'You said "me".', ephemeralFor: ADA, channel: CHANNEL },
    ]);
  });
});

describe('a window', () => {
  it('opens once for one click', async () => {
    local = await LocalSlack.open();
    const trigger = triggerOf();
    await modals().openView(trigger, replyView());
    await expect(modals().openView(trigger, replyView())).rejects.toMatchObject({
      code: 'slack-refused',
      slackCode: 'exchanged_trigger_id',
      sentence: expect.stringContaining('Press the button again'),
    });
    expect(openViews()).toHaveLength(1);
  });

  it('does not open more than 3 seconds after its click', async () => {
    const clock = testClock();
    local = await LocalSlack.open('socket', { now: clock.now });
    const trigger = triggerOf();
    clock.advance(3_001);
    await expect(modals().openView(trigger, replyView())).rejects.toMatchObject({
      slackCode: 'expired_trigger_id',
      sentence: expect.stringContaining('3 seconds'),
    });
  });

  it('changes while it is open, and is refused afterwards', async () => {
    local = await LocalSlack.open();
    await modals().openView(triggerOf(), replyView());
    const id = openViews()[0]?.id ?? '';
    await modals().updateView(id, replyView('see acme.com'));
    expect(JSON.stringify(openViews()[0]?.view.blocks)).toContain('costs *$0.20* instead of $0.015');
    await local.slack.person.closeView({ user: ADA, viewId: id });
    await expect(modals().updateView(id, replyView())).rejects.toMatchObject({ slackCode: 'not_found' });
  });

  it('that breaks the limits is refused by Slack, not shown', async () => {
    local = await LocalSlack.open();
    const view = { ...replyView(), title: { type: 'plain_text' as const, text: 'x'.repeat(25) } };
    await expect(modals().openView(triggerOf(), view)).rejects.toMatchObject({
      slackCode: 'invalid_arguments',
    });
    expect(openViews()).toEqual([]);
  });

  it('on the home page is published for one person', async () => {
    local = await LocalSlack.open();
    await modals().publishHome(
      ADA,
      homeView(
        { account: anAccount(), held: { threads: [aThread()], total: 1 } },
        { workspaceUrl: null, now: Date.now() },
      ),
    );
    expect(local.slack.workspace.stateFor(ADA)?.home?.type).toBe('home');
  });
});

describe('a request to us', () => {
  it('that is larger than anything Slack sends is not read to its end', async () => {
    local = await LocalSlack.open('http');
    await local.start('http');
    const send = (bytes: number) =>
      fetch(local.eventsUrl, { method: 'POST', body: 'a'.repeat(bytes) }).then(({ status }) => status);
    expect(await send(250_000)).toBe(401);
    expect([400, 413]).toContain(await send(1_000_001));
  });

  it('that Slack signed more than five minutes ago is not taken', async () => {
    const clock = testClock(Date.now() - 360_000);
    local = await LocalSlack.open('http', { now: clock.now });
    const { app } = await local.start('http');
    const heard: string[] = [];
    app.action('take_it', async ({ ack }) => {
      heard.push('heard');
      await ack();
    });
    expect(await local.clickTakeIt()).toMatchObject({ ok: false });
    expect(heard).toEqual([]);
  });

  it.each([
    ['has no signature', {}],
    ['has a signature of its own making', { 'x-slack-signature': `v0=${'0'.repeat(64)}` }],
    ['carries the secret itself', { 'x-slack-signature': SIGNING_SECRET }],
  ])('that %s is not taken', async (_what, headers) => {
    local = await LocalSlack.open('http');
    await local.start('http');
    const answer = await fetch(local.eventsUrl, {
      method: 'POST',
      headers: new Headers({
        'content-type': 'application/json',
        'x-slack-request-timestamp': String(Math.floor(Date.now() / 1000)),
        ...headers,
      }),
      body: '{"type": "event_callback"}',
    });
    expect(answer.status).toBe(401);
  });
});
