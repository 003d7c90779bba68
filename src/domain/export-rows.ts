/** One thread, or one answer in it. Times are ISO 8601; what does not apply is empty. */
export interface ExportRow {
  kind: 'thread' | 'reply';
  thread: string;
  reply: string;
  brand: string;
  origin: string;
  topic: string;
  priority: string;
  tags: string;
  state: string;
  opened_at: string;
  /** When it came into its present state, or the answer was changed last. */
  changed_at: string;
  first_answer_at: string;
  /** From the customer's first word to the first answer. */
  first_answer_seconds: string;
  /** Slack user id of whoever answered last, or wrote this answer. */
  person: string;
  answers: string;
  reopened: string;
  /** Of a thread: why it was ignored. Of an answer: the step by which it went out, or would have. */
  outcome: string;
  /** Why an answer did not go out. */
  reason: string;
  url: string;
}

export const EXPORT_COLUMNS = [
  'kind',
  'thread',
  'reply',
  'brand',
  'origin',
  'topic',
  'priority',
  'tags',
  'state',
  'opened_at',
  'changed_at',
  'first_answer_at',
  'first_answer_seconds',
  'person',
  'answers',
  'reopened',
  'outcome',
  'reason',
  'url',
] as const satisfies (keyof ExportRow)[];

/** What Redis or an archive holds of a thread. */
export interface Recorded {
  thread: string;
  keys: readonly [name: string, type: string, value: unknown][];
  places: readonly [name: string, type: string, member: string, value: string][];
  audit: readonly [id: string, fields: string[]][];
}

/** The thread and its answers; no words of anybody's. Empty: it was opened before `since`. */
export function exportRows(record: Recorded, since: number): ExportRow[] {
  const hashes = new Map(
    record.keys.flatMap(([name, type, value]) =>
      type === 'hash' ? [[name, new Map(value as [string, string][])] as const] : [],
    ),
  );
  const thread = hashes.get(`thread:${record.thread}`) ?? new Map<string, string>();
  if (Number(thread.get('openedAt')) < since) return [];
  const replies = [...hashes].filter(([name]) => name.startsWith('reply:'));
  const common = {
    thread: record.thread,
    brand: thread.get('brand') ?? '',
    origin: thread.get('origin') || 'x',
    topic: thread.get('topic') ?? '',
    priority: thread.get('priority') || 'normal',
    tags: thread.get('tags') ?? '',
  };
  return [
    threadRow(common, record, thread, replies.filter(([, reply]) => reply.get('state') === 'sent').length),
    ...replies.map(([name, reply]) => replyRow(common, name.slice('reply:'.length), reply)),
  ];
}

type Common = Pick<ExportRow, 'thread' | 'brand' | 'origin' | 'topic' | 'priority' | 'tags'>;
type Fields = Map<string, string>;

function threadRow(common: Common, record: Recorded, thread: Fields, answers: number): ExportRow {
  const state = thread.get('state') ?? '';
  const since = record.places.find(([name]) => name === `threads:${state}`)?.[3];
  const { waits, answered } = firstTurns(record);
  return {
    kind: 'thread',
    ...common,
    reply: '',
    state,
    opened_at: iso(thread.get('openedAt')),
    changed_at: iso(since),
    first_answer_at: iso(answered),
    first_answer_seconds:
      waits === undefined || answered === undefined
        ? ''
        : String(Math.round((Number(answered) - Number(waits)) / 1000)),
    person: thread.get('answeredBy') ?? '',
    answers: String(answers),
    reopened: String(record.audit.filter(([, fields]) => fields.includes('thread-reopened')).length),
    outcome: state === 'ignored' ? (thread.get('ignoredReason') ?? '') : '',
    reason: '',
    url: '',
  };
}

function replyRow(common: Common, id: string, reply: Fields): ExportRow {
  return {
    kind: 'reply',
    ...common,
    reply: id,
    state: reply.get('state') ?? '',
    opened_at: iso(reply.get('createdAt')),
    changed_at: iso(reply.get('updatedAt')),
    first_answer_at: '',
    first_answer_seconds: '',
    person: reply.get('responder') ?? '',
    answers: '',
    reopened: '',
    outcome: reply.get('steps')?.split(',')[0] ?? '',
    reason: reply.get('reason') ?? '',
    url: reply.get('postUrl') ?? '',
  };
}

/** When the customer began to wait, and when that ended by an answer. */
function firstTurns({ thread, keys }: Recorded): { waits?: string; answered?: string } {
  const turns = keys.find(([name]) => name === `turns:${thread}`)?.[2] as string[] | undefined;
  const at = (kind: string) => turns?.find((turn) => turn.startsWith(`${kind}:`))?.slice(kind.length + 1);
  const [waits, answered] = [at('waits'), at('answered')];
  return { ...(waits === undefined ? {} : { waits }), ...(answered === undefined ? {} : { answered }) };
}

function iso(ms: string | undefined): string {
  return ms === undefined || ms === '' || Number.isNaN(Number(ms)) ? '' : new Date(Number(ms)).toISOString();
}
