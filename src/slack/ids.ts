/** Every action_id, callback_id and block_id, once. Outside tools rely on the public ones: they do not change. */
export const ACTION = {
  takeIt: 'take_it',
  replyOpen: 'reply_open',
  release: 'release',
  reassign: 'reassign',
  resolve: 'resolve',
  /** Opens the window with everything else that can be done with a thread. */
  more: 'more',
  /** Moves a card to another topic. */
  notOurs: 'not_ours',
  setPriority: 'set_priority',
  topicYes: 'topic_yes',
  topicNo: 'topic_no',
  undo: 'undo',
  checkAgain: 'check_again',
  sendAnyway: 'send_anyway',
  deletePost: 'delete_post',
  askDelete: 'ask_delete',
  linkAgain: 'link_again',
  accountSolved: 'account_solved',
  sendAsked: 'send_asked',
  /** Buttons that only open an address: Slack tells us of the click all the same. */
  viewOnX: 'view_on_x',
  openLink: 'open_link',
} as const;

export const VIEW = {
  replySubmit: 'reply_submit',
  notOurs: 'not_ours_submit',
  priority: 'priority_submit',
} as const;

/** The text input of the reply modal. */
export const REPLY_TEXT = { blockId: 'reply_text', actionId: 'text' } as const;

/** The choice of the way in which the answer goes out, in the reply modal. */
export const REPLY_STEP = { blockId: 'reply_step', actionId: 'step' } as const;

/** The fields of the window that moves a thread to another topic, and of the one for its priority. */
export const MOVE_TOPIC = { blockId: 'move_topic', actionId: 'topic' } as const;
export const MOVE_WHY = { blockId: 'move_why', actionId: 'why' } as const;
export const PRIORITY = { blockId: 'priority', actionId: 'priority' } as const;

export const COMMAND = '/care';

/** What travels in the reply modal's private_metadata. */
export interface ReplyModalData {
  threadId: string;
  /** The step that the modal promised. */
  step: string;
}

export function packModalData(data: ReplyModalData): string {
  return JSON.stringify(data);
}

/** Null for anything that we did not write. */
export function unpackModalData(text: string): ReplyModalData | null {
  try {
    const data = JSON.parse(text) as Partial<ReplyModalData>;
    return typeof data.threadId === 'string' && typeof data.step === 'string'
      ? { threadId: data.threadId, step: data.step }
      : null;
  } catch {
    return null;
  }
}
