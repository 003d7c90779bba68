import type { KnownBlock, ModalView } from '@slack/types';
import type { Writer } from '../claims.ts';
import type { Thread } from '../domain/glossary.ts';
import type { ThreadAction } from '../domain/thread-actions.ts';
import { section, standing } from './claim-windows.ts';
import { button } from './mention-card.ts';
import { type PostLinks, postBlocks } from './post-blocks.ts';

export interface MoreView {
  thread: Thread;
  actions: readonly ThreadAction[];
  /** Who else writes an answer now. */
  writers: readonly Writer[];
  now: number;
}

/** What this person can do with this thread, each with a sentence; one button a line is right for a thumb. */
export function moreWindow({ thread, actions, writers, now }: MoreView, links: PostLinks): ModalView {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: 'This thread' },
    close: { type: 'plain_text', text: 'Close' },
    private_metadata: thread.id,
    blocks: [
      ...postBlocks(thread.root, links),
      { type: 'divider' },
      ...standing({ thread, writers, now }),
      ...actions.map((action) => actionBlock(thread, action)),
      ...(actions.length === 0 ? [section('There is nothing more to do here now.')] : []),
    ],
  };
}

function actionBlock(thread: Thread, { id, label, about }: ThreadAction): KnownBlock {
  return {
    type: 'section',
    text: { type: 'mrkdwn', text: about },
    accessory: button(id, label, thread.id),
  };
}
