import type { Thread } from '../domain/glossary.ts';
import type { ClaimResult, ThreadChange, ThreadStore } from '../stores.ts';
import { writingFrom } from './claim-store.ts';
import { readOwned } from './owned.ts';
import { readPost, readThread, toldThread } from './records.ts';
import type { Database } from './scripts.ts';

export function createThreadStore(db: Database): ThreadStore {
  const change = async (
    what: 'release' | 'resolve',
    id: string,
    user: string,
    asLead: boolean,
    now: number,
  ) =>
    changeResult(
      await db.run('change-thread', what, id, user, asLead ? 1 : 0, now, '', ''),
      await readThread(db, id),
    );
  return {
    get: (threadId) => readThread(db, threadId),
    post: (postId) => readPost(db, postId),
    async seenAt(postId) {
      const seen = await readOwned(db, `post:${postId}`, (redis, key) => redis.hget(key, 'seenAt'));
      return seen ? Number(seen) : null;
    },
    async threadOf(postId) {
      const threadId = await db.call((redis, prefix) => redis.hget(`${prefix}post:${postId}`, 'thread'));
      // Every post that is kept is asked about once a day.
      return threadId || ((await db.run('owner-of', `post:${postId}`)) as string) || null;
    },
    async byCard(channel, ts) {
      return (await db.call((redis, prefix) => redis.hget(`${prefix}cards`, `${channel}:${ts}`))) || null;
    },
    async heldBy(slackUser, limit) {
      const ids = await db.call((redis, prefix) =>
        redis.zrevrange(`${prefix}held:${slackUser}`, 0, limit - 1),
      );
      const threads = await Promise.all(ids.map((id) => readThread(db, id)));
      return threads.filter((thread): thread is Thread => thread !== null);
    },
    async unsettled(offset, limit) {
      const [ids, total] = await db.call((redis, prefix) =>
        Promise.all([
          redis.zrange(`${prefix}unsettled`, String(offset), String(offset + limit - 1)),
          redis.zcard(`${prefix}unsettled`),
        ]),
      );
      const threads = await Promise.all(ids.map((id) => readThread(db, id)));
      return { threads: threads.filter((thread): thread is Thread => thread !== null), total };
    },
    async claim(threadId, slackUser, now, asLead = false) {
      const answer = await db.run('claim', threadId, slackUser, now, asLead ? 1 : 0);
      const [result, ...told] = answer as [string[], string[], string, string];
      return claimResult(result, toldThread(threadId, ...told), now);
    },
    release: (id, user, asLead, now) => change('release', id, user, asLead, now),
    resolve: (id, user, asLead, now) => change('resolve', id, user, asLead, now),
    async releaseAll(slackUser, reason, force, now) {
      const answer = await db.run('release-all', slackUser, reason, force ? 1 : 0, now);
      const [released, staying] = answer as [number, string[]];
      return { released, staying };
    },
    async markGone(threadId, now) {
      await db.run('mark-gone', threadId, now);
    },
    async answeredByHand(threadId, postId, owner, reason, now) {
      const responder = owner.kind === 'responder' ? owner.slackUser : '';
      return (await db.run('answered-by-hand', threadId, postId, responder, reason, now)) === 1;
    },
  };
}

function claimResult(result: readonly string[], thread: Thread | null, now: number): ClaimResult {
  const [kind, by, at, writing = ''] = result;
  if (kind === 'missing' || !thread) return { kind: 'missing' };
  if (kind === 'taken')
    return { kind, by: by ?? '', at: Number(at), writingSince: writingFrom(writing, now), thread };
  if (kind === 'won' || kind === 'shielded' || kind === 'leads-only') return { kind, thread };
  return { kind: 'closed', state: thread.state, thread };
}

export function changeResult(result: unknown, thread: Thread | null): ThreadChange {
  const [kind, detail = ''] = result as string[];
  if (!thread) return { kind: 'missing' };
  switch (kind) {
    case 'done':
    case 'already':
      return { kind, thread };
    case 'not-holder':
      return { kind, by: detail === '' ? null : detail, thread };
    case 'reply-active':
      return { kind, reply: detail, thread };
    case 'closed':
      return { kind, state: thread.state, thread };
    default:
      return { kind: 'missing' };
  }
}
