import {
  declareIncident,
  endIncident,
  type IncidentDeps,
  planIncident,
  tendIncident,
} from './declare-incident.ts';
import { type LookAtGroupsDeps, lookAtSurge } from './look-at-surge.ts';
import { type OpenFoldedDeps, openFolded } from './open-folded.ts';
import { type TakeGroupDeps, takeGroup } from './take-group.ts';
import { type TellSilenceDeps, tellSilence } from './tell-silence.ts';
import { type TendSurgeDeps, tendSurge } from './tend-surge.ts';
import { type WatchSilenceDeps, watchSilence } from './watch-silence.ts';

type Silence = TellSilenceDeps & WatchSilenceDeps;
export type InFlowDeps = Silence &
  TendSurgeDeps &
  LookAtGroupsDeps &
  OpenFoldedDeps &
  TakeGroupDeps &
  IncidentDeps;

/** What is done where less is said than usual, or more than a channel can show. */
export function inFlow(deps: InFlowDeps) {
  return {
    tellSilence: tellSilence(deps),
    watchSilence: watchSilence(deps),
    tendSurge: tendSurge(deps),
    lookAtSurge: lookAtSurge(deps),
    openFolded: openFolded(deps),
    takeGroup: takeGroup(deps),
    planIncident: planIncident(deps),
    declareIncident: declareIncident(deps),
    endIncident: endIncident(deps),
    tendIncident: tendIncident(deps),
  };
}
