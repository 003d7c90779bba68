import type { SavedReply } from '../domain/saved-replies.ts';
import { MOST_SAVED, type SavedReplyStore } from '../words.ts';
import type { Database } from './scripts.ts';

export function createSavedReplyStore(db: Database): SavedReplyStore {
  return {
    async all() {
      const stored = await db.call((redis, prefix) => redis.hvals(`${prefix}saved`));
      return stored.map((json) => JSON.parse(json) as SavedReply);
    },
    async save({ reply, known, version, slackUser, now }) {
      const json = JSON.stringify({ ...reply, version, by: slackUser } satisfies SavedReply);
      const said = await db.run(
        'save-reply',
        reply.id,
        known ?? '',
        version,
        json,
        MOST_SAVED,
        slackUser,
        now,
      );
      return said as 'saved' | 'changed' | 'gone' | 'full';
    },
    remove: async ({ id, known, slackUser, now }) =>
      (await db.run('delete-saved', id, known, slackUser, now)) as 'deleted' | 'changed',
  };
}
