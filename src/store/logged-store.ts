import { forgotten } from '../domain/logged.ts';
import { AppError } from '../errors.ts';
import type { LoggedStore, NoteAnswerResult } from '../words.ts';
import { readOwned } from './owned.ts';
import { readThread } from './records.ts';
import type { Database } from './scripts.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

export function createLoggedStore(db: Database): LoggedStore {
  return {
    async open({ threadId, post, brand, channel, topic, origin, slackUser, now, forgetAt, ...more }) {
      const place = [brand, channel, topic ?? '', origin];
      const json = JSON.stringify(post);
      const urgency = [more.priority, more.priorityChosen ? 1 : 0];
      await db.run('log-thread', threadId, post.id, json, ...place, slackUser, now, forgetAt, ...urgency);
      const thread = await readThread(db, threadId);
      if (thread) return thread;
      throw new AppError({ code: 'thread-missing', sentence: 'The thread could not be opened.' });
    },
    async noteAnswer({ id, threadId, by, text, at, forgetAt }): Promise<NoteAnswerResult> {
      const answer = await db.run('note-answer', id, threadId, by, text, at, forgetAt);
      const [kind, holder = ''] = answer as [NoteAnswerResult['kind'], string?];
      return kind === 'not-holder' ? { kind, by: holder === '' ? null : holder } : { kind };
    },
    async noted(id) {
      const fields = await readOwned(db, `noted:${id}`, (redis, key) => redis.hgetall(key));
      const { thread, by, text = '', at } = fields;
      return thread === undefined ? null : { id, threadId: thread, by: by ?? '', text, at: Number(at) };
    },
    async forget(threadId, now, keepMs) {
      const thread = await readThread(db, threadId);
      if (!thread) return null;
      const empty = JSON.stringify(forgotten(thread.root));
      const again = (await db.run('forget-logged', threadId, now, keepMs, DAY_MS, empty)) as number;
      return again === 0 ? null : again;
    },
  };
}
