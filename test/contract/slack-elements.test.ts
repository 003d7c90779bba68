import type { BlockAction } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { afterEach, describe, expect, it } from 'vitest';
import { blockProblems } from '../../sandbox/slack/block-kit.ts';
import { INPUTS, input, option, plain, window } from '../support/all-elements.ts';
import { ADA, CHANNEL, LEA } from '../support/desk.ts';
import { DeskHands } from '../support/desk-hands.ts';
import { LocalSlack } from '../support/local-slack.ts';

let local: LocalSlack;
afterEach(() => local.close());

/** A local Slack with our Bolt app, which keeps what it hears. */
async function started() {
  local = await LocalSlack.open();
  const { app } = await local.start();
  const heard: BlockAction[] = [];
  const sent: unknown[] = [];
  app.action<BlockAction>(/^/u, async ({ ack, body }) => {
    await ack();
    heard.push(body);
  });
  app.view('form', async ({ ack, view }) => {
    await ack();
    sent.push(view.state.values);
  });
  app.options<'block_suggestion'>('it', async ({ ack, options }) => {
    await ack({ options: [option(`${options.value}-1`), option(`${options.value}-2`)] });
  });
  const hands = new DeskHands(local.slack);
  const open = (blocks: KnownBlock[]) =>
    hands.openWindow(ADA, () =>
      local.client().views.open({ trigger_id: local.slack.workspace.trigger(ADA), view: window(blocks) }),
    );
  return { hands, heard, sent, open };
}

const shown = (value: string) => ({ text: plain(`The ${value}`), value });

describe('a window', () => {
  it('with nothing filled in is refused by Slack itself, and the app hears nothing', async () => {
    const { hands, sent, open } = await started();
    const { id } = await open(INPUTS);
    const answer = await hands.submitWindow(ADA, id);
    expect(Object.keys(answer.errors ?? {})).toEqual(['text', 'colour', 'person', 'radio']);
    expect(sent).toEqual([]);
  });

  it('says what stands in each element as Slack does', async () => {
    const { hands, sent, open } = await started();
    const { id } = await open(INPUTS);
    await local.slack.person.suggest({ user: ADA, viewId: id, blockId: 'found', actionId: 'it', value: 'x' });
    const given = {
      text: 'Three words\nand more',
      url: 'https://acme.com/a',
      email: 'a@acme.com',
      number: '7',
      colour: 'blue',
      colours: ['red', 'green'],
      found: 'x-2',
      person: LEA,
      people: [ADA, LEA],
      room: CHANNEL,
      rooms: [CHANNEL],
      boxes: ['green'],
      radio: 'red',
      time: '07:30',
      date: '2026-12-01',
    };
    const values = Object.fromEntries(Object.entries(given).map(([block, value]) => [block, { it: value }]));
    expect(await hands.submitWindow(ADA, id, values)).toMatchObject({ ok: true, closed: true });
    expect(sent).toEqual([
      {
        text: { it: { type: 'plain_text_input', value: given.text } },
        url: { it: { type: 'url_text_input', value: given.url } },
        email: { it: { type: 'email_text_input', value: given.email } },
        number: { it: { type: 'number_input', value: '7' } },
        colour: { it: { type: 'static_select', selected_option: shown('blue') } },
        colours: { it: { type: 'multi_static_select', selected_options: [shown('red'), shown('green')] } },
        found: { it: { type: 'external_select', selected_option: shown('x-2') } },
        person: { it: { type: 'users_select', selected_user: LEA } },
        people: { it: { type: 'multi_users_select', selected_users: [ADA, LEA] } },
        room: { it: { type: 'conversations_select', selected_conversation: CHANNEL } },
        rooms: { it: { type: 'multi_conversations_select', selected_conversations: [CHANNEL] } },
        boxes: { it: { type: 'checkboxes', selected_options: [shown('green')] } },
        radio: { it: { type: 'radio_buttons', selected_option: shown('red') } },
        time: { it: { type: 'timepicker', selected_time: '07:30' } },
        date: { it: { type: 'datepicker', selected_date: '2026-12-01' } },
      },
    ]);
  });

  it('says null or nothing where nothing stands', async () => {
    const { hands, sent, open } = await started();
    const { id } = await open(INPUTS.map((block) => ({ ...block, optional: true })));
    await hands.submitWindow(ADA, id);
    const values = Object.values(sent[0] as Record<string, { it: Record<string, unknown> }>);
    const said = values.map(({ it: { type, ...rest } }) => `${type} ${JSON.stringify(rest)}`);
    expect(said).toContain('plain_text_input {"value":null}');
    expect(said).toContain('static_select {"selected_option":null}');
    expect(said).toContain('multi_static_select {"selected_options":[]}');
    expect(said).toContain('multi_users_select {"selected_users":[]}');
    expect(said).toContain('checkboxes {"selected_options":[]}');
    expect(said).toContain('timepicker {"selected_time":null}');
  });

  it('begins with what the app put into it', async () => {
    const { hands, sent, open } = await started();
    const { id } = await open([
      input('text', { type: 'plain_text_input', initial_value: 'as it was' } as never),
      input('people', { type: 'multi_users_select', initial_users: [LEA] } as never),
      input('colour', {
        type: 'radio_buttons',
        options: ['red', 'blue'].map(option),
        initial_option: option('blue'),
      } as never),
      input('time', { type: 'timepicker', initial_time: '09:15' } as never),
    ]);
    await hands.submitWindow(ADA, id, { text: { it: 'as it is' } });
    expect(sent).toMatchObject([
      {
        text: { it: { value: 'as it is' } },
        people: { it: { selected_users: [LEA] } },
        colour: { it: { selected_option: { value: 'blue' } } },
        time: { it: { selected_time: '09:15' } },
      },
    ]);
  });

  it.each([
    ['text', 'ab', 'at least 3'],
    ['text', 'x'.repeat(201), 'no more than 200'],
    ['email', 'nobody', 'email'],
    ['url', 'acme.com', 'URL'],
    ['number', '1.5', 'whole number'],
    ['number', '0', 'at least 1'],
    ['number', '10', 'at most 9'],
  ])('does not take %s "%s"', async (block, value, why) => {
    const { hands, open } = await started();
    const { id } = await open(INPUTS.filter(({ block_id }) => block_id === block));
    const answer = await hands.submitWindow(ADA, id, { [block]: { it: value } });
    expect(answer.errors).toEqual({ [block]: expect.stringContaining(why) });
  });

  it('keeps what was typed while the app changes it, where the names stay', async () => {
    const { hands, sent, open } = await started();
    const { id } = await open([
      input('text', { type: 'plain_text_input' } as never, { dispatch_action: true }),
    ]);
    await hands.press(ADA, id, 'it', 'half a sentence');
    const again = [
      input('text', { type: 'plain_text_input' } as never),
      input('other', { type: 'plain_text_input' } as never, { optional: true }),
    ];
    await local.client().views.update({ view_id: id, view: window(again) });
    await hands.submitWindow(ADA, id);
    expect(sent).toMatchObject([
      { text: { it: { value: 'half a sentence' } }, other: { it: { value: null } } },
    ]);
  });
});

const CONTROLS: KnownBlock[] = [
  {
    type: 'section',
    block_id: 'one',
    text: plain('With a menu'),
    accessory: { type: 'overflow', action_id: 'menu', options: ['first', 'second'].map(option) },
  },
  {
    type: 'actions',
    block_id: 'many',
    elements: [
      { type: 'button', action_id: 'go', text: plain('Go'), value: 'there' },
      { type: 'users_select', action_id: 'who', placeholder: plain('Who') },
      { type: 'static_select', action_id: 'what', options: ['red', 'blue'].map(option) },
      { type: 'checkboxes', action_id: 'boxes', options: ['red', 'blue'].map(option) },
      { type: 'radio_buttons', action_id: 'radio', options: ['red', 'blue'].map(option) },
      { type: 'datepicker', action_id: 'day' },
      { type: 'timepicker', action_id: 'hour' },
      { type: 'multi_users_select', action_id: 'all', placeholder: plain('All') },
    ],
  },
];

const PRESSES = [
  ['menu', 'second', { type: 'overflow', block_id: 'one', selected_option: shown('second') }],
  ['go', undefined, { type: 'button', block_id: 'many', value: 'there', text: plain('Go') }],
  ['who', LEA, { type: 'users_select', selected_user: LEA, placeholder: plain('Who') }],
  ['what', 'blue', { type: 'static_select', selected_option: shown('blue') }],
  ['boxes', ['red', 'blue'], { type: 'checkboxes', selected_options: [shown('red'), shown('blue')] }],
  ['radio', 'red', { type: 'radio_buttons', selected_option: shown('red') }],
  ['day', '2026-12-01', { type: 'datepicker', selected_date: '2026-12-01' }],
  ['hour', '18:00', { type: 'timepicker', selected_time: '18:00' }],
  ['all', [ADA, LEA], { type: 'multi_users_select', selected_users: [ADA, LEA] }],
] as const;

describe('an element', () => {
  it('in a message says what was done with it, where, and what stands in the others', async () => {
    const { hands, heard } = await started();
    const { ts = '' } = await local
      .client()
      .chat.postMessage({ channel: CHANNEL, text: 'x', blocks: CONTROLS });
    const message = local.slack.workspace.message(CHANNEL, ts);
    if (!message) throw new Error('no message');
    for (const [action, value] of PRESSES) await hands.press(ADA, message, action, value);
    expect(heard.map(({ actions: [action] }) => action)).toMatchObject(PRESSES.map(([, , said]) => said));
    expect(heard.at(-1)).toMatchObject({
      container: { type: 'message', message_ts: ts, channel_id: CHANNEL, is_ephemeral: false },
      channel: { id: CHANNEL, name: 'care' },
      message: { ts, bot_id: 'B0FACCIA' },
      state: { values: { many: { who: { selected_user: LEA }, day: { selected_date: '2026-12-01' } } } },
      response_url: expect.stringContaining('/response/'),
    });
  });

  it('in a home carries the view and no channel', async () => {
    const { hands, heard } = await started();
    await local.client().views.publish({ user_id: ADA, view: { type: 'home', blocks: CONTROLS } });
    const first = local.slack.workspace.homes.get(ADA);
    for (const [action, value] of PRESSES) await hands.press(ADA, 'home', action, value);
    expect(heard.map(({ actions: [action] }) => action)).toMatchObject(PRESSES.map(([, , said]) => said));
    const last = heard.at(-1);
    expect(last).toMatchObject({
      container: { type: 'view', view_id: first?.id },
      view: { type: 'home', state: { values: { many: { what: { selected_option: shown('blue') } } } } },
    });
    expect(last).not.toHaveProperty('channel');
    expect(last).not.toHaveProperty('message');
    await local.client().views.publish({ user_id: ADA, view: { type: 'home', blocks: CONTROLS } });
    expect(local.slack.workspace.homes.get(ADA)).toMatchObject({ id: first?.id });
  });

  it('offers no more than its options', async () => {
    const { hands, heard } = await started();
    await local.client().views.publish({ user_id: ADA, view: { type: 'home', blocks: CONTROLS } });
    expect(await hands.press(ADA, 'home', 'what', 'yellow')).toMatchObject({ ok: false });
    expect(await hands.press(ADA, 'home', 'who', [ADA, LEA])).toMatchObject({ ok: false });
    expect(heard).toEqual([]);
  });

  it('whose options the app knows asks for them, with what is searched', async () => {
    const { hands, open } = await started();
    const { id } = await open([input('found', { type: 'external_select', min_query_length: 2 } as never)]);
    const at = { user: ADA, viewId: id, blockId: 'found', actionId: 'it' };
    expect(await local.slack.person.suggest({ ...at, value: 'a' })).toMatchObject({ groups: [] });
    expect(await local.slack.person.suggest({ ...at, value: 'ab' })).toMatchObject({
      ok: true,
      groups: [{ label: null, options: [shown('ab-1'), shown('ab-2')] }],
    });
    expect(await hands.press(ADA, id, 'it', 'ab-3')).toMatchObject({ ok: false });
  });
});

const problems = (element: object) =>
  blockProblems([{ type: 'actions', elements: [{ action_id: 'a', ...element }] }], 'view');

describe('Slack refuses', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => option(`n${index}`));

  it.each([
    ['an overflow menu of six', { type: 'overflow', options: many(6) }],
    ['eleven checkboxes', { type: 'checkboxes', options: many(11) }],
    ['101 options', { type: 'static_select', options: many(101) }],
    ['no option', { type: 'static_select', options: [] }],
    ['one value twice', { type: 'static_select', options: [option('a'), option('a')] }],
    [
      'a start that is no option',
      { type: 'radio_buttons', options: many(2), initial_option: option('other') },
    ],
    ['a time that is none', { type: 'timepicker', initial_time: '9:00' }],
    ['a date that is none', { type: 'datepicker', initial_date: '1.12.2026' }],
    ['markup in a button', { type: 'button', text: { type: 'mrkdwn', text: '*Go*' } }],
    ['a text input among buttons', { type: 'plain_text_input' }],
    ['an element that is none', { type: 'slider' }],
  ])('%s', async (_what, element) => {
    local = await LocalSlack.open();
    expect(problems(element)).toHaveLength(1);
    await expect(
      local.client().chat.postMessage({
        channel: CHANNEL,
        text: 'x',
        blocks: [{ type: 'actions', elements: [{ action_id: 'a', ...element }] }] as never,
      }),
    ).rejects.toMatchObject({ data: { error: 'invalid_blocks' } });
  });
});
