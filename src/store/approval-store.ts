import type { Reply } from '../domain/glossary.ts';
import type { ApprovalStore } from '../words.ts';
import { readReply } from './reply-records.ts';
import type { Database } from './scripts.ts';

export function createApprovalStore(db: Database): ApprovalStore {
  return {
    async decide({ replyId, slackUser, decision, comment, notBefore, reason, now }) {
      const given = [replyId, slackUser, decision, comment, now, notBefore, reason];
      const [kind] = (await db.run('decide-approval', ...given)) as string[];
      const reply = await readReply(db, replyId);
      if (!reply || kind === 'missing') return { kind: 'missing' };
      return { kind: kind as 'done' | 'own' | 'decided' | 'over', reply };
    },
    async waiting(offset, limit) {
      const [ids, total] = await Promise.all([
        db.call((redis, prefix) =>
          redis.zrange(`${prefix}approvals`, String(offset), String(offset + limit - 1)),
        ),
        db.call((redis, prefix) => redis.zcard(`${prefix}approvals`)),
      ]);
      const replies = await Promise.all(ids.map((id) => readReply(db, id)));
      return { replies: replies.filter((reply): reply is Reply => reply !== null), total };
    },
    sentBy: async (slackUser) =>
      Number((await db.call((redis, prefix) => redis.hget(`${prefix}sent-by`, slackUser))) ?? 0),
  };
}
