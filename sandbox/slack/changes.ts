import { apiUser } from './api-user.ts';
import type { ClientAnswer, GroupInput, MembersInput, PresenceInput, ProfileInput } from './client-api.ts';
import type { Json } from './refusal.ts';
import type { Workspace } from './workspace.ts';

/** Tells the app of an event, if it asked for it. `waits`: who is told that the app is late. */
export type Tell = (name: string, event: Json, waits?: string) => Promise<ClientAnswer>;

const UNKNOWN = { ok: false, error: 'There is no such person.' };

/** Slack has no event for it: apps ask. */
export async function setPresence(
  workspace: Workspace,
  { user, presence }: PresenceInput,
): Promise<ClientAnswer> {
  const person = workspace.users.get(user);
  if (!person) return UNKNOWN;
  person.presence = presence;
  workspace.changed();
  return { ok: true };
}

export async function changeProfile(
  workspace: Workspace,
  { user, ...change }: ProfileInput,
  tell: Tell,
): Promise<ClientAnswer> {
  const person = workspace.users.get(user);
  if (!person) return UNKNOWN;
  Object.assign(person, change);
  workspace.changed();
  return tell('user_change', {
    type: 'user_change',
    user: apiUser(workspace, person),
    cache_ts: Math.floor(workspace.now() / 1000),
  });
}

export async function changeGroup(
  workspace: Workspace,
  { group: id, users }: GroupInput,
  tell: Tell,
): Promise<ClientAnswer> {
  const group = workspace.groups.get(id);
  if (!group) return { ok: false, error: 'There is no such group.' };
  const added = users.filter((user) => !group.users.includes(user));
  const removed = group.users.filter((user) => !users.includes(user));
  if (added.length + removed.length === 0) return { ok: true };
  group.users = [...users];
  workspace.changed();
  const seconds = Math.floor(workspace.now() / 1000);
  return tell('subteam_members_changed', {
    type: 'subteam_members_changed',
    subteam_id: id,
    team_id: workspace.team.id,
    date_previous_update: seconds - 1,
    date_update: seconds,
    added_users: added,
    added_users_count: added.length,
    removed_users: removed,
    removed_users_count: removed.length,
  });
}

/** Who is in a channel from now on; each who comes or goes is an event. */
export async function changeMembers(
  workspace: Workspace,
  { channel: id, users, withBot }: MembersInput,
  tell: Tell,
): Promise<ClientAnswer> {
  const channel = workspace.channels.get(id);
  if (!channel) return { ok: false, error: 'There is no such channel.' };
  const before = channel.members ?? [...workspace.users.keys()];
  channel.members = [...users];
  if (withBot !== undefined) channel.withBot = withBot;
  workspace.changed();
  const each = (type: string, user: string) =>
    tell(type, { type, user, channel: id, channel_type: 'C', team: workspace.team.id });
  for (const user of users.filter((one) => !before.includes(one))) await each('member_joined_channel', user);
  for (const user of before.filter((one) => !users.includes(one))) await each('member_left_channel', user);
  return { ok: true };
}
