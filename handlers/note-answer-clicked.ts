import type { ModalView } from '@slack/types';
import type { Thread } from '../src/domain/glossary.ts';
import { noteWindow } from '../src/slack/log-window.ts';
import type { ButtonClick } from './click.ts';

export interface NoteAnswerClickedDeps {
  prepareNote(input: { threadId: string; slackUser: string }): Promise<Thread>;
  showView(click: Pick<ButtonClick, 'triggerId' | 'view'>, view: ModalView): Promise<void>;
}

/** Opens a window for what was answered to a customer who did not write in public. */
export function noteAnswerClicked({ prepareNote, showView }: NoteAnswerClickedDeps) {
  return async ({ slackUser, value, ...click }: ButtonClick): Promise<void> => {
    await showView(click, noteWindow(await prepareNote({ threadId: value, slackUser })));
  };
}
