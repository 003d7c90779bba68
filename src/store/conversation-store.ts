import { randomUUID } from 'node:crypto';
import type { ConversationStore, Separated, WatchedPost, WatchStore } from '../conversations.ts';
import { erasedItem, erasedPost } from '../domain/erasing.ts';
import type { ContextItem } from '../domain/following.ts';
import { CONTEXT_MS } from './keys.ts';
import { readOwned } from './owned.ts';
import { readPost, readThread } from './records.ts';
import type { Database } from './scripts.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

export function createConversationStore(db: Database): ConversationStore {
  return {
    async newest(postId) {
      return readPost(db, await newestOf(db, postId));
    },
    async other(postId) {
      const id = await newestOf(db, postId);
      const [post, fields] = await Promise.all([
        readPost(db, id),
        readOwned(db, `post:${id}`, (redis, key) => redis.hmget(key, 'host', 'thread', 'third', 'rings')),
      ]);
      const [host, thread, third, rings] = fields;
      if (!post || !host) return null;
      return { post, host, own: third === '1' ? null : (thread ?? null), rings: rings === '1' };
    },
    async giveBack(threadId, slackUser, why, now) {
      await db.run('give-back', threadId, slackUser, why ?? '', now);
    },
    async separate(post, { channel, topic, priority, because }, by, now): Promise<Separated> {
      const first = (await postField(db, post.id, 'first')) || post.id;
      const { author, conversationId, createdAt } = post;
      const versions = new Set([first, ...post.versions, post.id]);
      const route = [channel, topic ?? '', priority, because.length === 0 ? '' : JSON.stringify(because)];
      const given = [first, post.id, by, now, author.id, conversationId, createdAt, ...route, ...versions];
      const [kind, id = ''] = (await db.run('separate', ...given)) as string[];
      const thread = kind === 'missing' ? null : await readThread(db, id);
      return thread ? { kind: kind as 'done' | 'already', thread } : { kind: 'missing' };
    },
    context: (postId) => readContext(db, postId),
    async keepContext(postId, items, checkAt) {
      const shown = items.filter(({ post }) => post !== null).map(({ id }) => id);
      await db.run('keep-context', postId, JSON.stringify(items), CONTEXT_MS, checkAt ?? '', ...shown);
    },
    async search(threadId) {
      const [from, since] = await readOwned(db, `thread:${threadId}`, (redis, key) =>
        redis.hmget(key, 'searchFrom', 'searchSince'),
      );
      return from && since ? { from: Number(from), since } : null;
    },
    async searched(threadId, since) {
      await db.run('searched', threadId, since);
    },
  };
}

export function createWatchStore(db: Database): WatchStore {
  return {
    async due(now, limit) {
      const members = await db.call((redis, prefix) =>
        redis.zrangebyscore(`${prefix}watched`, '-inf', now, 'LIMIT', 0, limit),
      );
      return members.map(watchedFrom);
    },
    async seen(posts, next, now) {
      if (posts.length > 0) await db.run('watched-seen', now, next, ...posts.map(memberOf));
    },
    async later(posts, next) {
      if (posts.length > 0) await db.run('watched-later', next, ...posts.map(memberOf));
    },
    async allow(day, wanted, most) {
      return Number(await db.run('allow-checks', day, wanted, most, randomUUID(), 2 * DAY_MS));
    },
    async forget(posts) {
      if (posts.length === 0) return;
      await db.call((redis, prefix) => redis.zrem(`${prefix}watched`, ...posts.map(memberOf)));
    },
    async erase(watched, why, reason, now) {
      if (watched.around === null) {
        await db.run('erase-post', why, reason, now, ...(await erasedVersions(db, watched.id, why)));
        return;
      }
      const items = (await readContext(db, watched.around)) ?? [];
      const left = items.map((item) => (item.id === watched.id ? erasedItem(item, why) : item));
      await db.run('erase-context', watched.around, memberOf(watched), JSON.stringify(left), now);
    },
  };
}

/** Every version that we have, the asked one first, each with what is kept of it. */
async function erasedVersions(db: Database, id: string, why: 'deleted' | 'hidden'): Promise<string[]> {
  const post = await readPost(db, id);
  const ids = [...new Set([id, ...(post?.versions ?? [])])];
  const known = await Promise.all(ids.map(async (each) => [each, await readPost(db, each)] as const));
  return known.flatMap(([each, version]) =>
    version ? [each, JSON.stringify(erasedPost(version, why))] : each === id ? [each, ''] : [],
  );
}

async function readContext(db: Database, postId: string): Promise<ContextItem[] | null> {
  const json = await readOwned(db, `context:${postId}`, (redis, key) => redis.get(key));
  return json === null ? null : (JSON.parse(json) as ContextItem[]);
}

async function newestOf(db: Database, postId: string): Promise<string> {
  const first = (await postField(db, postId, 'first')) || postId;
  return (await postField(db, first, 'newest')) || first;
}

function postField(db: Database, postId: string, name: string): Promise<string | null> {
  return readOwned(db, `post:${postId}`, (redis, key) => redis.hget(key, name));
}

function memberOf({ id, around }: WatchedPost): string {
  return around === null ? id : `${id}@${around}`;
}

function watchedFrom(member: string): WatchedPost {
  const [id = '', around = null] = member.split('@');
  return { id, around };
}
