import type { ModalView } from '@slack/types';
import type { HoldersLook } from '../src/usecases/look-at-holders.ts';
import type { ButtonClick } from './click.ts';

export interface ReassignClickedDeps {
  lookAtHolders(input: { threadId: string; slackUser: string }): Promise<HoldersLook>;
  reassignView(look: HoldersLook): ModalView;
  showView(click: Pick<ButtonClick, 'triggerId' | 'view'>, view: ModalView): Promise<void>;
}

/** A lead wants to give the thread to somebody; whoever else presses it is told who may. */
export function reassignClicked({ lookAtHolders, reassignView, showView }: ReassignClickedDeps) {
  return async ({ slackUser, value, ...click }: ButtonClick): Promise<void> => {
    await showView(click, reassignView(await lookAtHolders({ threadId: value, slackUser })));
  };
}
