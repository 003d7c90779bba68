import type { Approval } from '../domain/approval.ts';
import type {
  Deletion,
  DeliveryStep,
  Origin,
  Post,
  Reply,
  ReplyPart,
  ReplyState,
  Thread,
  ThreadState,
} from '../domain/glossary.ts';
import type { ReplyFile, Upload } from '../domain/media.ts';
import type { Priority, RouteReason, TopicSuggestion } from '../domain/route.ts';
import { flagsOf } from './reply-flags.ts';
import type { Database } from './scripts.ts';

type Fields = Record<string, string>;

export async function readPost(db: Database, id: string): Promise<Post | null> {
  return postFrom(id, await db.call((redis, prefix) => redis.hget(`${prefix}post:${id}`, 'json')));
}

/** What was stored before versions were known stands for itself. */
function postFrom(id: string, json: string | null): Post | null {
  return json ? { versions: [id], ...(JSON.parse(json) as Omit<Post, 'versions'>) } : null;
}

export async function readThread(db: Database, id: string): Promise<Thread | null> {
  const fields = await db.call((redis, prefix) => redis.hgetall(`${prefix}thread:${id}`));
  const { root: rootId, last: lastId } = fields;
  if (rootId === undefined || lastId === undefined) return null;
  const [root, last] = await Promise.all([
    readPost(db, rootId),
    rootId === lastId ? null : readPost(db, lastId),
  ]);
  return threadFrom(id, fields, root, last);
}

/** As a script answers it: names and values of the thread, then its first and its newest post, empty where they are one. */
export function toldThread(id: string, flat: readonly string[], root: string, last: string): Thread | null {
  const fields: Fields = {};
  for (let index = 0; index + 1 < flat.length; index += 2) fields[flat[index] ?? ''] = flat[index + 1] ?? '';
  return threadFrom(id, fields, postFrom(text(fields, 'root'), root), postFrom(text(fields, 'last'), last));
}

function threadFrom(id: string, fields: Fields, root: Post | null, last: Post | null): Thread | null {
  if (!root) return null;
  return {
    id,
    brand: text(fields, 'brand'),
    channel: text(fields, 'channel'),
    topic: textOrNull(fields, 'topic'),
    // Threads that were opened before there were others are of public posts.
    origin: (fields.origin ?? 'x') as Origin,
    loggedBy: textOrNull(fields, 'loggedBy'),
    ...readRoute(fields),
    tags: text(fields, 'tags').split(' ').filter(Boolean),
    state: text(fields, 'state') as ThreadState,
    root,
    lastCustomerPost: last ?? root,
    openedAt: number(fields, 'openedAt'),
    claimedBy: textOrNull(fields, 'claimedBy'),
    claimedAt: numberOrNull(fields, 'claimedAt'),
    answeredBy: textOrNull(fields, 'answeredBy'),
    activeReplyId: textOrNull(fields, 'activeReplyId'),
    cardTs: textOrNull(fields, 'cardTs'),
    ...(fields.folded ? { folded: true as const } : {}),
    ...(fields.incident ? { incident: fields.incident } : {}),
    rootGone: root.erased !== undefined || fields.rootGone === '1',
    answerDeleted: fields.answerDeleted === '1',
    leaseUntil: numberOrNull(fields, 'leaseUntil'),
    handoverBy: textOrNull(fields, 'handover'),
    shielded: textOrNull(fields, 'shielded'),
    ignored: readIgnored(fields),
    others: number(fields, 'others'),
    returning: fields.returning === '1',
    missed: readMissed(fields),
    version: number(fields, 'version'),
  };
}

/** Threads from before topics had reasons have none. */
function readRoute(
  fields: Fields,
): Pick<Thread, 'priority' | 'because' | 'suggestion' | 'reroutes' | 'moves'> {
  return {
    priority: (textOrNull(fields, 'priority') ?? 'normal') as Priority,
    because: JSON.parse(textOrNull(fields, 'because') ?? '[]') as RouteReason[],
    suggestion: JSON.parse(textOrNull(fields, 'suggestion') ?? 'null') as TopicSuggestion | null,
    reroutes: number(fields, 'reroutes'),
    moves: number(fields, 'moves'),
  };
}

function readIgnored(fields: Fields): Thread['ignored'] {
  if (fields.state !== 'ignored') return null;
  return {
    by: textOrNull(fields, 'ignoredBy'),
    reason: text(fields, 'ignoredReason'),
    why: text(fields, 'ignoredWhy'),
    at: number(fields, 'ignoredAt'),
    since: number(fields, 'ignoredSince'),
  };
}

function readMissed(fields: Fields): Thread['missed'] {
  const slackUser = textOrNull(fields, 'missedBy');
  return slackUser === null ? null : { slackUser, why: text(fields, 'missedWhy') };
}

export async function readReply(db: Database, id: string): Promise<Reply | null> {
  const fields = await db.call((redis, prefix) => redis.hgetall(`${prefix}reply:${id}`));
  if (fields.state === undefined) return null;
  return {
    id,
    threadId: text(fields, 'threadId'),
    responder: text(fields, 'responder'),
    accountId: text(fields, 'accountId'),
    text: text(fields, 'text'),
    files: readFiles(fields),
    state: fields.state as ReplyState,
    inReplyTo: text(fields, 'inReplyTo'),
    steps: text(fields, 'steps').split(',').filter(Boolean) as DeliveryStep[],
    refusedSteps: JSON.parse(fields.refusedSteps ?? '[]') as Reply['refusedSteps'],
    part: text(fields, 'part') as ReplyPart,
    attempt: number(fields, 'attempt'),
    sendingAt: numberOrNull(fields, 'sendingAt'),
    rewordings: number(fields, 'rewordings'),
    unknownSince: numberOrNull(fields, 'unknownSince'),
    looks: number(fields, 'looks'),
    duplicates: number(fields, 'duplicates'),
    awaitsPost: fields.awaitsPost === '1',
    ...(fields.unseen === '1' ? { unseen: true } : {}),
    introductionId: textOrNull(fields, 'introductionId'),
    postId: textOrNull(fields, 'postId'),
    postUrl: textOrNull(fields, 'postUrl'),
    notBefore: number(fields, 'notBefore'),
    reason: textOrNull(fields, 'reason'),
    parked: fields.parked === '1',
    deletion: readDeletion(fields),
    ...flagsOf(fields),
    ...(fields.after ? { after: fields.after } : {}),
    ...(fields.handoverFor ? { handoverFor: fields.handoverFor } : {}),
    ...readApproval(fields),
    ...(fields.credit ? { credit: fields.credit } : {}),
    createdAt: number(fields, 'createdAt'),
    updatedAt: number(fields, 'updatedAt'),
    version: number(fields, 'version'),
  };
}

/** Replies that were stored before there were files have none. */
function readFiles(fields: Fields): ReplyFile[] {
  const files = JSON.parse(fields.files ?? '[]') as Omit<ReplyFile, 'upload'>[];
  return files.map((file) => ({ ...file, upload: readUpload(text(fields, `upload:${file.id}`)) }));
}

/** As `uploaded.lua` writes it; null for nothing. */
export function readUpload(stored: string): Upload | null {
  const [accountId, mediaId, at, ready] = stored.split(' ');
  if (!accountId || mediaId === undefined) return null;
  return { accountId, mediaId, at: Number(at), ready: ready === '1' };
}

function readDeletion(fields: Fields): Deletion | null {
  const state = textOrNull(fields, 'deletion');
  if (state === null) return null;
  const [parked = ''] = text(fields, 'deletionParked').split(':');
  return {
    state: state as Deletion['state'],
    askedBy: textOrNull(fields, 'deletionAskedBy'),
    by: textOrNull(fields, 'deletionBy'),
    at: number(fields, 'deletionAt'),
    reason: textOrNull(fields, 'deletionReason'),
    parked: parked === '' ? null : (parked as Deletion['parked']),
    answer: textOrNull(fields, 'deletionAnswer') as Deletion['answer'],
    tries: number(fields, 'deletionTries'),
    keepsIntroduction: fields.deletionKeeps === '1',
  };
}

function readApproval(fields: Fields): { approval?: Approval } {
  const state = textOrNull(fields, 'approval');
  if (state === null) return {};
  return {
    approval: {
      state: state as Approval['state'],
      why: JSON.parse(fields.approvalWhy ?? '[]') as string[],
      askedAt: number(fields, 'createdAt'),
      by: textOrNull(fields, 'approvalBy'),
      at: numberOrNull(fields, 'approvalAt'),
      comment: text(fields, 'approvalComment'),
    },
  };
}

/** A new reply as the names and values that {@link readReply} reads. */
export function replyFields(reply: Reply): (string | number)[] {
  const {
    id: _id,
    steps,
    files,
    refusedSteps,
    parked,
    parkedForBrand: _brand,
    restored: _restored,
    asked: _asked,
    unsigned,
    approval,
    awaitsPost,
    unseen: _unseen,
    deletion: _none,
    ...plain
  } = reply;
  const fields = Object.entries(plain).flatMap(([name, value]) => [name, value ?? '']);
  return [
    ...fields,
    'steps',
    steps.join(','),
    'files',
    JSON.stringify(files.map(({ upload: _none, ...file }) => file)),
    'refusedSteps',
    JSON.stringify(refusedSteps),
    'parked',
    parked ? 1 : 0,
    'awaitsPost',
    awaitsPost ? 1 : 0,
    ...(unsigned ? ['unsigned', 1] : []),
    ...(approval ? ['approval', approval.state, 'approvalWhy', JSON.stringify(approval.why)] : []),
  ];
}

function text(fields: Fields, name: string): string {
  return fields[name] ?? '';
}

function textOrNull(fields: Fields, name: string): string | null {
  return fields[name] === undefined || fields[name] === '' ? null : fields[name];
}

function number(fields: Fields, name: string): number {
  return Number(fields[name] ?? 0);
}

function numberOrNull(fields: Fields, name: string): number | null {
  const found = textOrNull(fields, name);
  return found === null ? null : Number(found);
}
