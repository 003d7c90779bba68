import type { ModalView } from '@slack/types';
import type { HoldersLook } from '../src/usecases/look-at-holders.ts';
import type { ButtonClick } from './click.ts';

export interface TakeOverClickedDeps {
  lookAtHolders(input: { threadId: string; slackUser: string }): Promise<HoldersLook>;
  takeOverView(look: HoldersLook): ModalView;
  showView(click: Pick<ButtonClick, 'triggerId' | 'view'>, view: ModalView): Promise<void>;
}

/** Shows a lead whom they would take it from, and who is in the middle of an answer. */
export function takeOverClicked({ lookAtHolders, takeOverView, showView }: TakeOverClickedDeps) {
  return async ({ slackUser, value, ...click }: ButtonClick): Promise<void> => {
    await showView(click, takeOverView(await lookAtHolders({ threadId: value, slackUser })));
  };
}
