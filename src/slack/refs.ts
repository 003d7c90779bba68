/** What buttons and windows carry along: written and read here only, and never trusted. */

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

/** Which page of which list a button shows. */
export interface ListRef {
  kind: string;
  query: string;
  from: number;
}

export function packList({ kind, query, from }: ListRef): string {
  return JSON.stringify([kind, query, from]);
}

/** A surge of a channel, one of its groups, or a page of them. */
export interface SurgeButton {
  channel: string;
  number: number;
  group?: string;
  from?: number;
}

export function packSurge({ channel, number, group = '', from = 0 }: SurgeButton): string {
  return [channel, number, group, from].join(':');
}

/** Null for anything that we did not write. */
export function unpackSurge(text: string): Required<SurgeButton> | null {
  const [, channel = '', number, group = '', from] = /^([CGD][A-Z0-9]+):(\d+):(\d*):(\d+)$/u.exec(text) ?? [];
  return channel === '' ? null : { channel, number: Number(number), group, from: Number(from) };
}

const LISTS = [
  'waiting',
  'late',
  'mine',
  'find',
  'folded',
  'open',
  'claimed',
  'answered',
  'resolved',
  'ignored',
] as const;

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

/** Which wish to join a button or a window is about. */
export interface RequestRef {
  applicant: string;
  requestId: string;
  /** The window lies over the list of all that waits, which shows what comes from here on. Left out: over nothing. */
  from?: number | undefined;
}

export function packRequest({ applicant, requestId, from }: RequestRef): string {
  return [applicant, requestId, ...(from === undefined ? [] : [from])].join(':');
}

/** Null for anything that we did not write. */
export function unpackRequest(text: string): RequestRef | null {
  const [, applicant = '', requestId = '', from] = /^([^:]+):([^:]+)(?::(\d+))?$/u.exec(text) ?? [];
  if (applicant === '') return null;
  return { applicant, requestId, ...(from === undefined ? {} : { from: Number(from) }) };
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

/** Null for anything that we did not write. */
export function unpackAltData(text: string): AltModalData | null {
  const data = unpackModalData(text);
  if (data === null) return null;
  const { text: answer, fileIds, handOver = null } = JSON.parse(text) as Partial<AltModalData>;
  const named = Array.isArray(fileIds) && fileIds.every((id) => typeof id === 'string');
  return typeof answer === 'string' && named ? { ...data, text: answer, fileIds, handOver } : null;
}
