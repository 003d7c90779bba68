import type { NoiseStore } from '../conversations.ts';
import type { Thread } from '../domain/glossary.ts';
import type { LearnedRule } from '../domain/noise.ts';
import type { ThreadChange } from '../stores.ts';
import { readThread } from './records.ts';
import type { Database } from './scripts.ts';
import { changeResult } from './thread-store.ts';

export function createNoiseStore(db: Database): NoiseStore {
  const changed = async (result: unknown, threadId: string): Promise<ThreadChange> =>
    changeResult(result, await readThread(db, threadId));
  return {
    async rules(now) {
      const stored = await db.call((redis, prefix) => redis.hvals(`${prefix}noise-rules`));
      return stored
        .map((json) => JSON.parse(json) as LearnedRule)
        .filter(({ until }) => until === null || until > now)
        .sort((one, other) => other.at - one.at);
    },
    async add(rule) {
      await db.run('add-noise-rule', rule.id, JSON.stringify(rule), rule.by, rule.at, detailOf(rule));
    },
    remove: async (id, by, now) => (await db.run('remove-noise-rule', id, by, now)) === 1,
    async ignore(id, user, asLead, { reason, why }, now) {
      return changed(await db.run('change-thread', 'ignore', id, user, asLead ? 1 : 0, now, reason, why), id);
    },
    bringBack: async (id, user, now) => changed(await db.run('bring-back', id, user, now), id),
    async muted(from, limit) {
      const [ids, total] = await db.call(async (redis, prefix) => [
        await redis.zrevrange(`${prefix}muted`, from, from + limit - 1),
        await redis.zcard(`${prefix}muted`),
      ]);
      const threads = await Promise.all(ids.map((id) => readThread(db, id)));
      return { threads: threads.filter((thread): thread is Thread => thread !== null), total };
    },
  };
}

/** For the audit: no words of customers. */
function detailOf({ id, match }: LearnedRule): string {
  return match.kind === 'author' ? `${id}: author ${match.authorId}` : `${id}: words`;
}
