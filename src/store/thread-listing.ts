import type { Post, Thread, ThreadState } from '../domain/glossary.ts';
import type { ThreadListing, ThreadPage } from '../listing.ts';
import { readEntry } from './audit-reader.ts';
import { readOwned } from './owned.ts';
import { readPost, readThread } from './records.ts';
import type { Database } from './scripts.ts';

/** So many of the rarest word's threads are looked through. */
const LOOKED_THROUGH = 500;
/** So many threads a word knows, the newest: one more than are looked through, to tell that there are more. */
const KEPT = LOOKED_THROUGH + 1;
const STATES: readonly ThreadState[] = ['open', 'claimed', 'answered', 'resolved', 'ignored'];

export function createThreadListing(db: Database): ThreadListing {
  return {
    async index(thread, tokens) {
      await db.run('index-thread', thread.id, thread.openedAt, tokens.join(' '), KEPT);
    },
    async find({ tokens, state }, offset, limit) {
      if (tokens.length === 0 && state === null) return EMPTY;
      const answer = await db.run('find-threads', offset, limit, LOOKED_THROUGH, state ?? '', ...tokens);
      const [total, more, ids] = answer as [number, number, string[]];
      return { threads: await existing(db, ids), total, more: more === 1 };
    },
    waiting: (offset, limit) => page(db, 'waiting', 'oldest', offset, limit),
    late: (offset, limit) => late(db, offset, limit),
    held: (slackUser, offset, limit) => page(db, `held:${slackUser}`, 'newest', offset, limit),
    folded: (channel, offset, limit) => page(db, `folded:${channel}`, 'oldest', offset, limit),
    async counts() {
      const sizes = await db.call((redis, prefix) =>
        Promise.all(STATES.map((state) => redis.zcard(`${prefix}threads:${state}`))),
      );
      return Object.fromEntries(STATES.map((state, index) => [state, sizes[index] ?? 0])) as Record<
        ThreadState,
        number
      >;
    },
    async ofCustomer({ brand, root, id }, limit) {
      const found = await page(db, `customer:${brand}:${root.author.id}`, 'newest', 0, limit + 1);
      const others = found.threads.filter((thread) => thread.id !== id).slice(0, limit);
      return { threads: others, total: Math.max(0, found.total - 1), more: false };
    },
    async tag(threadId, tags, slackUser, now) {
      const [kind] = (await db.run('tag-thread', threadId, slackUser, tags.join(' '), now)) as [string];
      return kind !== 'missing';
    },
    history: (threadId, offset, limit) => history(db, threadId, offset, limit),
    async thanked(slackUser, postId, at) {
      await db.run('thank', slackUser, postId, at);
    },
    async thanks(slackUser, limit) {
      const [ids, total] = await db.call((redis, prefix) =>
        Promise.all([
          redis.zrevrange(`${prefix}thanks:${slackUser}`, 0, limit - 1),
          redis.hget(`${prefix}thanked`, slackUser),
        ]),
      );
      const posts = await Promise.all(ids.map((id) => readPost(db, id)));
      return { posts: posts.filter((post): post is Post => post !== null), total: Number(total ?? 0) };
    },
  };
}

const EMPTY: ThreadPage = { threads: [], total: 0, more: false };

async function page(
  db: Database,
  name: string,
  first: 'oldest' | 'newest',
  offset: number,
  limit: number,
): Promise<ThreadPage> {
  const [ids, total] = await db.call((redis, prefix) => {
    const [key, from, to] = [`${prefix}${name}`, offset, offset + limit - 1];
    const range = first === 'oldest' ? redis.zrange(key, from, String(to)) : redis.zrevrange(key, from, to);
    return Promise.all([range, redis.zcard(key)]);
  });
  return { threads: await existing(db, ids), total, more: false };
}

/** Few are late at any time: whoever waits longest first. */
async function late(db: Database, offset: number, limit: number): Promise<ThreadPage> {
  const ids = await db.call(async (redis, prefix) => {
    const members = await redis.smembers(`${prefix}late`);
    if (members.length === 0) return [];
    const since = await redis.zmscore(`${prefix}waiting`, ...members);
    const known = members.flatMap((id, index) => (since[index] ? [{ id, since: Number(since[index]) }] : []));
    return known.sort((one, other) => one.since - other.since).map(({ id }) => id);
  });
  return { threads: await existing(db, ids.slice(offset, offset + limit)), total: ids.length, more: false };
}

async function existing(db: Database, ids: readonly string[]): Promise<Thread[]> {
  const threads = await Promise.all(ids.map((id) => readThread(db, id)));
  return threads.filter((thread): thread is Thread => thread !== null);
}

/** Only the ids stand with the thread: the entries in the one stream for all. */
async function history(db: Database, threadId: string, offset: number, limit: number) {
  const key = `history:${threadId}`;
  const [ids, total] = await readOwned(db, key, (redis, name) =>
    Promise.all([redis.lrange(name, -(offset + limit), -(offset + 1)), redis.llen(name)]),
  );
  const found = await Promise.all(
    ids.reverse().map((id) => db.call((redis, prefix) => redis.xrange(`${prefix}audit`, id, id))),
  );
  return { entries: found.flat().map(([, fields]) => readEntry(fields)), total };
}
