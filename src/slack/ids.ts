/** Every action_id, callback_id and block_id, once. Outside tools rely on the public ones: they do not change. */
export const ACTION = {
  takeIt: 'take_it',
  replyOpen: 'reply_open',
  release: 'release',
  reassign: 'reassign',
  resolve: 'resolve',
  /** Opens the window with everything else that can be done with a thread. */
  more: 'more',
  undo: 'undo',
  checkAgain: 'check_again',
  sendAnyway: 'send_anyway',
  deletePost: 'delete_post',
  askDelete: 'ask_delete',
  linkAgain: 'link_again',
  accountSolved: 'account_solved',
  sendAsked: 'send_asked',
  /** In the reply window: a saved reply to begin with, and the way to the brand's private messages. */
  startFrom: 'start_from',
  askPrivately: 'ask_privately',
  /** A lead's word on an answer that waits for it. */
  approveReply: 'approve_reply',
  changeReply: 'change_reply',
  declineReply: 'decline_reply',
  /** What was answered to a customer who did not write in public. */
  noteAnswer: 'note_answer',
  savedAdd: 'saved_add',
  savedEdit: 'saved_edit',
  savedDelete: 'saved_delete',
  savedPage: 'saved_page',
  /** Buttons that only open an address: Slack tells us of the click all the same. */
  viewOnX: 'view_on_x',
  openLink: 'open_link',
} as const;

export const VIEW = {
  replySubmit: 'reply_submit',
  approvalComment: 'approval_comment',
  logSubmit: 'log_submit',
  noteSubmit: 'note_submit',
  savedSubmit: 'saved_submit',
} as const;

/** Entries in the menu of a message. */
export const SHORTCUT = { useAsReply: 'use_as_reply' } as const;

/** The text input of the reply modal. */
export const REPLY_TEXT = { blockId: 'reply_text', actionId: 'text' } as const;

/** Slack keeps what stands in an input of the same name: a text that we put there needs a new one. */
export function replyTextBlock(fill: number): string {
  return fill === 0 ? REPLY_TEXT.blockId : `${REPLY_TEXT.blockId}_${fill}`;
}

type Values = Readonly<Record<string, Readonly<Record<string, { value?: string | null }>>>>;

/** What is written in the reply modal, and the name of its input now. */
export function replyTextIn(values: Values): { text: string; blockId: string } {
  const blockId = Object.keys(values).find((id) => id.startsWith(REPLY_TEXT.blockId)) ?? REPLY_TEXT.blockId;
  return { text: values[blockId]?.[REPLY_TEXT.actionId]?.value ?? '', blockId };
}

/** The choice of the way in which the answer goes out, in the reply modal. */
export const REPLY_STEP = { blockId: 'reply_step', actionId: 'step' } as const;

export const COMMAND = '/care';

/** What travels in the reply modal's private_metadata. */
export interface ReplyModalData {
  threadId: string;
  /** The step that the modal promised. */
  step: string;
  /** How often we have put a text into it; left out: never. */
  fill?: number;
  /** Slack user id of the colleague whose words it began with. */
  credit?: string;
}

const SLACK_USER = /^[UW][A-Z0-9]+$/u;

export function packModalData(data: ReplyModalData): string {
  return JSON.stringify(data);
}

/** Null for anything that we did not write. */
export function unpackModalData(text: string): ReplyModalData | null {
  try {
    const data = JSON.parse(text) as Partial<ReplyModalData>;
    if (typeof data.threadId !== 'string' || typeof data.step !== 'string') return null;
    return {
      threadId: data.threadId,
      step: data.step,
      ...(typeof data.fill === 'number' ? { fill: data.fill } : {}),
      ...(typeof data.credit === 'string' && SLACK_USER.test(data.credit) ? { credit: data.credit } : {}),
    };
  } catch {
    return null;
  }
}
