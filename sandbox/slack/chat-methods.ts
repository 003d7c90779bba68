import { apiMessage } from './api-message.ts';
import { blockProblems } from './block-kit.ts';
import type { SandboxMessage } from './client-api.ts';
import { type Json, type MethodTable, ok, SlackRefusal, string } from './refusal.ts';
import { named } from './surface.ts';
import type { Workspace } from './workspace.ts';

/** Only posting takes a person's id for their direct messages. */
function addresseeOf(workspace: Workspace, id: string): string {
  if (workspace.users.has(id)) return `D${id.slice(1)}`;
  if (id.startsWith('D')) return id;
  const channel = workspace.channels.get(id);
  if (!channel || (channel.private && channel.withBot === false)) throw new SlackRefusal('channel_not_found');
  if (channel.withBot === false) throw new SlackRefusal('not_in_channel');
  return id;
}

function checkedContent(workspace: Workspace, args: Json): { text: string; blocks: unknown[] } {
  const blocks = (args.blocks ?? []) as unknown[];
  const problems = blockProblems(blocks, 'message');
  if (problems.length > 0)
    throw new SlackRefusal('invalid_blocks', { response_metadata: { messages: problems } });
  const text = string(args.text);
  if (text === '' && blocks.length === 0) throw new SlackRefusal('no_text');
  if (text.length > 40_000) throw new SlackRefusal('msg_too_long');
  return { text, blocks: named(blocks, (prefix) => workspace.nextId(prefix)) };
}

function post(workspace: Workspace, args: Json): Json {
  const channel = addresseeOf(workspace, string(args.channel));
  const content = checkedContent(workspace, args);
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

function postEphemeral(workspace: Workspace, args: Json): Json {
  const channel = addresseeOf(workspace, string(args.channel));
  const user = string(args.user);
  const reads = channel.startsWith('D') || workspace.isMember(channel, user);
  if (!workspace.users.has(user) || !reads) throw new SlackRefusal('user_not_in_channel');
  const message = workspace.addMessage({
    channel,
    user: workspace.bot.id,
    ...checkedContent(workspace, args),
    threadTs: string(args.thread_ts) || null,
    ephemeralFor: user,
    metadata: null,
  });
  return ok({ message_ts: message.ts });
}

/** Ephemeral messages are in nobody's history. */
function existing(workspace: Workspace, channel: unknown, ts: unknown): SandboxMessage {
  const message = workspace.message(string(channel), string(ts));
  if (!message || message.ephemeralFor !== null) throw new SlackRefusal('message_not_found');
  return message;
}

function update(workspace: Workspace, args: Json): Json {
  const message = existing(workspace, args.channel, args.ts);
  if (message.user !== workspace.bot.id) throw new SlackRefusal('cant_update_message');
  // Left out, the message keeps what it had.
  const metadata = args.metadata === undefined ? {} : { metadata: args.metadata };
  Object.assign(message, checkedContent(workspace, args), metadata, { edited: true });
  workspace.changed();
  return ok({ channel: message.channel, ts: message.ts, text: message.text });
}

function remove(workspace: Workspace, args: Json): Json {
  const message = existing(workspace, args.channel, args.ts);
  if (message.user !== workspace.bot.id) throw new SlackRefusal('cant_delete_message');
  workspace.removeMessage(message);
  return ok({ channel: message.channel, ts: message.ts });
}

function permalink(workspace: Workspace, args: Json): Json {
  const { channel, ts, threadTs } = existing(workspace, args.channel, args.message_ts);
  const thread = threadTs === null ? '' : `?thread_ts=${threadTs}&cid=${channel}`;
  return ok({
    channel,
    permalink: `https://sandbox.slack.com/archives/${channel}/p${ts.replace('.', '')}${thread}`,
  });
}

export const CHAT_METHODS: MethodTable = {
  'chat.postMessage': { scope: 'chat:write', run: post },
  'chat.update': { scope: 'chat:write', run: update },
  'chat.delete': { scope: 'chat:write', run: remove },
  'chat.postEphemeral': { scope: 'chat:write', run: postEphemeral },
  'chat.getPermalink': { scope: null, run: permalink },
};
