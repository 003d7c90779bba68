import type { ModalView } from '@slack/types';
import type { ApprovalDecision } from '../domain/approval.ts';
import type { Reply } from '../domain/glossary.ts';
import { VIEW } from './ids.ts';
import { quote } from './note-message.ts';

/** The text that a lead writes to the author of an answer. */
export const APPROVAL_COMMENT = { blockId: 'comment', actionId: 'text' } as const;

export interface ApprovalWindowData {
  replyId: string;
  decision: Exclude<ApprovalDecision, 'approved'>;
  /** It lies over the list of all that waits, which shows what comes from here on. Left out: over nothing. */
  from?: number | undefined;
}

/** Asks a lead for a word to the author: without it a change cannot be understood. */
export function approvalWindow(
  reply: Reply,
  decision: ApprovalWindowData['decision'],
  from?: number,
): ModalView {
  const change = decision === 'changed';
  return {
    type: 'modal',
    callback_id: VIEW.approvalComment,
    private_metadata: JSON.stringify({ replyId: reply.id, decision, from } satisfies ApprovalWindowData),
    title: { type: 'plain_text', text: change ? 'Ask for a change' : 'Decline' },
    submit: { type: 'plain_text', text: change ? 'Send it back' : 'Decline' },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [
      quote(reply.text),
      {
        type: 'input',
        block_id: APPROVAL_COMMENT.blockId,
        optional: !change,
        label: { type: 'plain_text', text: change ? 'What should change' : 'Why' },
        hint: {
          type: 'plain_text',
          text: 'Its author reads this in the Slack thread. Nothing of it is public.',
        },
        element: {
          type: 'plain_text_input',
          action_id: APPROVAL_COMMENT.actionId,
          multiline: true,
          max_length: 600,
          focus_on_load: true,
        },
      },
    ],
  };
}

/** Null for anything that we did not write. */
export function unpackApproval(metadata: string): ApprovalWindowData | null {
  try {
    const { replyId, decision, from } = JSON.parse(metadata) as Partial<ApprovalWindowData>;
    return typeof replyId === 'string' && (decision === 'changed' || decision === 'declined')
      ? { replyId, decision, from: typeof from === 'number' ? from : undefined }
      : null;
  } catch {
    return null;
  }
}
