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
  /** In the reply window: a saved reply to begin with, and the way to the brand's private messages. */
  startFrom: 'start_from',
  askPrivately: 'ask_privately',
  /** A lead's word on an answer that waits for it. */
  approveReply: 'approve_reply',
  changeReply: 'change_reply',
  declineReply: 'decline_reply',
  /** All that waits for it: opens the list, and turns its pages. */
  approvals: 'approvals',
  approvalsBack: 'approvals_back',
  approvalsOn: 'approvals_on',
  /** What was answered to a customer who did not write in public. */
  noteAnswer: 'note_answer',
  savedAdd: 'saved_add',
  savedEdit: 'saved_edit',
  savedDelete: 'saved_delete',
  savedPage: 'saved_page',
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
  /** Who has how much: opens the list, and turns its pages. */
  load: 'load',
  loadBack: 'load_back',
  loadOn: 'load_on',
  /** Turns the pages of who is there. */
  whoBack: 'who_back',
  whoOn: 'who_on',
  /** Lists of threads: opens one, and turns its pages. */
  listWaiting: 'list_waiting',
  listLate: 'list_late',
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
  /** A surge: more than a channel can show. */
  surgeOpen: 'surge_open',
  surgeTake: 'surge_take',
  surgeGroups: 'surge_groups',
  surgeGroupsBack: 'surge_groups_back',
  surgeGroupsOn: 'surge_groups_on',
  listFolded: 'list_folded',
  incidentDeclare: 'incident_declare',
  incidentEnd: 'incident_end',
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
  approvalComment: 'approval_comment',
  logSubmit: 'log_submit',
  noteSubmit: 'note_submit',
  savedSubmit: 'saved_submit',
  notOurs: 'not_ours_submit',
  priority: 'priority_submit',
  ignoreSubmit: 'ignore_submit',
  find: 'find_submit',
  tags: 'tags_submit',
  join: 'join_submit',
  leave: 'leave_submit',
  decline: 'decline_join_submit',
  rules: 'rules_accept',
  incident: 'incident_submit',
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

/** The fields of the window of incidents. */
export const INCIDENT = {
  tag: { blockId: 'incident_tag' },
  group: { blockId: 'incident_group' },
  text: { blockId: 'incident_text' },
  saved: { blockId: 'incident_saved' },
  hours: { blockId: 'incident_hours' },
  actionId: 'value',
} as const;

export const LIST_QUERY = { blockId: 'list_query', actionId: 'query' } as const;
export const TAGS = { blockId: 'thread_tags', actionId: 'tags' } as const;
/** Pictures and video, in the reply modal. */
export const REPLY_FILES = { blockId: 'reply_files', actionId: 'files' } as const;

/** One description in the window that follows the reply modal when there are pictures. */
export const ALT_TEXT = { blockId: (fileId: string) => `alt_${fileId}`, actionId: 'alt' } as const;

export const COMMAND = '/care';
