import { blockProblems } from './block-kit.ts';
import type { SandboxMessage } from './client-api.ts';
import { filesInfo } from './files.ts';
import { type Json, type Method, ok, SlackRefusal, string } from './refusal.ts';
import { openView, publishHome, updateView } from './views.ts';
import type { Workspace } from './workspace.ts';

function channelOf(workspace: Workspace, id: string): string {
  if (workspace.channels.has(id) || id.startsWith('D')) return id;
  throw new SlackRefusal('channel_not_found');
}

/** Only posting takes a person's id for their direct messages. */
function addresseeOf(workspace: Workspace, id: string): string {
  return workspace.users.has(id) ? `D${id.slice(1)}` : channelOf(workspace, id);
}

function checkedContent(args: Json): { text: string; blocks: unknown[] } {
  const blocks = (args.blocks ?? []) as unknown[];
  const problems = blockProblems(blocks, 'message');
  if (problems.length > 0)
    throw new SlackRefusal('invalid_blocks', { response_metadata: { messages: problems } });
  const text = string(args.text);
  if (text === '' && blocks.length === 0) throw new SlackRefusal('no_text');
  if (text.length > 40_000) throw new SlackRefusal('msg_too_long');
  return { text, blocks };
}

function apiMessage(workspace: Workspace, message: SandboxMessage, metadata: boolean): Json {
  return {
    type: 'message',
    user: message.user,
    ...(message.user === workspace.bot.id
      ? { bot_id: workspace.bot.botId, app_id: workspace.bot.appId }
      : {}),
    text: message.text,
    blocks: message.blocks,
    ts: message.ts,
    ...(message.threadTs === null ? {} : { thread_ts: message.threadTs }),
    ...(metadata && message.metadata ? { metadata: message.metadata } : {}),
  };
}

function post(workspace: Workspace, args: Json): Json {
  const channel = addresseeOf(workspace, string(args.channel));
  const content = checkedContent(args);
  const threadTs = string(args.thread_ts) || null;
  if (threadTs !== null && !workspace.message(channel, threadTs)) throw new SlackRefusal('thread_not_found');
  const message = workspace.addMessage({
    channel,
    user: workspace.bot.id,
    ...content,
    threadTs,
    ephemeralFor: null,
    metadata: args.metadata ?? null,
  });
  return ok({ channel, ts: message.ts, message: apiMessage(workspace, message, true) });
}

function update(workspace: Workspace, args: Json): Json {
  const message = workspace.message(string(args.channel), string(args.ts));
  if (!message || message.ephemeralFor !== null) throw new SlackRefusal('message_not_found');
  if (message.user !== workspace.bot.id) throw new SlackRefusal('cant_update_message');
  Object.assign(message, checkedContent(args), { edited: true });
  workspace.changed();
  return ok({ channel: message.channel, ts: message.ts, text: message.text });
}

function history(workspace: Workspace, args: Json, wanted: (message: SandboxMessage) => boolean): Json {
  const channel = channelOf(workspace, string(args.channel));
  const oldest = Number(args.oldest ?? 0);
  const found = workspace.messages.filter(
    (message) =>
      message.channel === channel &&
      message.ephemeralFor === null &&
      Number(message.ts) >= oldest &&
      wanted(message),
  );
  const from = Number(args.cursor || 0);
  const size = Number(args.limit ?? 100);
  const more = from + size < found.length;
  const metadata = args.include_all_metadata === true || args.include_all_metadata === 'true';
  const messages = [...found]
    .reverse()
    .slice(from, from + size)
    .map((message) => apiMessage(workspace, message, metadata));
  return ok({
    messages,
    has_more: more,
    response_metadata: { next_cursor: more ? String(from + size) : '' },
  });
}

function user(workspace: Workspace, args: Json): Json {
  const found = workspace.users.get(string(args.user));
  if (!found) throw new SlackRefusal('user_not_found');
  const profile = {
    real_name: found.realName,
    display_name: found.name,
    first_name: found.realName.split(' ')[0],
    image_72: found.avatar,
  };
  return ok({
    user: {
      id: found.id,
      team_id: workspace.team.id,
      name: found.name,
      real_name: found.realName,
      deleted: false,
      is_bot: false,
      is_restricted: found.guest,
      is_ultra_restricted: false,
      profile,
    },
  });
}

/** Each method with the scope that it needs; `directScope`: in direct messages another one. */
export const METHODS: Record<string, { scope: string | null; directScope?: string; run: Method }> = {
  'api.test': { scope: null, run: () => ok() },
  'auth.test': {
    scope: null,
    run: (workspace) =>
      ok({
        url: 'https://sandbox.slack.com/',
        team: workspace.team.name,
        user: 'faccia',
        team_id: workspace.team.id,
        user_id: workspace.bot.id,
        bot_id: workspace.bot.botId,
        is_enterprise_install: false,
      }),
  },
  'chat.postMessage': { scope: 'chat:write', run: post },
  'chat.update': { scope: 'chat:write', run: update },
  'chat.delete': {
    scope: 'chat:write',
    run(workspace, args) {
      const message = workspace.message(string(args.channel), string(args.ts));
      if (!message) throw new SlackRefusal('message_not_found');
      workspace.removeMessage(message);
      return ok({ ts: message.ts });
    },
  },
  'chat.postEphemeral': {
    scope: 'chat:write',
    run(workspace, args) {
      const channel = addresseeOf(workspace, string(args.channel));
      if (!workspace.users.has(string(args.user))) throw new SlackRefusal('user_not_in_channel');
      const message = workspace.addMessage({
        channel,
        user: workspace.bot.id,
        ...checkedContent(args),
        threadTs: string(args.thread_ts) || null,
        ephemeralFor: string(args.user),
        metadata: null,
      });
      return ok({ message_ts: message.ts });
    },
  },
  'conversations.history': {
    scope: 'channels:history',
    directScope: 'im:history',
    run: (workspace, args) => history(workspace, args, (message) => message.threadTs === null),
  },
  'conversations.replies': {
    scope: 'channels:history',
    directScope: 'im:history',
    run: (workspace, args) =>
      history(workspace, args, (message) => message.threadTs === args.ts || message.ts === args.ts),
  },
  'conversations.info': {
    scope: 'channels:read',
    run(workspace, args) {
      const channel = workspace.channels.get(string(args.channel));
      if (!channel) throw new SlackRefusal('channel_not_found');
      return ok({
        channel: {
          id: channel.id,
          name: channel.name,
          is_channel: true,
          is_member: true,
          is_archived: false,
        },
      });
    },
  },
  'conversations.open': {
    scope: 'im:write',
    run(workspace, args) {
      const person = string(args.users);
      if (!workspace.users.has(person)) throw new SlackRefusal('user_not_found');
      return ok({ channel: { id: `D${person.slice(1)}` } });
    },
  },
  'files.info': { scope: 'files:read', run: filesInfo },
  'users.info': { scope: 'users:read', run: user },
  'usergroups.users.list': {
    scope: 'usergroups:read',
    run(workspace, args) {
      const group = workspace.groups.get(string(args.usergroup));
      if (!group) throw new SlackRefusal('no_such_subteam');
      return ok({ users: group.users });
    },
  },
  'usergroups.list': {
    scope: 'usergroups:read',
    run: (workspace) =>
      ok({
        usergroups: [...workspace.groups.values()].map(({ id, handle, name }) => ({ id, handle, name })),
      }),
  },
  'views.open': { scope: null, run: openView },
  'views.update': { scope: null, run: updateView },
  'views.publish': { scope: null, run: publishHome },
};
