import { apiUser } from './api-user.ts';
import type { SandboxUser } from './client-api.ts';
import { paged } from './paging.ts';
import { type MethodTable, ok, SlackRefusal, string } from './refusal.ts';
import type { UserGroup, Workspace } from './workspace.ts';

function userOf(workspace: Workspace, id: unknown): SandboxUser {
  const found = workspace.users.get(string(id));
  if (!found) throw new SlackRefusal('user_not_found');
  return found;
}

function groupOf(workspace: Workspace, id: unknown): UserGroup {
  const group = workspace.groups.get(string(id));
  if (!group) throw new SlackRefusal('no_such_subteam');
  return group;
}

export const PEOPLE_METHODS: MethodTable = {
  'users.info': {
    scope: 'users:read',
    run: (workspace, args) => ok({ user: apiUser(workspace, userOf(workspace, args.user)) }),
  },
  'users.list': {
    scope: 'users:read',
    run(workspace, args) {
      const { page, ...more } = paged([...workspace.users.values()], args);
      return ok({ members: page.map((user) => apiUser(workspace, user)), ...more });
    },
  },
  'users.getPresence': {
    scope: 'users:read',
    // Of others Slack says this and no more.
    run: (workspace, args) => ok({ presence: userOf(workspace, args.user).presence ?? 'active' }),
  },
  'usergroups.users.list': {
    scope: 'usergroups:read',
    run: (workspace, args) => ok({ users: groupOf(workspace, args.usergroup).users }),
  },
  'usergroups.list': {
    scope: 'usergroups:read',
    run: (workspace, args) =>
      ok({
        usergroups: [...workspace.groups.values()].map(({ id, handle, name, users }) => ({
          id,
          team_id: workspace.team.id,
          is_usergroup: true,
          handle,
          name,
          user_count: users.length,
          ...(args.include_users === true || args.include_users === 'true' ? { users } : {}),
        })),
      }),
  },
};
