/** Every action_id, callback_id and block_id, once. Outside tools rely on the public ones: they do not change. */
export const ACTION = {
  takeIt: 'take_it',
  replyOpen: 'reply_open',
  release: 'release',
  reassign: 'reassign',
  resolve: 'resolve',
  /** Opens the window with everything else that can be done with a thread. */
  more: 'more',
  /** The holder was asked whether they still have it. */
  keepIt: 'keep_it',
  takeOver: 'take_over',
  takeOff: 'take_off',
  liftShield: 'lift_shield',
  assignPrevious: 'assign_previous',
  assignNext: 'assign_next',
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
  reassign: 'reassign_window',
  takeOver: 'take_over_window',
  takeOff: 'take_off_window',
  assign: 'assign_window',
} as const;

/** The text input of the reply modal. */
export const REPLY_TEXT = { blockId: 'reply_text', actionId: 'text' } as const;

/** The choice of the way in which the answer goes out, in the reply modal. */
export const REPLY_STEP = { blockId: 'reply_step', actionId: 'step' } as const;

/** Whether the customer is told that somebody else goes on, in the reply modal. */
export const REPLY_HANDOVER = { blockId: 'reply_handover', actionId: 'handover' } as const;

/** What a lead fills in when a thread changes hands. */
export const REASSIGN = {
  person: { blockId: 'person', actionId: 'user' },
  inPublic: { blockId: 'in_public', actionId: 'public' },
  word: { blockId: 'word', actionId: 'text' },
} as const;

/** What a lead fills in for several threads; each page of threads is a block of its own: `threads_0`, `threads_1`, … */
export const ASSIGN = {
  threads: { blockId: 'threads', actionId: 'chosen' },
  what: { blockId: 'what', actionId: 'choice' },
  person: { blockId: 'person', actionId: 'user' },
} as const;

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
  const data = parsed<ReplyModalData>(text);
  return typeof data?.threadId === 'string' && typeof data.step === 'string'
    ? { threadId: data.threadId, step: data.step }
    : null;
}

/** What travels in the windows in which a thread changes hands. */
export interface ClaimWindowData {
  threadId: string;
  /** Who had it when the window opened. */
  from: string | null;
}

export function packClaimData(data: ClaimWindowData): string {
  return JSON.stringify(data);
}

/** Null for anything that we did not write. */
export function unpackClaimData(text: string): ClaimWindowData | null {
  const data = parsed<ClaimWindowData>(text);
  return typeof data?.threadId === 'string' ? { threadId: data.threadId, from: data.from ?? null } : null;
}

/** What travels in the window with several threads: the page that is shown, and what is chosen on the others. */
export interface AssignWindowData {
  page: number;
  chosen: readonly string[];
}

/** Slack takes 3,000 characters of it. */
const MOST_CHOSEN = 100;

export function packAssignData({ page, chosen }: AssignWindowData): string {
  return JSON.stringify({ page, chosen: chosen.slice(0, MOST_CHOSEN) });
}

/** Null for anything that we did not write. */
export function unpackAssignData(text: string): AssignWindowData | null {
  const data = parsed<AssignWindowData>(text);
  return typeof data?.page === 'number' && Array.isArray(data.chosen)
    ? { page: data.page, chosen: data.chosen.filter((id) => typeof id === 'string') }
    : null;
}

function parsed<T>(text: string): Partial<T> | null {
  try {
    return JSON.parse(text) as Partial<T> | null;
  } catch {
    return null;
  }
}
