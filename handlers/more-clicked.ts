import type { ModalView } from '@slack/types';
import type { ThreadLook } from '../src/usecases/look-at-thread.ts';
import type { ButtonClick } from './click.ts';

export interface MoreClickedDeps {
  lookAtThread(input: { threadId: string; slackUser: string }): Promise<ThreadLook>;
  moreView(look: ThreadLook): ModalView;
  /** Over the window that the click came from, if there is one. */
  showView(click: Pick<ButtonClick, 'triggerId' | 'view'>, view: ModalView): Promise<void>;
}

/** Shows all that this person can do with the thread. */
export function moreClicked({ lookAtThread, moreView, showView }: MoreClickedDeps) {
  return async ({ slackUser, value, ...click }: ButtonClick): Promise<void> => {
    await showView(click, moreView(await lookAtThread({ threadId: value, slackUser })));
  };
}
