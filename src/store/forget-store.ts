import { forgottenPost } from '../domain/erasing.ts';
import type { ContextItem } from '../domain/following.ts';
import { type SeenPost, withoutAuthors } from '../domain/forgetting.ts';
import type { Post } from '../domain/glossary.ts';
import type { ForgetStore, KeptTraces } from '../forgetting.ts';
import { everything } from './everything.ts';
import { COUNTED_MS } from './keys.ts';
import { readOwned } from './owned.ts';
import { packedThreads } from './packing.ts';
import { readPost } from './records.ts';
import { scanKeys } from './scan-keys.ts';
import type { Database } from './scripts.ts';
import { replaceEverywhere, scrubEverywhere } from './scrub.ts';

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

export function createForgetStore(db: Database): ForgetStore {
  return {
    posts: () => seenPosts(db),
    post: (id) => readPost(db, id),
    async threadsOf(authorIds) {
      const found: string[] = [];
      for await (const key of keysLike(db, 'customer:*'))
        if (authorIds.has(lastPart(key)))
          found.push(...(await db.call((redis, prefix) => redis.zrange(prefix + key, '0', '-1'))));
      return found;
    },
    async forgetPost(ids, host, now) {
      const [newest = ''] = ids;
      const post = await readPost(db, newest);
      const json = post ? JSON.stringify(forgottenPost(post)) : '';
      await db.run('forget-post', host, now, json, ...ids);
    },
    forgetAround: (authorIds) => forgetAround(db, authorIds),
    async forgetAuthors(authorIds, dryRun) {
      const ended = { shields: 0, rules: await forgetRules(db, authorIds, dryRun) };
      for (const pattern of ['shields:*', 'customer:*', 'join:*'])
        for await (const key of keysLike(db, pattern)) {
          if (!authorIds.has(lastPart(key))) continue;
          if (pattern === 'shields:*') ended.shields += 1;
          if (!dryRun) await db.call((redis, prefix) => redis.del(prefix + key));
        }
      if (!dryRun) await dropPacked(db, (key) => key.startsWith('join:') && authorIds.has(lastPart(key)));
      return ended;
    },
    scrub: (what, dryRun) => scrubEverywhere(db, what, dryRun),
    replace: (change, dryRun, except) => replaceEverywhere(db, change, dryRun, except),
    async overwrite(key, fields) {
      await db.run('overwrite', key, ...Object.entries(fields).flat());
    },
    async drop(keys, members, dryRun) {
      let dropped = await dropPacked(db, (key) => keys.test(key), dryRun);
      for await (const key of keysLike(db, '*')) {
        const member = members[key];
        if (member !== undefined) dropped += await dropMember(db, key, member, dryRun);
        else if (keys.test(key)) {
          dropped += 1;
          if (!dryRun) await db.call((redis, prefix) => redis.del(prefix + key));
        }
      }
      return dropped;
    },
    everything: () => everything(db.redis, db.prefix),
    async messagePlace(key) {
      const [ts, place] = await readOwned(db, `message:${key}`, (redis, name) =>
        redis.hmget(name, 'ts', 'place'),
      );
      return ts && place ? { ts, channel: place.split('/')[0] ?? '' } : null;
    },
    async keepTraces(handle, traces) {
      await db.run(
        'keep-traces',
        handle.toLowerCase(),
        traces === null ? '' : JSON.stringify(traces),
        WEEK_MS,
      );
    },
    async keptTraces(handle) {
      const json = await db.call((redis, prefix) => redis.get(`${prefix}forgetting:${handle.toLowerCase()}`));
      return json === null ? null : (JSON.parse(json) as KeptTraces);
    },
    async noted(id, what, detail, now) {
      await db.run('note-forgotten', id, COUNTED_MS, now, what, detail);
    },
  };
}

async function dropMember(db: Database, key: string, member: string, dryRun: boolean): Promise<number> {
  return db.call(async (redis, prefix) => {
    const full = prefix + key;
    if ((await redis.type(full)) === 'set')
      return dryRun ? redis.sismember(full, member) : redis.srem(full, member);
    return dryRun ? redis.hexists(full, member) : redis.hdel(full, member);
  });
}

/** Of threads that are packed. Answers how many keys. */
async function dropPacked(db: Database, isMeant: (key: string) => boolean, dryRun = false): Promise<number> {
  let dropped = 0;
  for await (const { keys } of packedThreads(db.redis, db.prefix))
    for (const [key] of keys.filter(([name]) => isMeant(name))) {
      dropped += 1;
      if (dryRun) continue;
      await db.run('unpack-key', key);
      await db.call((redis, prefix) => redis.del(prefix + key));
    }
  return dropped;
}

async function* seenPosts(db: Database): AsyncIterable<SeenPost> {
  for await (const { key, parts } of everything(db.redis, db.prefix, 'post:')) {
    const [json, thread, third] = ['json', 'thread', 'third'].map((name) => fieldIn(parts, name));
    if (json)
      yield seen(JSON.parse(json) as Post, key.slice('post:'.length), thread || null, third === '1', null);
  }
  for await (const { key, parts } of everything(db.redis, db.prefix, 'context:')) {
    for (const { post } of JSON.parse(parts[0] || '[]') as ContextItem[])
      if (post) yield seen(post, post.id, null, false, key.slice('context:'.length));
  }
}

function seen(
  { author, text }: Post,
  id: string,
  threadId: string | null,
  third: boolean,
  around: string | null,
): SeenPost {
  return { id, authorId: author.id, handle: author.handle, name: author.name, text, threadId, third, around };
}

async function forgetAround(db: Database, authorIds: ReadonlySet<string>): Promise<number> {
  let changed = 0;
  for await (const { key, parts } of everything(db.redis, db.prefix, 'context:')) {
    const [json = ''] = parts;
    const left = JSON.stringify(withoutAuthors(JSON.parse(json || '[]') as ContextItem[], authorIds));
    if (json === '' || left === json) continue;
    await db.run('erase-context', key.slice('context:'.length), '', left, Date.now());
    changed += 1;
  }
  return changed;
}

async function forgetRules(db: Database, authorIds: ReadonlySet<string>, dryRun: boolean): Promise<number> {
  const rules = await db.call((redis, prefix) => redis.hgetall(`${prefix}noise-rules`));
  const theirs = Object.entries(rules).filter(([, json]) => {
    const { match } = JSON.parse(json) as { match?: { authorId?: string } };
    return match?.authorId !== undefined && authorIds.has(match.authorId);
  });
  const ids = theirs.map(([id]) => id);
  if (!dryRun && ids.length > 0) await db.call((redis, prefix) => redis.hdel(`${prefix}noise-rules`, ...ids));
  return ids.length;
}

async function* keysLike(db: Database, pattern: string): AsyncIterable<string> {
  for await (const key of scanKeys(db.redis, db.prefix + pattern)) yield key.slice(db.prefix.length);
}

function fieldIn(parts: readonly string[], name: string): string | undefined {
  const at = parts.findIndex((part, index) => index % 2 === 0 && part === name);
  return at < 0 ? undefined : parts[at + 1];
}

function lastPart(key: string): string {
  return key.slice(key.lastIndexOf(':') + 1);
}
