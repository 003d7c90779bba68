import type { Envelope } from './delivery.ts';
import type { Json } from './refusal.ts';
import type { Sender, Sent } from './sender.ts';
import type { Workspace } from './workspace.ts';

/** What the app's manifest asks for. */
export interface Subscriptions {
  events: readonly string[];
  scopes: readonly string[];
}

/** Without this scope Slack does not let an app subscribe. */
const SCOPES: Record<string, string> = {
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  'message.im': 'im:history',
  subteam_members_changed: 'usergroups:read',
  user_change: 'users:read',
  member_joined_channel: 'channels:read',
  member_left_channel: 'channels:read',
};

/** Tells the app of an event, if its manifest subscribes to it. `name` is the subscription, such as `message.channels`. */
export async function tellEvent(
  sender: Sender,
  { events, scopes }: Subscriptions,
  name: string,
  user: string,
  event: Json,
): Promise<Sent | null> {
  const scope = SCOPES[name];
  if (!events.includes(name) || (scope !== undefined && !scopes.includes(scope))) return null;
  return sender.send(eventEnvelope(sender.workspace, event), user, 'event');
}

function eventEnvelope(workspace: Workspace, event: Json): Envelope {
  const payload = {
    type: 'event_callback',
    token: 'verification',
    team_id: workspace.team.id,
    api_app_id: workspace.bot.appId,
    event_id: workspace.nextId('Ev'),
    event_time: Math.floor(workspace.now() / 1000),
    is_ext_shared_channel: false,
    authorizations: [
      {
        team_id: workspace.team.id,
        user_id: workspace.bot.id,
        is_bot: true,
        is_enterprise_install: false,
        enterprise_id: null,
      },
    ],
    event: { ...event, event_ts: event.event_ts ?? workspace.nextTs() },
  };
  return { type: 'events_api', payload };
}
