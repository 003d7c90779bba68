import type { KnownBlock } from '@slack/types';
import type { LinkedAccount } from '../domain/glossary.ts';
import { FILE_TYPES, MOST_IMAGES } from '../domain/media.ts';
import { REPLY_FILES } from './ids.ts';

/** Slack draws it only for an app with the scope files:read. It tells nothing until the window is submitted. */
export function filesInput(account: LinkedAccount): KnownBlock {
  const hint =
    `Up to ${MOST_IMAGES} pictures (JPG, PNG, WEBP of up to 5 MB), or one GIF or video (MP4, MOV) of up to 10 MB. ` +
    linkHint(account);
  return {
    type: 'input',
    block_id: REPLY_FILES.blockId,
    optional: true,
    label: { type: 'plain_text', text: 'Pictures or video' },
    hint: { type: 'plain_text', text: hint.trim() },
    element: {
      type: 'file_input',
      action_id: REPLY_FILES.actionId,
      filetypes: [...FILE_TYPES],
      max_files: MOST_IMAGES,
    },
  };
}

/** Said before it is chosen, not when it is too late. */
function linkHint({ handle, uploads }: LinkedAccount): string {
  if (uploads === true) return '';
  return `Your link to @${handle} does not cover them yet: type /care link once more first, or after sending.`;
}
