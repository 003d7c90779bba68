import { apiMessage } from './api-message.ts';
import type { SandboxChannel, SandboxMessage } from './client-api.ts';
import { paged } from './paging.ts';
import { type Json, type MethodTable, ok, SlackRefusal, string } from './refusal.ts';
import type { Workspace } from './workspace.ts';

const READ = { scope: 'channels:read', directScope: 'im:read', privateScope: 'groups:read' };
const HISTORY = { scope: 'channels:history', directScope: 'im:history', privateScope: 'groups:history' };

/** Slack shows a private channel to nobody outside. */
function channelOf(workspace: Workspace, args: Json): SandboxChannel {
  const channel = workspace.channels.get(string(args.channel));
  if (!channel || (channel.private && channel.withBot === false)) throw new SlackRefusal('channel_not_found');
  return channel;
}

type InOrder = (messages: SandboxMessage[]) => SandboxMessage[];
const newestFirst: InOrder = (messages) => [...messages].reverse();
const oldestFirst: InOrder = (messages) => messages;

function history(
  workspace: Workspace,
  args: Json,
  inOrder: InOrder,
  wanted: (message: SandboxMessage) => boolean,
): Json {
  const id = string(args.channel);
  if (!id.startsWith('D') && channelOf(workspace, args).withBot === false)
    throw new SlackRefusal('not_in_channel');
  const oldest = Number(args.oldest ?? 0);
  const found = workspace.messages.filter(
    (message) =>
      message.channel === id &&
      message.ephemeralFor === null &&
      Number(message.ts) >= oldest &&
      wanted(message),
  );
  const metadata = args.include_all_metadata === true || args.include_all_metadata === 'true';
  const { page, ...more } = paged(inOrder(found), args);
  const next = (more.response_metadata as { next_cursor: string }).next_cursor;
  return ok({
    messages: page.map((message) => apiMessage(workspace, message, metadata)),
    has_more: next !== '',
    ...more,
  });
}

function apiChannel(channel: SandboxChannel): Json {
  return {
    id: channel.id,
    name: channel.name,
    is_channel: !channel.private,
    is_group: channel.private ?? false,
    is_private: channel.private ?? false,
    is_im: false,
    is_member: channel.withBot !== false,
    is_archived: false,
  };
}

export const CONVERSATION_METHODS: MethodTable = {
  'conversations.history': {
    ...HISTORY,
    run: (workspace, args) => history(workspace, args, newestFirst, (message) => message.threadTs === null),
  },
  'conversations.replies': {
    ...HISTORY,
    run: (workspace, args) =>
      history(
        workspace,
        args,
        oldestFirst,
        (message) => message.threadTs === args.ts || message.ts === args.ts,
      ),
  },
  'conversations.info': {
    ...READ,
    run: (workspace, args) => ok({ channel: apiChannel(channelOf(workspace, args)) }),
  },
  'conversations.list': {
    ...READ,
    run(workspace, args) {
      const all = [...workspace.channels.values()].filter(({ private: hidden }) => !hidden);
      const { page, ...more } = paged(all, args);
      return ok({ channels: page.map(apiChannel), ...more });
    },
  },
  'conversations.members': {
    ...READ,
    run(workspace, args) {
      const id = string(args.channel);
      const person = [...workspace.users.keys()].find((user) => id === `D${user.slice(1)}`);
      const members = person
        ? [person, workspace.bot.id]
        : workspace.membersOf(channelOf(workspace, args).id);
      const { page, ...more } = paged(members, args);
      return ok({ members: page, ...more });
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
};
