import type { MessageShortcut } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import manifest from '../../config/slack-manifest.json' with { type: 'json' };
import { appOf } from '../../sandbox/slack/manifest.ts';
import type { SandboxSlackOptions } from '../../sandbox/slack/server.ts';
import { ADA, aUser, CHANNEL, GUEST, LEA } from '../support/desk.ts';
import { LocalSlack, MODES } from '../support/local-slack.ts';

let local: LocalSlack;
afterEach(() => local.close());

const EVENTS = [
  'app_home_opened',
  'message.channels',
  'message.im',
  'subteam_members_changed',
  'user_change',
  'member_joined_channel',
];
const SECRET = 'C0SECRET';
const OVER: Partial<SandboxSlackOptions> = {
  events: EVENTS,
  users: [
    aUser(ADA, { title: 'Field engineer', tz: 'America/Toronto', realName: 'Ada Field' }),
    aUser(GUEST, { guest: true }),
    aUser(LEA),
  ],
  channels: [
    { id: CHANNEL, name: 'care' },
    { id: SECRET, name: 'secret', withBot: false, members: [ADA] },
  ],
};

/** Our Bolt app, which keeps the events that it hears. */
async function started(over: Partial<SandboxSlackOptions> = {}) {
  local = await LocalSlack.open('socket', { ...OVER, ...over });
  const { app } = await local.start();
  const heard: Record<string, unknown>[] = [];
  app.event(/^/u, async ({ event }) => {
    heard.push(event as unknown as Record<string, unknown>);
  });
  return { client: local.client(), person: local.slack.person, heard };
}

describe('a person', () => {
  it('has a title, a time zone and a name, as Slack says them', async () => {
    const { client } = await started({ now: () => Date.parse('2026-07-01T00:00:00Z') });
    expect((await client.users.info({ user: ADA })).user).toMatchObject({
      real_name: 'Ada Field',
      tz: 'America/Toronto',
      tz_offset: -14_400,
      is_restricted: false,
      deleted: false,
      profile: { title: 'Field engineer', first_name: 'Ada', last_name: 'Field' },
    });
    expect((await client.users.info({ user: GUEST })).user).toMatchObject({
      is_restricted: true,
      tz_offset: 0,
    });
  });

  it('is there or away, as they say', async () => {
    const { client, person } = await started();
    const presence = async () => (await client.users.getPresence({ user: ADA })).presence;
    expect(await presence()).toBe('active');
    await person.setPresence({ user: ADA, presence: 'away' });
    expect(await presence()).toBe('away');
    await expect(client.users.getPresence({ user: 'U0NOBODY' })).rejects.toMatchObject({
      data: { error: 'user_not_found' },
    });
  });

  it('who changes is an event with all that Slack knows of them', async () => {
    const { person, heard } = await started();
    await person.changeProfile({ user: ADA, title: 'Retired', deleted: true });
    await expect
      .poll(() => heard)
      .toMatchObject([
        { type: 'user_change', user: { id: ADA, deleted: true, profile: { title: 'Retired' } } },
      ]);
  });

  it('who comes to a group or leaves it is an event, and the group has them', async () => {
    const { client, person, heard } = await started();
    await person.changeGroup({ group: 'S0LEADS', users: [ADA] });
    await expect
      .poll(() => heard)
      .toMatchObject([
        {
          type: 'subteam_members_changed',
          subteam_id: 'S0LEADS',
          team_id: 'T0',
          added_users: [ADA],
          added_users_count: 1,
          removed_users: [LEA],
          removed_users_count: 1,
        },
      ]);
    expect((await client.usergroups.users.list({ usergroup: 'S0LEADS' })).users).toEqual([ADA]);
  });
});

describe('a channel', () => {
  it('says who is in it, page by page', async () => {
    const { client, person } = await started();
    await person.changeMembers({ channel: CHANNEL, users: [ADA, LEA] });
    const first = await client.conversations.members({ channel: CHANNEL, limit: 2 });
    expect(first.members).toEqual([ADA, LEA]);
    const cursor = first.response_metadata?.next_cursor ?? '';
    const rest = await client.conversations.members({ channel: CHANNEL, limit: 2, cursor });
    expect(rest).toMatchObject({ members: ['U0FACCIA'], response_metadata: { next_cursor: '' } });
  });

  it('that the app was not invited to takes no message, and shows none', async () => {
    const { client, person, heard } = await started();
    await expect(client.chat.postMessage({ channel: SECRET, text: 'x' })).rejects.toMatchObject({
      data: { error: 'not_in_channel' },
    });
    await expect(client.conversations.history({ channel: SECRET })).rejects.toMatchObject({
      data: { error: 'not_in_channel' },
    });
    await person.message({ user: ADA, channel: SECRET, text: 'between us' });
    expect(local.slack.workspace.stateFor(LEA)?.messages).toEqual([]);
    await person.message({ user: ADA, channel: CHANNEL, text: 'for all' });
    await expect.poll(() => heard).toMatchObject([{ text: 'for all' }]);
  });

  it('whispers only to people who are in it', async () => {
    const { client, person } = await started();
    await person.changeMembers({ channel: CHANNEL, users: [ADA] });
    const whisper = (user: string) => client.chat.postEphemeral({ channel: CHANNEL, user, text: 'psst' });
    await expect(whisper(LEA)).rejects.toMatchObject({ data: { error: 'user_not_in_channel' } });
    await expect(whisper(ADA)).resolves.toMatchObject({ ok: true });
  });
});

describe('what people type', () => {
  it('is an event, in a channel, in a thread and in a direct message', async () => {
    const { client, person, heard } = await started();
    const { ts = '' } = await client.chat.postMessage({ channel: CHANNEL, text: 'a card' });
    await person.message({ user: ADA, channel: CHANNEL, text: 'a < b & @lea' });
    await person.message({ user: ADA, channel: CHANNEL, threadTs: ts, text: 'in the thread' });
    await person.message({ user: ADA, channel: 'D0ADA', text: 'to you' });
    const message = { type: 'message', user: ADA };
    await expect
      .poll(() => heard)
      .toMatchObject([
        { ...message, channel: CHANNEL, channel_type: 'channel', text: `a &lt; b &amp; <@${LEA}>` },
        { ...message, channel: CHANNEL, thread_ts: ts, parent_user_id: 'U0FACCIA' },
        { ...message, channel: 'D0ADA', channel_type: 'im', text: 'to you' },
      ]);
  });

  it.each([
    ['is not subscribed to', { events: ['app_home_opened'] }],
    ['may not be read', { scopes: ['chat:write', 'users:read'] }],
  ])('stays with Slack where it %s', async (_what, over) => {
    const { person, heard } = await started(over);
    await person.message({ user: ADA, channel: CHANNEL, text: 'unheard' });
    await person.message({ user: ADA, channel: 'D0ADA', text: 'unheard' });
    await person.openHome(ADA);
    await expect.poll(() => heard).toMatchObject([{ type: 'app_home_opened' }]);
  });

  it('after a command is escaped where the manifest says so', async () => {
    local = await LocalSlack.open('socket', { ...OVER, escaped: ['/care'] });
    const { app } = await local.start();
    const heard: string[] = [];
    app.command(/^/u, async ({ ack, command }) => {
      heard.push(command.text);
      await ack();
    });
    const say = (command: string) =>
      local.slack.person.command({ user: ADA, channel: CHANNEL, command, text: 'assign @lea #care' });
    await say('/care');
    await say('/other');
    expect(heard).toEqual([`assign <@${LEA}|lea> <#${CHANNEL}|care>`, 'assign @lea #care']);
  });
});

describe('a message', () => {
  it.each(MODES)('carries our entries in its menu, by %s', async (mode) => {
    local = await LocalSlack.open(mode, OVER);
    const { app } = await local.start(mode);
    const heard: MessageShortcut[] = [];
    app.shortcut<MessageShortcut>(
      { callback_id: 'use_as_reply', type: 'message_action' },
      async ({ ack, body }) => {
        await ack();
        heard.push(body);
      },
    );
    const client = local.client();
    const { ts = '' } = await client.chat.postMessage({ channel: CHANNEL, text: 'a card' });
    await local.slack.person.message({ user: LEA, channel: CHANNEL, threadTs: ts, text: 'say this' });
    const said = local.slack.workspace.messages.at(-1);
    const message = { channel: CHANNEL, ts: said?.ts ?? '' };
    const used = { user: ADA, message, callbackId: 'use_as_reply' };
    expect(await local.slack.person.shortcut(used)).toMatchObject({ ok: true });
    expect(heard).toMatchObject([
      {
        type: 'message_action',
        callback_id: 'use_as_reply',
        message_ts: said?.ts,
        channel: { id: CHANNEL, name: 'care' },
        user: { id: ADA },
        message: { user: LEA, text: 'say this', thread_ts: ts },
        response_url: expect.stringContaining('/response/'),
      },
    ]);
    expect(local.slack.workspace.spendTrigger(heard[0]?.trigger_id ?? '')).toMatchObject({ user: ADA });
  });

  it('has an address, and is gone when the app deletes its own', async () => {
    const { client, person } = await started();
    const { ts = '' } = await client.chat.postMessage({ channel: CHANNEL, text: 'x' });
    const { permalink } = await client.chat.getPermalink({ channel: CHANNEL, message_ts: ts });
    expect(permalink).toBe(`https://sandbox.slack.com/archives/${CHANNEL}/p${ts.replace('.', '')}`);
    await client.chat.delete({ channel: CHANNEL, ts });
    await expect(client.chat.getPermalink({ channel: CHANNEL, message_ts: ts })).rejects.toMatchObject({
      data: { error: 'message_not_found' },
    });
    await person.message({ user: ADA, channel: CHANNEL, text: 'mine' });
    const mine = local.slack.workspace.messages.at(-1)?.ts ?? '';
    await expect(client.chat.delete({ channel: CHANNEL, ts: mine })).rejects.toMatchObject({
      data: { error: 'cant_delete_message' },
    });
  });

  it('in a thread comes after what it answers', async () => {
    const { client } = await started();
    const { ts = '' } = await client.chat.postMessage({ channel: CHANNEL, text: 'first' });
    for (const text of ['second', 'third'])
      await client.chat.postMessage({ channel: CHANNEL, thread_ts: ts, text });
    const { messages } = await client.conversations.replies({ channel: CHANNEL, ts });
    expect(messages?.map(({ text }) => text)).toEqual(['first', 'second', 'third']);
  });
});

describe('a method', () => {
  it.each([
    ['users.getPresence', { user: ADA }, 'users:read'],
    ['users.info', { user: ADA }, 'users:read'],
    ['conversations.members', { channel: CHANNEL }, 'channels:read'],
    ['conversations.history', { channel: CHANNEL }, 'channels:history'],
    ['conversations.history', { channel: 'D0ADA' }, 'im:history'],
    ['conversations.open', { users: ADA }, 'im:write'],
    ['usergroups.users.list', { usergroup: 'S0LEADS' }, 'usergroups:read'],
    ['chat.delete', { channel: CHANNEL, ts: '1' }, 'chat:write'],
  ])('%s %o needs %s', async (method, args, needed) => {
    const scopes = manifest.oauth_config.scopes.bot.filter((scope) => scope !== needed);
    local = await LocalSlack.open('socket', { ...OVER, scopes });
    await expect(local.client().apiCall(method, args)).rejects.toMatchObject({
      data: { error: 'missing_scope', needed },
    });
  });

  it('and an event are what the manifest asks for', () => {
    const app = appOf({
      oauth_config: { scopes: { bot: ['commands'] } },
      features: {
        slash_commands: [{ command: '/care', should_escape: true }],
        shortcuts: [
          { name: 'Use as reply', type: 'message', callback_id: 'use' },
          { name: 'Anywhere', type: 'global', callback_id: 'any' },
        ],
      },
      settings: { event_subscriptions: { bot_events: ['user_change'] } },
    });
    expect(app).toEqual({
      scopes: ['commands'],
      events: ['user_change'],
      shortcuts: [{ callbackId: 'use', name: 'Use as reply' }],
      escaped: ['/care'],
    });
  });
});
