import type { Json } from './refusal.ts';
import type { Workspace } from './workspace.ts';

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

/** What stands in a window's inputs, as Slack says it. */
export function values(state: Record<string, Record<string, string>> = {}): Json {
  const inputs = Object.entries(state).map(([block, actions]) => [
    block,
    Object.fromEntries(
      Object.entries(actions).map(([action, value]) => [
        action,
        { type: 'plain_text_input', value: value === '' ? null : value },
      ]),
    ),
  ]);
  return Object.fromEntries(inputs) as Json;
}
