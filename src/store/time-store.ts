import type { Origin } from '../domain/glossary.ts';
import type { Turn, TurnKind } from '../domain/turns.ts';
import type { TimeStore, TimeTaken } from '../times.ts';
import { TIMES_MS } from './keys.ts';
import { readOwned } from './owned.ts';
import type { Database } from './scripts.ts';

export function createTimeStore(db: Database): TimeStore {
  return {
    async turns(threadId) {
      const entries = await readOwned(db, `turns:${threadId}`, (redis, key) => redis.lrange(key, 0, -1));
      return entries.map(readTurn);
    },
    async record(taken) {
      const { at, ...what } = taken;
      const member = JSON.stringify([what.kind, what.threadId, what.turn, ...rest(what)]);
      await db.run('record-time', what.threadId, `${what.kind}:${what.turn}`, at, member, TIMES_MS);
    },
    async taken(since) {
      const found = await db.call((redis, prefix) =>
        redis.zrangebyscore(`${prefix}times`, since, '+inf', 'WITHSCORES'),
      );
      return pairs(found).map(([member, score]) => readTaken(member, Number(score)));
    },
    async waiting(offset, limit) {
      const found = await db.call((redis, prefix) =>
        redis.zrange(`${prefix}waiting`, String(offset), String(offset + limit - 1), 'WITHSCORES'),
      );
      return pairs(found).map(([threadId, score]) => ({ threadId, since: Number(score) }));
    },
    async markLate(threadId, late) {
      await db.run('mark-late', threadId, late ? 1 : 0);
    },
    waitingCount: () => db.call((redis, prefix) => redis.zcard(`${prefix}waiting`)),
  };
}

function readTurn(entry: string): Turn {
  const [kind, at] = entry.split(':');
  return { kind: kind as TurnKind, at: Number(at) };
}

type Rest = Pick<TimeTaken, 'topic' | 'origin' | 'clockMs' | 'workingMs' | 'inTime'>;

type Short = [clockMs: number, workingMs: number, inTime: 0 | 1, topic?: string | null, origin?: Origin];

/** Some of these stand there for each thread, for more than a year: what is most frequent is left out. */
function rest({ topic, origin, clockMs, workingMs, inTime }: Rest): Short {
  const plain = [clockMs, workingMs, inTime ? 1 : 0] as const;
  if (origin !== 'x') return [...plain, topic, origin];
  return topic === null ? [...plain] : [...plain, topic];
}

function readTaken(member: string, at: number): TimeTaken {
  const [kind, threadId, turn, ...more] = JSON.parse(member) as [TimeTaken['kind'], string, number, ...Short];
  const [first, workingMs, inTime, topic = null, origin = 'x'] = more;
  // Older ones name their parts; what was written before there were others came from X.
  if (typeof first === 'object')
    return { kind, threadId, turn, origin, ...(first as Omit<Rest, 'origin'> & { origin?: Origin }), at };
  return { kind, threadId, turn, topic, origin, clockMs: first, workingMs, inTime: inTime === 1, at };
}

function pairs(flat: string[]): [string, string][] {
  return Array.from({ length: flat.length / 2 }, (_, index) => [
    flat[index * 2] ?? '',
    flat[index * 2 + 1] ?? '',
  ]);
}
