import { POSTING_GRACE_MS, type SlackMessages } from '../outbox.ts';
import { MESSAGE_MS, TURN_MS } from './keys.ts';
import type { Database } from './scripts.ts';

/** Slack takes about one message a second and channel. */
const SPACING_MS = 1_000;

export function createSlackMessages(db: Database): SlackMessages {
  return {
    async known(key) {
      const [since, ts, first] = await db.call((redis, prefix) =>
        redis.hmget(`${prefix}message:${key}`, 'since', 'ts', 'first'),
      );
      if (ts) return { kind: 'posted', ts };
      return since ? { kind: 'begun', since: Number(since), first: Number(first) } : { kind: 'new' };
    },
    async begin(key, now) {
      const [kind, a, b] = (await db.run(
        'begin-message',
        key,
        now,
        POSTING_GRACE_MS,
        MESSAGE_MS,
      )) as string[];
      if (kind === 'posted') return { kind, ts: a ?? '' };
      return kind === 'begun' ? { kind, since: Number(a), first: Number(b) } : { kind: 'new' };
    },
    async posted(key, ts) {
      await db.run('posted-message', key, ts, MESSAGE_MS);
    },
    async failed(key) {
      await db.call((redis, prefix) => redis.del(`${prefix}message:${key}`));
    },
    turn: async (channel, key, now) => Number(await db.run('turn', channel, key, now, SPACING_MS, TURN_MS)),
  };
}
