import type { Place, SandboxMessage } from './client-api.ts';
import type { Json } from './refusal.ts';
import { stateOf } from './surface.ts';
import { apiView } from './views.ts';
import type { OpenView, Workspace } from './workspace.ts';

/** What every payload of a person's act carries. */
export function base(workspace: Workspace, type: string, user: string): Json {
  return {
    type,
    user: {
      id: user,
      username: workspace.users.get(user)?.name ?? user,
      name: workspace.users.get(user)?.name ?? user,
      team_id: workspace.team.id,
    },
    api_app_id: workspace.bot.appId,
    token: 'verification',
    team: { id: workspace.team.id, domain: 'sandbox' },
    enterprise: null,
    is_enterprise_install: false,
  };
}

export type Surface = { message: SandboxMessage } | { view: OpenView };

/** The message or view of this name. Null: it is gone. */
export function surfaceAt(workspace: Workspace, { message: at, viewId }: Place): Surface | null {
  if (at) {
    const message = workspace.message(at.channel, at.ts);
    return message ? { message } : null;
  }
  const home = [...workspace.homes.values()].find(({ id }) => id === viewId);
  const view = workspace.views.get(viewId ?? '') ?? home;
  return view ? { view } : null;
}

export const blocksOf = (surface: Surface): unknown =>
  'view' in surface ? surface.view.view.blocks : surface.message.blocks;

export function draftsKey(user: string, { channel, ts }: { channel: string; ts: string }): string {
  return `${user}/${channel}/${ts}`;
}

export function channelPart(workspace: Workspace, id: string): Json {
  return { id, name: workspace.channels.get(id)?.name ?? 'directmessage' };
}

/** A message as Slack puts it into payloads. */
export function messagePart(workspace: Workspace, message: SandboxMessage): Json {
  const bot = message.user === workspace.bot.id;
  return {
    type: 'message',
    user: message.user,
    ts: message.ts,
    thread_ts: message.threadTs ?? undefined,
    text: message.text,
    blocks: message.blocks,
    team: workspace.team.id,
    ...(bot ? { bot_id: workspace.bot.botId, app_id: workspace.bot.appId } : {}),
  };
}

/** Where somebody acted: a message and its channel, or a view and no channel. */
export function surfacePart(workspace: Workspace, surface: Surface, user: string): Json {
  if ('view' in surface) {
    const { view } = surface;
    return { container: { type: 'view', view_id: view.id }, view: apiView(workspace, view) };
  }
  const { message } = surface;
  const drafts = workspace.messageDrafts.get(draftsKey(user, message)) ?? {};
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: message.channel,
      is_ephemeral: message.ephemeralFor !== null,
      thread_ts: message.threadTs ?? undefined,
    },
    channel: channelPart(workspace, message.channel),
    message: messagePart(workspace, message),
    state: { values: stateOf(message.blocks, drafts, workspace) },
  };
}
