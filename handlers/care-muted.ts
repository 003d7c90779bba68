import type { ModalView } from '@slack/types';
import type { MutedPage } from '../src/usecases/look-at-muted.ts';
import type { CareWords } from './care-command.ts';
import type { ButtonClick } from './click.ts';

export interface CareMutedDeps {
  lookAtMuted(input: { slackUser: string; from: number }): Promise<MutedPage>;
  mutedView(page: MutedPage): ModalView;
  openView(triggerId: string, view: ModalView): Promise<void>;
}

export interface MutedPageClickedDeps {
  lookAtMuted(input: { slackUser: string; from: number }): Promise<MutedPage>;
  mutedView(page: MutedPage): ModalView;
  updateView(viewId: string, view: ModalView): Promise<void>;
}

/** `/care muted`: what was muted or ignored, to look through and bring back. */
export function careMuted({ lookAtMuted, mutedView, openView }: CareMutedDeps) {
  return async ({ slackUser, triggerId }: CareWords): Promise<null> => {
    await openView(triggerId, mutedView(await lookAtMuted({ slackUser, from: 0 })));
    return null;
  };
}

/** Turns its pages. */
export function mutedPageClicked({ lookAtMuted, mutedView, updateView }: MutedPageClickedDeps) {
  return async ({ slackUser, value, view }: ButtonClick): Promise<void> => {
    if (view === null) return;
    await updateView(view.id, mutedView(await lookAtMuted({ slackUser, from: Number(value) || 0 })));
  };
}
