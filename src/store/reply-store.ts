import { randomUUID } from 'node:crypto';
import type { Reply } from '../domain/glossary.ts';
import { UPLOAD_MS } from '../domain/media.ts';
import type { ReplyUpdate } from '../domain/outcome.ts';
import { AppError } from '../errors.ts';
import {
  type Adopted,
  type BeginResult,
  type LookResult,
  type ReplyStore,
  SENDING_GRACE_MS,
  type SubmitResult,
} from '../stores.ts';
import { RESUME_SPACING_MS, RESUME_UNASKED_MS } from './keys.ts';
import { readOwned } from './owned.ts';
import { readRecentTexts } from './recent-texts.ts';
import { readThread } from './records.ts';
import { readReply, readUpload, replyFields } from './reply-records.ts';
import type { Database } from './scripts.ts';

const OVERTAKEN =
  'X does not have it, and the thread was resolved or another answer is under way: it is not sent again.';
const LOST = 'Faccia was stopped while this was being posted, so nobody knows yet whether X has it.';

const NOT_COMPARED = '*';

/** By what the script answers. */
const ADOPTED: readonly Adopted['kind'][] = ['passed', 'adopted', 'taken'];

export function createReplyStore(db: Database): ReplyStore {
  const get = (replyId: string) => readReply(db, replyId);
  const existing = async (replyId: string): Promise<Reply> => {
    const reply = await get(replyId);
    if (reply) return reply;
    throw new AppError({ code: 'reply-missing', sentence: 'Faccia does not know this answer any more.' });
  };
  return {
    get,
    async draft(threadId, slackUser) {
      const id = await readOwned(db, `draft:${threadId}:${slackUser}`, (redis, key) => redis.get(key));
      const reply = id === null ? null : await get(id);
      const ended = reply?.state === 'withdrawn' || reply?.state === 'refused';
      return reply && (ended || reply.deletion?.state === 'deleted') ? reply.text : null;
    },
    async submit(reply, newest = NOT_COMPARED, handover = null) {
      const head = [reply.id, reply.threadId, reply.responder, reply.createdAt, reply.notBefore, newest];
      const fields = replyFields(reply);
      const before = handover === null ? [] : replyFields(handover);
      const result = await db.run('submit', ...head, handover?.id ?? '', fields.length, ...fields, ...before);
      return submitResult(db, reply, result);
    },
    recentTexts: (since) => readRecentTexts(db, since),
    async withdraw(replyId, slackUser, now) {
      const kind = (await db.run('withdraw', replyId, slackUser, now)) as string;
      if (kind !== 'withdrawn' && kind !== 'too-late' && kind !== 'not-yours') return { kind: 'missing' };
      return { kind, reply: await existing(replyId) };
    },
    async begin(replyId, now) {
      // The nonce tells our own command, sent again by ioredis, from another worker's.
      const result = await db.run('begin', replyId, now, randomUUID(), SENDING_GRACE_MS, LOST);
      return beginResult(result, await get(replyId));
    },
    async uploaded(replyId, fileId, { accountId, mediaId, at, ready }, now) {
      const args = [replyId, fileId, accountId, mediaId, at, ready ? 1 : 0, now, UPLOAD_MS];
      return readUpload((await db.run('uploaded', ...args)) as string);
    },
    async finish(replyId, attempt, update, now) {
      const reply = await existing(replyId);
      await db.run('finish', replyId, attempt, now, update.kind, ...updateArguments(reply, update));
      return existing(replyId);
    },
    async looked(reply, result, now) {
      const { id, attempt, looks } = reply;
      await db.run('looked', id, attempt, looks, now, result.kind, ...lookArguments(reply, result));
      return existing(id);
    },
    drawWording: async (replyId, list, sentences) =>
      (await db.run('draw-wording', replyId, list, sentences)) as number,
    async adopt(replyId, postId, postUrl, now) {
      const result = await db.run('adopt', 'answer', replyId, postId, postUrl, now);
      return { kind: ADOPTED[result as number] ?? 'passed', reply: await existing(replyId) };
    },
    async adoptIntroduction(replyId, introductionId, now) {
      const result = await db.run('adopt', 'introduction', replyId, introductionId, '', now);
      return { kind: ADOPTED[result as number] ?? 'passed', reply: await existing(replyId) };
    },
    async byPost(postId) {
      const id = await readOwned(db, `post:${postId}`, (redis, key) => redis.hget(key, 'reply'));
      return id ? get(id) : null;
    },
    async ownerOf(versions) {
      const known = await Promise.all(
        versions.map((id) =>
          readOwned(db, `post:${id}`, (redis, key) => redis.hmget(key, 'reply', 'byHand')),
        ),
      );
      const reply = known.map(([id]) => id).find(Boolean) ?? null;
      return { reply, byHand: known.some(([, byHand]) => byHand === '1') };
    },
    unpark: async (accountId, now) =>
      (await db.run('unpark', accountId, now, RESUME_SPACING_MS, RESUME_UNASKED_MS)) as number,
    async sendAsked(replyId, slackUser, now) {
      const [kind, by = ''] = (await db.run('send-asked', replyId, slackUser, now)) as string[];
      if (kind === 'missing') return { kind };
      const reply = await existing(replyId);
      if (kind === 'not-holder') return { kind, by, reply };
      return { kind: kind as 'going' | 'busy' | 'not-yours' | 'settled', reply };
    },
  };
}

async function submitResult(db: Database, reply: Reply, result: unknown): Promise<SubmitResult> {
  const [kind, detail = ''] = result as string[];
  switch (kind) {
    case 'accepted':
    case 'repeated':
      return { kind, reply: (await readReply(db, reply.id)) ?? reply };
    case 'not-holder':
      return { kind, by: detail === '' ? null : detail };
    case 'reply-active':
      return { kind, reply: (await readReply(db, detail)) ?? reply };
    case 'overtaken':
      return { kind };
    case 'closed':
      return { kind, state: (await readThread(db, reply.threadId))?.state ?? 'resolved' };
    default:
      return { kind: 'missing' };
  }
}

function beginResult(result: unknown, reply: Reply | null): BeginResult {
  const [kind, until] = result as [string, number?];
  if (!reply) return { kind: 'nothing', reply };
  if (kind === 'go' || kind === 'unknown' || kind === 'look') return { kind, reply };
  return kind === 'not-due' ? { kind, until: Number(until) } : { kind: 'nothing', reply };
}

function updateArguments(reply: Reply, update: ReplyUpdate): (string | number)[] {
  switch (update.kind) {
    case 'introduced':
      return [update.introductionId, update.found?.lookAt ?? ''];
    case 'sent':
      return [update.postId, update.postUrl, update.found?.lookAt ?? ''];
    case 'retry':
      return [update.at, update.reason, update.newWording ? 1 : 0, update.newUploads ? 1 : 0];
    case 'next-step':
      return nextStepArguments(reply, update);
    case 'unknown':
      return [update.reason, update.lookAt, update.duplicate ? 1 : 0];
    case 'awaiting-post':
      return [update.lookAt];
    case 'refused':
      return [update.reason, update.introductionGone ? 1 : 0];
    case 'parked':
      return [update.reason, update.linkedAt ?? '', update.brandAccountId ?? ''];
  }
}

function nextStepArguments(reply: Reply, update: Extract<ReplyUpdate, { kind: 'next-step' }>): string[] {
  const steps = reply.steps.filter((step) => step !== update.refused);
  const refused = [...reply.refusedSteps, { step: update.refused, reason: update.reason }];
  const part = steps[0] === 'introduce' ? 'introduction' : 'answer';
  return [steps.join(','), JSON.stringify(refused), part, update.reason, update.introductionGone ? '1' : '0'];
}

function lookArguments(reply: Reply, result: LookResult): (string | number)[] {
  switch (result.kind) {
    case 'look-again':
      return [result.at, result.reason ?? ''];
    case 'send-again':
      return [OVERTAKEN, result.by ?? '', result.newWording ? 1 : 0];
    case 'next-step':
      return [OVERTAKEN, ...nextStepArguments(reply, result)];
    case 'parked':
      return [result.accountId, result.reason];
    case 'not-posted':
      return [];
    case 'refused':
    case 'given-up':
      return [result.reason];
  }
}
