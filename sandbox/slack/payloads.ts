import type { ChosenFiles } from './client-api.ts';
import { apiFile } from './files.ts';
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
export function values(
  workspace: Workspace,
  state: Record<string, Record<string, string>> = {},
  files: ChosenFiles = {},
): Json {
  const inputs = Object.entries(state).map(([block, actions]) => [
    block,
    Object.fromEntries(
      Object.entries(actions).map(([action, value]) => [
        action,
        { type: 'plain_text_input', value: value === '' ? null : value },
      ]),
    ),
  ]);
  const places = Object.entries(files).map(([block, actions]) => [
    block,
    Object.fromEntries(
      Object.entries(actions).map(([action, ids]) => [
        action,
        { type: 'file_input', files: ids.map((id) => chosen(workspace, id)) },
      ]),
    ),
  ]);
  return Object.fromEntries([...inputs, ...places]) as Json;
}

function chosen(workspace: Workspace, id: string): Json {
  const file = workspace.files.get(id);
  return file ? apiFile(workspace, file, workspace.url()) : { id };
}
