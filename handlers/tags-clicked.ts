import type { ModalView } from '@slack/types';
import type { Thread } from '../src/domain/glossary.ts';
import { TAGS } from '../src/slack/ids.ts';
import type { ThreadLook } from '../src/usecases/look-at-thread.ts';
import type { ButtonClick } from './click.ts';
import { chosen, type WindowAnswer, type WindowSent } from './window.ts';

export interface TagsClickedDeps {
  lookAtThread(input: { threadId: string; slackUser: string }): Promise<ThreadLook>;
  tagView(thread: Thread): ModalView;
  showView(click: Pick<ButtonClick, 'triggerId' | 'view'>, view: ModalView): Promise<void>;
}

export interface TagsSubmittedDeps {
  tagThread(input: { threadId: string; slackUser: string; typed: string }): Promise<void>;
}

/** Asks for the tags of a thread. */
export function tagsClicked({ lookAtThread, tagView, showView }: TagsClickedDeps) {
  return async ({ slackUser, value, ...click }: ButtonClick): Promise<void> => {
    const { thread } = await lookAtThread({ threadId: value, slackUser });
    await showView(click, tagView(thread));
  };
}

/** The card shows them. */
export function tagsSubmitted({ tagThread }: TagsSubmittedDeps) {
  return async (sent: WindowSent): Promise<WindowAnswer> => {
    const [typed = ''] = chosen(sent, TAGS.blockId, TAGS.actionId);
    await tagThread({ threadId: sent.privateMetadata, slackUser: sent.slackUser, typed });
    return undefined;
  };
}
