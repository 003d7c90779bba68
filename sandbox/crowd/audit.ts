import { spawn } from 'node:child_process';
import { nodeArguments } from '../launch/product.ts';

export interface AuditLine {
  at: number;
  actor: string;
  what: string;
  threadId: string;
  replyId: string;
  detail: string;
}

/** What `npm run audit` prints, from the folder in which the product runs. */
export async function exportAudit(dir: string): Promise<AuditLine[]> {
  const child = spawn(process.execPath, nodeArguments('src/audit'), {
    cwd: dir,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const read = async (stream: NodeJS.ReadableStream) => {
    let text = '';
    for await (const piece of stream.setEncoding('utf8')) text += piece;
    return text;
  };
  const [printed, wrong, code] = await Promise.all([
    read(child.stdout),
    read(child.stderr),
    new Promise<number | null>((resolve) => child.once('exit', resolve)),
  ]);
  if (code !== 0) throw new Error(`The audit was not exported: ${wrong}`);
  return printed
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as AuditLine);
}

/** A time in which somebody had a thread. */
export interface Hold {
  threadId: string;
  slackUser: string;
  from: number;
  /** Null: they still have it. */
  to: number | null;
}

export interface Holding {
  had: Hold[];
  /** Of that, what the customer waited for them. */
  waited: Hold[];
  /** Somebody got a thread that somebody else had at that moment. */
  claimedTwice: string[];
}

/** Who had what and when, by the audit alone. */
export function holdingOf(audit: readonly AuditLine[]): Holding {
  const threads = new Map<string, Thread>();
  const found: Holding = { had: [], waited: [], claimedTwice: [] };
  for (const line of audit) {
    const thread = threads.get(line.threadId) ?? {
      holder: null,
      waiting: true,
      active: false,
      has: null,
      waits: null,
    };
    threads.set(line.threadId, thread);
    follow(found, thread, line);
  }
  return found;
}

interface Thread {
  holder: string | null;
  /** The customer waits for its holder. */
  waiting: boolean;
  /** An answer is under way. */
  active: boolean;
  /** What goes on now. */
  has: Hold | null;
  waits: Hold | null;
}

function follow(found: Holding, thread: Thread, line: AuditLine): void {
  const clash = clashIn(thread, line);
  if (clash !== null) found.claimedTwice.push(`${line.threadId}: ${clash}`);
  const next = { ...thread, ...changeBy(thread, line) };
  if (next.holder !== thread.holder) next.has = goOn(found.had, thread.has, next.holder, line);
  if (next.holder !== thread.holder || next.waiting !== thread.waiting)
    next.waits = goOn(found.waited, thread.waits, next.waiting ? next.holder : null, line);
  Object.assign(thread, next);
}

/** One time ends here, and another may begin. */
function goOn(
  holds: Hold[],
  before: Hold | null,
  slackUser: string | null,
  { at, threadId }: AuditLine,
): Hold | null {
  if (before) before.to = at;
  if (slackUser === null) return null;
  const begun = { threadId, slackUser, from: at, to: null };
  holds.push(begun);
  return begun;
}

/** Somebody gets what somebody else has at this moment. */
function clashIn({ holder }: Thread, { what, actor, detail }: AuditLine): string | null {
  const [before = '', to = ''] = detail.split(' ');
  if (what === 'claimed' && holder !== null && holder !== actor)
    return `${actor} took it while ${holder} had it`;
  if (what === 'returned' && holder !== null && holder !== detail)
    return `it returned to ${detail} while ${holder} had it`;
  if ((what === 'reassigned' || what === 'taken-over') && (holder ?? '') !== before)
    return `it was given from ${before || 'nobody'} to ${to} while ${holder ?? 'nobody'} had it`;
  return null;
}

function changeBy(thread: Thread, { what, actor, detail }: AuditLine): Partial<Thread> {
  switch (what) {
    case 'claimed':
      return { holder: actor };
    case 'returned':
      return { holder: detail };
    case 'reassigned':
    case 'taken-over':
      return { holder: detail.split(' ')[1] ?? null };
    case 'released':
    case 'resolved':
    case 'ignored':
    case 'lease-ended':
      return { holder: null };
    case 'returned-to-channel':
      // An answer that is under way still has its author.
      return thread.active ? {} : { holder: null };
    // While an answer goes out, and until the customer writes again, nobody waits for its holder.
    case 'reply-submitted':
      return { active: true, waiting: false };
    case 'reply-sent':
      return { active: false, waiting: false };
    case 'reply-withdrawn':
    case 'reply-refused':
      return { active: false, waiting: true };
    case 'thread-reopened':
      return { waiting: true };
    default:
      return {};
  }
}
