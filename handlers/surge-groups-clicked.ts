import type { ModalView } from '@slack/types';
import { unpackSurge } from '../src/slack/refs.ts';
import type { SurgePage } from '../src/usecases/look-at-surge.ts';
import type { ButtonClick } from './click.ts';

export interface SurgeGroupsClickedDeps {
  lookAtSurge(input: { channel: string; from: number; slackUser: string }): Promise<SurgePage>;
  surgeView(page: SurgePage): ModalView;
  openView(triggerId: string, view: ModalView): Promise<void>;
  updateView(viewId: string, view: ModalView): Promise<void>;
}

/** Shows all groups of a surge, or turns the pages. */
export function surgeGroupsClicked({ lookAtSurge, surgeView, openView, updateView }: SurgeGroupsClickedDeps) {
  return async ({ slackUser, value, view, triggerId }: ButtonClick): Promise<void> => {
    const ref = unpackSurge(value);
    if (ref === null) return;
    const page = surgeView(await lookAtSurge({ ...ref, slackUser }));
    await (view?.type === 'modal' ? updateView(view.id, page) : openView(triggerId, page));
  };
}
