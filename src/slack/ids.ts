/** Every action_id, callback_id and block_id, once. Outside tools rely on the public ones: they do not change. */
export const ACTION = {
  takeIt: 'take_it',
  replyOpen: 'reply_open',
  release: 'release',
  reassign: 'reassign',
  resolve: 'resolve',
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

export const VIEW = { replySubmit: 'reply_submit', altSubmit: 'alt_submit' } as const;

/** The text input of the reply modal. */
export const REPLY_TEXT = { blockId: 'reply_text', actionId: 'text' } as const;

/** The choice of the way in which the answer goes out, in the reply modal. */
export const REPLY_STEP = { blockId: 'reply_step', actionId: 'step' } as const;

/** Pictures and video, in the reply modal. */
export const REPLY_FILES = { blockId: 'reply_files', actionId: 'files' } as const;

/** One description in the window that follows the reply modal when there are pictures. */
export const ALT_TEXT = { blockId: (fileId: string) => `alt_${fileId}`, actionId: 'alt' } as const;

export const COMMAND = '/care';

/** What travels in the reply modal's private_metadata. */
export interface ReplyModalData {
  threadId: string;
  /** The step that the modal promised. */
  step: string;
}

/** What travels in the window that asks for descriptions: the answer itself, which is not accepted yet. */
export interface AltModalData extends ReplyModalData {
  text: string;
  fileIds: string[];
}

export function packModalData(data: ReplyModalData | AltModalData): string {
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

/** Null for anything that we did not write. */
export function unpackAltData(text: string): AltModalData | null {
  const data = unpackModalData(text);
  if (data === null) return null;
  const { text: answer, fileIds } = JSON.parse(text) as Partial<AltModalData>;
  const named = Array.isArray(fileIds) && fileIds.every((id) => typeof id === 'string');
  return typeof answer === 'string' && named ? { ...data, text: answer, fileIds } : null;
}
