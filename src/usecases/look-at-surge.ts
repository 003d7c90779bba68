import type { DeskSettings } from '../domain/brand.ts';
import { RefusedError } from '../errors.ts';
import type { People } from '../ports.ts';
import type { SurgeView } from '../surges.ts';
import { requireListed } from './require-employee.ts';
import { type LookAtSurgeDeps, viewOf } from './tend-surge.ts';

export interface SurgePage extends SurgeView {
  from: number;
  size: number;
}

export interface LookAtGroupsDeps extends LookAtSurgeDeps {
  people: People;
  desk: Pick<DeskSettings, 'surges'>;
}

const PAGE = 8;

/** One page of the groups of a channel's surge. Throws RefusedError `surge-over` and those of {@link requireListed}. */
export function lookAtSurge(deps: LookAtGroupsDeps) {
  return async (input: { channel: string; from: number; slackUser: string }): Promise<SurgePage> => {
    await requireListed(deps.people)(input.slackUser);
    const surge = await deps.surges.look(input.channel, deps.desk.surges, deps.clock.now());
    if (surge === null || surge.state === 'over') throw surgeOver();
    const from = Math.max(0, input.from);
    return { ...(await viewOf(deps, surge, from, PAGE)), from, size: PAGE };
  };
}

export function surgeOver(): RefusedError {
  return new RefusedError(
    'surge-over',
    'This surge is over: every thread of it was opened, taken or answered.',
  );
}
