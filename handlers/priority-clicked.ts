import type { ModalView } from '@slack/types';
import type { Thread } from '../src/domain/glossary.ts';
import { ACTION } from '../src/slack/ids.ts';
import type { ThreadLook } from '../src/usecases/look-at-thread.ts';
import type { ButtonClick } from './click.ts';

export interface PriorityClickedDeps {
  lookToChange(input: { threadId: string; slackUser: string; action: string }): Promise<ThreadLook>;
  priorityView(thread: Thread): ModalView;
  showView(click: Pick<ButtonClick, 'triggerId' | 'view'>, view: ModalView): Promise<void>;
}

/** Asks how soon a thread wants to be answered. */
export function priorityClicked({ lookToChange, priorityView, showView }: PriorityClickedDeps) {
  return async ({ slackUser, value, ...click }: ButtonClick): Promise<void> => {
    const { thread } = await lookToChange({ threadId: value, slackUser, action: ACTION.setPriority });
    await showView(click, priorityView(thread));
  };
}
