import type { ModalView } from '@slack/types';
import type { LoadPage } from '../src/usecases/look-at-load.ts';
import type { ButtonClick } from './click.ts';

export interface LoadClickedDeps {
  lookAtLoad(input: { slackUser: string; from: number }): Promise<LoadPage>;
  loadView(page: LoadPage): ModalView;
  updateView(viewId: string, view: ModalView): Promise<void>;
  openView(triggerId: string, view: ModalView): Promise<void>;
}

/** Opens who has how much, from the app's home, or turns its pages. */
export function loadClicked({ lookAtLoad, loadView, updateView, openView }: LoadClickedDeps) {
  return async ({ slackUser, value, view, triggerId }: ButtonClick): Promise<void> => {
    const shown = loadView(await lookAtLoad({ slackUser, from: Number(value) || 0 }));
    await (view?.type === 'modal' ? updateView(view.id, shown) : openView(triggerId, shown));
  };
}
