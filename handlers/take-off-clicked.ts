import type { ModalView } from '@slack/types';
import type { Thread } from '../src/domain/glossary.ts';
import { RefusedError } from '../src/errors.ts';
import { takeOffWindow } from '../src/slack/claim-windows.ts';
import type { ThreadLook } from '../src/usecases/look-at-thread.ts';
import type { ButtonClick } from './click.ts';

export interface TakeOffClickedDeps {
  lookAtThread(input: { threadId: string; slackUser: string }): Promise<ThreadLook>;
  showView(click: Pick<ButtonClick, 'triggerId' | 'view'>, view: ModalView): Promise<void>;
}

/** Says what it means to be taken off, before it is done. */
export function takeOffClicked({ lookAtThread, showView }: TakeOffClickedDeps) {
  return async ({ slackUser, value, ...click }: ButtonClick): Promise<void> => {
    const { thread } = await lookAtThread({ threadId: value, slackUser });
    requireHolder(thread, slackUser);
    await showView(click, takeOffWindow(thread));
  };
}

function requireHolder({ claimedBy }: Thread, slackUser: string): void {
  if (claimedBy === slackUser) return;
  throw new RefusedError('not-holder', 'Only whoever has this thread can be taken off it.');
}
