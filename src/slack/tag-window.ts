import type { ModalView } from '@slack/types';
import type { Thread } from '../domain/glossary.ts';
import { TAGS, VIEW } from './ids.ts';

export function tagWindow(thread: Thread): ModalView {
  return {
    type: 'modal',
    callback_id: VIEW.tags,
    title: { type: 'plain_text', text: 'Tags' },
    submit: { type: 'plain_text', text: 'Save' },
    close: { type: 'plain_text', text: 'Cancel' },
    private_metadata: thread.id,
    blocks: [
      {
        type: 'input',
        block_id: TAGS.blockId,
        optional: true,
        label: { type: 'plain_text', text: 'Tags of this thread' },
        hint: {
          type: 'plain_text',
          text: 'Words to find it by, separated by spaces: outage vip. Up to ten.',
        },
        element: {
          type: 'plain_text_input',
          action_id: TAGS.actionId,
          max_length: 200,
          ...(thread.tags.length === 0 ? {} : { initial_value: thread.tags.join(' ') }),
        },
      },
    ],
  };
}
