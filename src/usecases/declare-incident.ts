import { sketchOf } from '../domain/alike.ts';
import type { DeskSettings } from '../domain/brand.ts';
import type { SavedReply } from '../domain/saved-replies.ts';
import { tagsOf } from '../domain/search-words.ts';
import type { Incident } from '../domain/surge.ts';
import { RefusedError } from '../errors.ts';
import type { JobAnswer, People } from '../ports.ts';
import type { IncidentStore, SurgeView } from '../surges.ts';
import type { SavedReplyStore } from '../words.ts';
import { requireLead } from './require-employee.ts';
import { type LookAtSurgeDeps, viewOf } from './tend-surge.ts';

export interface IncidentDeps extends LookAtSurgeDeps {
  incidents: IncidentStore;
  savedReplies: SavedReplyStore;
  people: People;
  desk: Pick<DeskSettings, 'surges' | 'savedReplies'>;
}

/** What a lead sees before they declare one. */
export interface IncidentPlan {
  channel: string;
  going: readonly Incident[];
  /** Groups of the channel's surge, the largest first. */
  groups: SurgeView['groups'];
  saved: readonly SavedReply[];
  hours: number;
}

export interface DeclareIncident {
  id: string;
  slackUser: string;
  channel: string;
  /** As typed. */
  tag: string;
  saved: string | null;
  /** A group of the surge card, or else a text. */
  group: string | null;
  text: string;
  hours: number;
}

const OFFERED_GROUPS = 25;
const HOUR_MS = 60 * 60_000;
const LONGEST_HOURS = 168;

/** Throws RefusedError `not-a-lead`. */
export function planIncident(deps: IncidentDeps) {
  return async ({ slackUser, channel }: { slackUser: string; channel: string }): Promise<IncidentPlan> => {
    await requireLead(deps.people)(slackUser);
    const [surge, stored, going] = await Promise.all([
      deps.surges.look(channel, deps.desk.surges, deps.clock.now()),
      deps.savedReplies.all(),
      deps.incidents.going(deps.clock.now()),
    ]);
    const live = surge === null || surge.state === 'over' ? null : surge;
    const groups = live === null ? [] : (await viewOf(deps, live, 0, OFFERED_GROUPS)).groups;
    const saved = [...deps.desk.savedReplies, ...stored].sort((a, b) => a.title.localeCompare(b.title));
    return { channel, going, groups, saved, hours: deps.desk.surges.incidentMs / HOUR_MS };
  };
}

/** Throws RefusedError `not-a-lead`, `no-tag`, `no-likeness`, `bad-hours`, `group-gone`, `full`. */
export function declareIncident({ incidents, people, clock }: IncidentDeps) {
  return async (input: DeclareIncident): Promise<void> => {
    await requireLead(people)(input.slackUser);
    const [tag] = tagsOf(input.tag);
    if (tag === undefined)
      throw new RefusedError('no-tag', 'Write a tag of letters and digits, such as outage-north.');
    const { sign } = sketchOf(input.text);
    if (input.group === null && sign === '')
      throw new RefusedError('no-likeness', 'Choose a group, or write what customers say, in their words.');
    if (!(input.hours >= 1 && input.hours <= LONGEST_HOURS))
      throw new RefusedError('bad-hours', `Write a number of hours, 1 to ${LONGEST_HOURS}.`);
    const now = clock.now();
    const { id, saved, channel, slackUser, group } = input;
    const like = group === null ? { sign } : { group };
    const until = now + input.hours * HOUR_MS;
    switch (await incidents.declare({ id, tag, saved, like, channel, slackUser, now, until })) {
      case 'declared':
        return;
      case 'gone':
        throw new RefusedError(
          'group-gone',
          'That group is not there any more. Write what customers say instead.',
        );
      case 'full':
        throw new RefusedError('full', 'As many incidents go on as there may be: end one first.');
    }
  };
}

/** Answers the incident; null: nobody knows it. Throws RefusedError `not-a-lead`. */
export function endIncident({ incidents, people, clock }: IncidentDeps) {
  return async ({ id, slackUser }: { id: string; slackUser: string }): Promise<Incident | null> => {
    await requireLead(people)(slackUser);
    await incidents.end(id, slackUser, clock.now());
    return incidents.get(id);
  };
}

/** Tags the folded threads that are like it, some at a time, and ends it when its time is over. */
export function tendIncident({ incidents, desk, clock }: Pick<IncidentDeps, 'incidents' | 'desk' | 'clock'>) {
  return async (id: string): Promise<JobAnswer> => {
    const incident = await incidents.get(id);
    const now = clock.now();
    if (incident === null || incident.endedAt !== null) return { done: true };
    if (incident.until <= now) {
      await incidents.end(id, 'auto', now);
      return { done: true };
    }
    const more = await incidents.tagAlike(id, desk.surges.alike, now);
    return { again: more ? now : incident.until };
  };
}
