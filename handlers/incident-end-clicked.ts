import type { ModalView } from '@slack/types';
import type { Incident } from '../src/domain/surge.ts';
import type { IncidentPlan } from '../src/usecases/declare-incident.ts';
import type { ButtonClick } from './click.ts';

export interface IncidentEndClickedDeps {
  endIncident(input: { id: string; slackUser: string }): Promise<Incident | null>;
  planIncident(input: { slackUser: string; channel: string }): Promise<IncidentPlan>;
  incidentView(plan: IncidentPlan): ModalView;
  updateView(viewId: string, view: ModalView): Promise<void>;
}

/** A lead ends an incident; the window shows what goes on. */
export function incidentEndClicked({
  endIncident,
  planIncident,
  incidentView,
  updateView,
}: IncidentEndClickedDeps) {
  return async ({ slackUser, value, view }: ButtonClick): Promise<void> => {
    await endIncident({ id: value, slackUser });
    if (view === null) return;
    await updateView(view.id, incidentView(await planIncident({ slackUser, channel: view.privateMetadata })));
  };
}
