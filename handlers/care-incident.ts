import type { ModalView } from '@slack/types';
import type { IncidentPlan } from '../src/usecases/declare-incident.ts';
import type { CareWords } from './care-command.ts';
import type { ButtonClick } from './click.ts';

export interface CareIncidentDeps {
  planIncident(input: { slackUser: string; channel: string }): Promise<IncidentPlan>;
  incidentView(plan: IncidentPlan): ModalView;
  openView(triggerId: string, view: ModalView): Promise<void>;
}

/** `/care incident`: those that go on, and a new one. */
export function careIncident({ planIncident, incidentView, openView }: CareIncidentDeps) {
  return async ({ slackUser, channel, triggerId }: CareWords): Promise<null> => {
    await openView(triggerId, incidentView(await planIncident({ slackUser, channel })));
    return null;
  };
}

/** The same from a surge card. */
export function incidentDeclareClicked({ planIncident, incidentView, openView }: CareIncidentDeps) {
  return async ({ slackUser, value, triggerId }: ButtonClick): Promise<void> => {
    await openView(triggerId, incidentView(await planIncident({ slackUser, channel: value })));
  };
}
