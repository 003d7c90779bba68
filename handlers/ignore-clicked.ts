import type { ModalView } from '@slack/types';
import type { Thread } from '../src/domain/glossary.ts';
import { ACTION } from '../src/slack/ids.ts';
import type { ThreadLook } from '../src/usecases/look-at-thread.ts';
import type { ButtonClick } from './click.ts';

export interface IgnoreClickedDeps {
  lookToChange(input: { threadId: string; slackUser: string; action: string }): Promise<ThreadLook>;
  ignoreView(asked: { thread: Thread; lead: boolean }): ModalView;
  showView(click: Pick<ButtonClick, 'triggerId' | 'view'>, view: ModalView): Promise<void>;
}

/** Asks why this thread needs no answer. */
export function ignoreClicked({ lookToChange, ignoreView, showView }: IgnoreClickedDeps) {
  return async ({ slackUser, value, ...click }: ButtonClick): Promise<void> => {
    const { thread, viewer } = await lookToChange({ threadId: value, slackUser, action: ACTION.ignore });
    await showView(click, ignoreView({ thread, lead: viewer.lead }));
  };
}
