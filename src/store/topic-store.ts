import type { Reroute } from '../domain/topic.ts';
import type { ThreadChange } from '../stores.ts';
import type { ExampleChange, MoveInput, MoveResult, TopicStore } from '../topics.ts';
import { readOwned } from './owned.ts';
import { readThread } from './records.ts';
import type { Database, ScriptArgument } from './scripts.ts';
import { changeResult } from './thread-store.ts';

const BATCH = 200;

export function createTopicStore(db: Database): TopicStore {
  return {
    async move(input) {
      const result = await db.run('move-thread', ...moveArguments(input));
      return moveResult(result, await changed(db, input.threadId, result));
    },
    async deny(threadId, slackUser, now) {
      return changed(db, threadId, await db.run('deny-topic', threadId, slackUser, now));
    },
    async setPriority(threadId, slackUser, asLead, priority, now) {
      const given = [threadId, slackUser, asLead ? 1 : 0, priority, now];
      return changed(db, threadId, await db.run('set-priority', ...given));
    },
    async reroutes(threadId) {
      const all = await readOwned(db, `reroutes:${threadId}`, (redis, key) => redis.lrange(key, 0, -1));
      return all.map(readReroute);
    },
    examples: (after) => readExamples(db, after),
  };
}

async function changed(db: Database, threadId: string, result: unknown): Promise<ThreadChange> {
  return changeResult(result, await readThread(db, threadId));
}

function moveResult(result: unknown, change: ThreadChange): MoveResult {
  return (result as string[])[0] === 'changed' ? { kind: 'changed' } : change;
}

function moveArguments({ threadId, slackUser, to, how, why, ...more }: MoveInput): ScriptArgument[] {
  const named = `${to.name === null ? 'no topic' : `#${to.name}`}${why === '' ? '' : `: ${why}`}`;
  const { asLead, now, expected } = more;
  const target = [to.name ?? '', to.channel, to.priority];
  return [threadId, slackUser, asLead ? 1 : 0, now, expected, ...target, how, why, named];
}

function readReroute(json: string): Reroute {
  const given = JSON.parse(json) as Reroute & { released: string };
  return { ...given, from: given.from || null, to: given.to || null, released: given.released || null };
}

/** One connection's worth of questions at once: some hundreds are read at every start. */
async function readExamples(db: Database, after: number): ReturnType<TopicStore['examples']> {
  const found = await db.call((redis, prefix) =>
    redis.zrangebyscore(`${prefix}examples`, `(${after}`, '+inf', 'WITHSCORES', 'LIMIT', 0, BATCH),
  );
  const ids = found.filter((_, index) => index % 2 === 0);
  if (ids.length === 0) return { changes: [], place: after, more: false };
  const taught = await db.call((redis, prefix) => redis.hmget(`${prefix}examples:taught`, ...ids));
  const changes = await Promise.all(ids.map((id, index) => readExample(db, id, taught[index] ?? null)));
  return { changes, place: Number(found.at(-1)), more: ids.length === BATCH };
}

async function readExample(db: Database, threadId: string, json: string | null): Promise<ExampleChange> {
  if (json === null) return { threadId, taught: null };
  const post = (await readThread(db, threadId))?.root;
  if (!post) return { threadId, taught: null };
  const { topic, by, at } = JSON.parse(json) as NonNullable<ExampleChange['taught']>;
  return { threadId, taught: { topic: topic || null, by, at, text: post.text } };
}
