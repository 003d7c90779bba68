import type { DeskSettings } from '../domain/brand.ts';
import type { Clock, People } from '../ports.ts';
import type { Opened, SurgeRef, SurgeStore } from '../surges.ts';
import { requireListed } from './require-employee.ts';

export interface OpenFoldedDeps {
  surges: SurgeStore;
  people: People;
  desk: Pick<DeskSettings, 'surges'>;
  clock: Clock;
}

/** Has the next cards of a surge written, whoever waits longest first. Throws RefusedError of {@link requireListed}. */
export function openFolded({ surges, people, desk, clock }: OpenFoldedDeps) {
  return async ({ slackUser, ...surge }: SurgeRef & { slackUser: string }): Promise<Opened> => {
    await requireListed(people)(slackUser);
    return surges.open(surge, slackUser, desk.surges.openAtOnce, clock.now());
  };
}
