import type { SandboxMessage } from './client-api.ts';
import type { Json } from './refusal.ts';
import type { Workspace } from './workspace.ts';

/** A message as the Web API says it. */
export function apiMessage(workspace: Workspace, message: SandboxMessage, metadata: boolean): Json {
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
