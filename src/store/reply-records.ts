import type { Approval } from '../domain/approval.ts';
import type { Deletion, DeliveryStep, Reply, ReplyPart, ReplyState } from '../domain/glossary.ts';
import type { ReplyFile, Upload } from '../domain/media.ts';
import { type Fields, number, numberOrNull, text, textOrNull } from './fields.ts';
import { readOwned } from './owned.ts';
import { flagsOf } from './reply-flags.ts';
import type { Database } from './scripts.ts';

export async function readReply(db: Database, id: string): Promise<Reply | null> {
  const fields = await readOwned(db, `reply:${id}`, (redis, key) => redis.hgetall(key));
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
