import type { Drafts } from '../slack/client-api.ts';
import type { Nature } from './cast.ts';
import type { Hands } from './hands.ts';

const ZONE = 'Europe/Rome';
const REST_MS = 3 * 60 * 60_000;

/** `/care join`, and its window: topics, quiet hours and a limit, as this person wants them. `start`: of the run. */
export async function joinDesk(hands: Hands, nature: Nature, start: number): Promise<void> {
  const window = await hands.window(() => hands.care('join'));
  if (window === null) throw new Error(`${nature.slackUser} could not join.`);
  const version = String(window.view.private_metadata);
  const refused = await hands.send(window, {
    join_rules: { join_rules: [version] },
    join_topics: { join_topics: nature.topics },
    ...(nature.maxOpen === null ? {} : { join_max_open: { join_max_open: String(nature.maxOpen) } }),
    ...quietHours(nature, start),
  });
  if (refused !== null && refused !== '') throw new Error(`${nature.slackUser} could not join: ${refused}`);
  await hands.close(window);
}

function quietHours({ quietAfterMs }: Nature, start: number): Drafts {
  if (quietAfterMs === null) return {};
  const from = quietFrom(start, quietAfterMs);
  return {
    join_quiet_from: { join_quiet_from: clockTime(from) },
    join_quiet_to: { join_quiet_to: clockTime(from + REST_MS) },
  };
}

/** Slack's time picker knows minutes: they begin with the next full one. */
export function quietFrom(start: number, afterMs: number): number {
  return Math.ceil((start + afterMs) / 60_000) * 60_000;
}

function clockTime(at: number): string {
  return new Date(at).toLocaleTimeString('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' });
}
