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
  /** Opens the window of joining: also for whoever joined before. */
  mySettings: 'my_settings',
  approveJoin: 'approve_join',
  declineJoin: 'decline_join',
  /** What another person wrote in a conversation becomes a thread. */
  separate: 'separate',
  /** Opens the window that asks why a thread needs no answer. */
  ignore: 'ignore',
  bringBack: 'bring_back',
  mutedNewer: 'muted_newer',
  mutedOlder: 'muted_older',
  noiseRules: 'noise_rules',
  forgetRule: 'forget_rule',
  /** Lists of threads: opens one, and turns its pages. */
  listWaiting: 'list_waiting',
  listFind: 'list_find',
  listMine: 'list_mine',
  listOpen: 'list_open',
  listClaimed: 'list_claimed',
  listAnswered: 'list_answered',
  listBack: 'list_back',
  listOn: 'list_on',
  history: 'history',
  historyBack: 'history_back',
  historyOn: 'history_on',
  tags: 'tags',
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
  altSubmit: 'alt_submit',
  notOurs: 'not_ours_submit',
  priority: 'priority_submit',
  ignoreSubmit: 'ignore_submit',
  find: 'find_submit',
  tags: 'tags_submit',
  join: 'join_submit',
  leave: 'leave_submit',
  decline: 'decline_join_submit',
  rules: 'rules_accept',
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
  topic: { blockId: 'topic', actionId: 'topic' },
  inPublic: { blockId: 'in_public', actionId: 'public' },
  word: { blockId: 'word', actionId: 'text' },
} as const;

/** What a lead fills in for several threads; each page of threads is a block of its own: `threads_0`, `threads_1`, … */
export const ASSIGN = {
  threads: { blockId: 'threads', actionId: 'chosen' },
  what: { blockId: 'what', actionId: 'choice' },
  person: { blockId: 'person', actionId: 'user' },
} as const;
/** The fields of the window that moves a thread to another topic, and of the one for its priority. */
export const MOVE_TOPIC = { blockId: 'move_topic', actionId: 'topic' } as const;
export const MOVE_WHY = { blockId: 'move_why', actionId: 'why' } as const;
export const PRIORITY = { blockId: 'priority', actionId: 'priority' } as const;
/** The fields of the window of joining, and the others: each block has one element of the same name. */
export const JOIN = {
  rules: 'join_rules',
  topics: 'join_topics',
  languages: 'join_languages',
  from: 'join_quiet_from',
  to: 'join_quiet_to',
  zone: 'join_zone',
  daysOff: 'join_days_off',
  maxOpen: 'join_max_open',
  maxPerDay: 'join_max_per_day',
} as const;
export const DECLINE_REASON = 'decline_reason';
export const RULES_ACCEPT = 'rules_accepted';
/** The fields of the window that asks why a thread needs no answer. */
export const IGNORE_REASON = { blockId: 'ignore_reason', actionId: 'reason' } as const;
export const IGNORE_WHY = { blockId: 'ignore_why', actionId: 'why' } as const;
export const IGNORE_RULE = { blockId: 'ignore_rule', actionId: 'rule' } as const;
export const IGNORE_WORDS_TYPED = { blockId: 'ignore_words', actionId: 'words' } as const;

export const LIST_QUERY = { blockId: 'list_query', actionId: 'query' } as const;
export const TAGS = { blockId: 'thread_tags', actionId: 'tags' } as const;
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
  /** Whether the customer is told first; null: nobody was asked. */
  handOver: boolean | null;
}

export function packModalData(data: ReplyModalData | AltModalData): string {
  return JSON.stringify(data);
}

/** Null for anything that we did not write. */
export function unpackModalData(text: string): ReplyModalData | null {
  const data = parsed<ReplyModalData>(text);
  return typeof data?.threadId === 'string' && typeof data.step === 'string'
    ? { threadId: data.threadId, step: data.step }
    : null;
}

/** Which page of which list a button shows. */
export interface ListRef {
  kind: string;
  query: string;
  from: number;
}

export function packList({ kind, query, from }: ListRef): string {
  return JSON.stringify([kind, query, from]);
}

const LISTS = ['waiting', 'mine', 'find', 'open', 'claimed', 'answered', 'resolved', 'ignored'] as const;

/** Customers who wait, for anything that we did not write. */
export function unpackList(text: string): { kind: (typeof LISTS)[number]; query: string; from: number } {
  try {
    const [kind, query, from] = JSON.parse(text) as [string, string, number];
    const known = LISTS.find((name) => name === kind);
    if (known) return { kind: known, query: String(query), from: Number(from) || 0 };
  } catch {
    return { kind: 'waiting', query: '', from: 0 };
  }
  return { kind: 'waiting', query: '', from: 0 };
}

/** Which wish to join a button is about. */
export interface RequestRef {
  applicant: string;
  requestId: string;
}

export function packRequest({ applicant, requestId }: RequestRef): string {
  return `${applicant}:${requestId}`;
}

/** Null for anything that we did not write. */
export function unpackRequest(text: string): RequestRef | null {
  const [applicant = '', requestId = '', ...more] = text.split(':');
  return applicant !== '' && requestId !== '' && more.length === 0 ? { applicant, requestId } : null;
}

/** What was to be done when new house rules came in between. `send`: the reply window stands below. */
export interface RulesRef {
  version: string;
  before: 'take' | 'reply' | 'send';
  threadId: string;
}

export function packRules(ref: RulesRef): string {
  return JSON.stringify(ref);
}

/** Null for anything that we did not write. */
export function unpackRules(text: string): RulesRef | null {
  try {
    const { version, before, threadId } = JSON.parse(text) as Partial<RulesRef>;
    if (typeof version !== 'string' || typeof threadId !== 'string') return null;
    return before === 'take' || before === 'reply' || before === 'send'
      ? { version, before, threadId }
      : null;
  } catch {
    return null;
  }
}

/** Null for anything that is no JSON. */
export function parsed<T>(text: string): Partial<T> | null {
  try {
    return JSON.parse(text) as Partial<T> | null;
  } catch {
    return null;
  }
}

/** Null for anything that we did not write. */
export function unpackAltData(text: string): AltModalData | null {
  const data = unpackModalData(text);
  if (data === null) return null;
  const { text: answer, fileIds, handOver = null } = JSON.parse(text) as Partial<AltModalData>;
  const named = Array.isArray(fileIds) && fileIds.every((id) => typeof id === 'string');
  return typeof answer === 'string' && named ? { ...data, text: answer, fileIds, handOver } : null;
}
