import type { DeskSettings } from '../domain/brand.ts';
import type { Surge } from '../domain/surge.ts';
import type { Clock, JobAnswer } from '../ports.ts';
import type { ThreadStore } from '../stores.ts';
import type { IncidentStore, SurgeGroupView, SurgeNotifier, SurgeStore, SurgeView } from '../surges.ts';
import { type PostOnceDeps, postOnce } from './post-once.ts';

export interface LookAtSurgeDeps {
  surges: SurgeStore;
  incidents: IncidentStore;
  threads: ThreadStore;
  clock: Clock;
}

export interface TendSurgeDeps extends PostOnceDeps, LookAtSurgeDeps {
  surgeNotifier: SurgeNotifier;
  desk: Pick<DeskSettings, 'surges'>;
}

/** While it goes on: whether it calms is only known by looking. */
const LOOKS_EVERY_MS = 20_000;
/** So many groups stand on the card; all of them in the window. */
export const SHOWN_GROUPS = 5;

/** Keeps the surge card of a channel: one for each surge, which says at last that it is over. Throws AppError `slack-refused`. */
export function tendSurge(deps: TendSurgeDeps) {
  return async (channel: string): Promise<JobAnswer> => {
    const surge = await deps.surges.look(channel, deps.desk.surges, deps.clock.now(), true);
    if (surge === null) return { done: true };
    const key = `surge:${channel}:${surge.number}`;
    const view = await viewOf(deps, surge, 0, SHOWN_GROUPS);
    const posted = await postOnce(deps)({
      key,
      channel,
      threadTs: null,
      post: () => deps.surgeNotifier.postSurge(key, view),
    });
    if (posted.kind === 'wait') return { again: posted.until };
    if (!posted.fresh) await deps.surgeNotifier.updateSurge(channel, posted.ts, view);
    return surge.state === 'on' ? { again: deps.clock.now() + LOOKS_EVERY_MS } : { done: true };
  };
}

/** All that is shown of a surge, with this page of its groups. */
export async function viewOf(
  deps: LookAtSurgeDeps,
  surge: Surge,
  from: number,
  size: number,
): Promise<SurgeView> {
  const [groups, oldest, incidents] = await Promise.all([
    deps.surges.groups(surge.channel, from, size),
    deps.surges.oldest(surge.channel),
    deps.incidents.going(deps.clock.now()),
  ]);
  return {
    surge,
    oldest,
    groups: await Promise.all(groups.map((group) => withExamples(deps, group))),
    incidents,
  };
}

/** Words that their author deleted are shown nowhere. */
async function withExamples(
  { threads }: LookAtSurgeDeps,
  group: SurgeGroupView['group'],
): Promise<SurgeGroupView> {
  const found = await Promise.all(group.examples.map((id) => threads.get(id)));
  const examples = found.filter((thread) => thread !== null).filter(({ root }) => root.erased === undefined);
  return { group, examples };
}
