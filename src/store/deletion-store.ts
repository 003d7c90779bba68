import { randomUUID } from 'node:crypto';
import type { DeletionAnswer, DeletionStore } from '../deletions.ts';
import type { DeletionUpdate } from '../domain/deletion.ts';
import { ownerKey } from '../domain/glossary.ts';
import { readReply } from './reply-records.ts';
import type { Database } from './scripts.ts';

export function createDeletionStore(db: Database): DeletionStore {
  const answer = async (kind: unknown, replyId: string): Promise<DeletionAnswer> => {
    const reply = await readReply(db, replyId);
    if (!reply || kind === 'missing') return { kind: 'missing' };
    return { kind: kind as Exclude<DeletionAnswer['kind'], 'missing'>, reply };
  };
  return {
    ask: async (replyId, lead, now) => answer(await db.run('ask-deletion', replyId, lead, now), replyId),
    begin: async (replyId, slackUser, now) =>
      answer(await db.run('begin-deletion', replyId, slackUser, now), replyId),
    async attempt(replyId) {
      // The nonce tells our own command, sent again by ioredis, from another try.
      const going = (await db.run('attempt-deletion', replyId, randomUUID())) === 1;
      return going ? readReply(db, replyId) : null;
    },
    async end(replyId, update, now) {
      await db.run('end-deletion', replyId, now, update.kind, ...details(update));
    },
    async notAsked(replyId, reason, now) {
      await db.run('end-deletion', replyId, now, 'not-asked', '', reason);
    },
    unpark: async (owner, now) => (await db.run('unpark-deletions', ownerKey(owner), now)) as number,
  };
}

function details(update: DeletionUpdate): [detail: string, reason: string] {
  switch (update.kind) {
    case 'answer-gone':
    case 'deleted':
      return [update.answer, ''];
    case 'retry':
      return [String(update.at), update.reason];
    case 'parked':
      return [ownerKey(update.owner), update.reason];
    case 'failed':
      return ['', update.reason];
  }
}
