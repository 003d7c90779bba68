import type { Given, HolderStore } from '../claims.ts';
import type { Thread } from '../domain/glossary.ts';
import type { ThreadNews } from '../domain/news.ts';
import { readOwned } from './owned.ts';
import { readThread } from './records.ts';
import type { Database, ScriptArgument } from './scripts.ts';

export function createHolderStore(db: Database): HolderStore {
  const change = async (
    script: 'give' | 'take-off' | 'lift-shield',
    threadId: string,
    ...args: ScriptArgument[]
  ): Promise<Given> => given(await db.run(script, threadId, ...args), await readThread(db, threadId));
  return {
    give: ({ threadId, by, from, to, toLead, what, inPublic, word }, reason, now) =>
      change('give', threadId, by, from ?? '', to, what, now, inPublic ? 1 : 0, word, toLead ? 1 : 0, reason),
    takeOff: (threadId, slackUser, lead, reason, now) =>
      change('take-off', threadId, slackUser, lead ?? '', reason, now),
    liftShield: (threadId, lead, now) => change('lift-shield', threadId, lead, now),
    shieldedFrom: async (authorId) =>
      new Set(await db.call((redis, prefix) => redis.smembers(`${prefix}shields:${authorId}`))),
    async news(threadId, number) {
      const text = await readOwned(db, `news:${threadId}`, (redis, key) => redis.hget(key, String(number)));
      return text === null ? null : readNews(text);
    },
  };
}

function given(result: unknown, thread: Thread | null): Given {
  const [kind, detail = ''] = result as string[];
  if (!thread || kind === 'missing') return { kind: 'missing' };
  if (kind === 'moved' || kind === 'not-holder') return { kind: 'moved', by: detail || null, thread };
  if (kind === 'reply-active') return { kind, reply: detail, thread };
  return { kind: kind as 'done' | 'already' | 'shielded' | 'leads-only' | 'closed', thread };
}

function readNews(text: string): ThreadNews {
  const told = JSON.parse(text) as Partial<ThreadNews> & Pick<ThreadNews, 'kind' | 'at'>;
  return {
    kind: told.kind,
    by: told.by || null,
    from: told.from || null,
    to: told.to || null,
    why: told.why || null,
    word: told.word ?? '',
    public: told.public ?? false,
    since: told.since ?? null,
    at: told.at,
  };
}
