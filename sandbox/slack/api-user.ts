import type { SandboxUser } from './client-api.ts';
import type { Json } from './refusal.ts';
import type { Workspace } from './workspace.ts';

/** A person as `users.info` and the event `user_change` say them. */
export function apiUser(workspace: Workspace, user: SandboxUser): Json {
  const [first = '', ...rest] = user.realName.split(' ');
  const deleted = user.deleted ?? false;
  return {
    id: user.id,
    team_id: workspace.team.id,
    name: user.name,
    deleted,
    real_name: user.realName,
    ...(deleted ? {} : zoneOf(user.tz ?? 'Etc/UTC', workspace.now())),
    profile: {
      title: user.title ?? '',
      phone: '',
      real_name: user.realName,
      real_name_normalized: user.realName,
      display_name: user.displayName ?? user.name,
      display_name_normalized: user.displayName ?? user.name,
      first_name: first,
      last_name: rest.join(' '),
      status_text: '',
      status_emoji: '',
      image_72: user.avatar,
      team: workspace.team.id,
    },
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: user.guest,
    is_ultra_restricted: false,
    is_bot: false,
    is_app_user: false,
    updated: Math.floor(workspace.now() / 1000),
  };
}

/** `tz_offset` in seconds east of Greenwich. */
function zoneOf(tz: string, now: number): Json {
  const named = (timeZoneName: 'long' | 'longOffset') =>
    new Intl.DateTimeFormat('en', { timeZone: tz, timeZoneName })
      .formatToParts(now)
      .find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign = '+', hours = '0', minutes = '0'] =
    /GMT([+-])(\d\d):(\d\d)/u.exec(named('longOffset')) ?? [];
  const seconds = (Number(hours) * 60 + Number(minutes)) * 60;
  return { tz, tz_label: named('long'), tz_offset: sign === '-' ? -seconds : seconds };
}
