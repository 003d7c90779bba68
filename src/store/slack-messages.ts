import { POSTING_GRACE_MS, type SlackMessages } from '../outbox.ts';
import { MESSAGE_MS, TURN_MS } from './keys.ts';
import type { Database } from './scripts.ts';

/** Slack takes about one message a second and channel. */
const SPACING_MS = 1_000;

export function createSlackMessages(db: Database): SlackMessages {
  return {
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
    ts: async (key) =>
      (await db.call((redis, prefix) => redis.hget(`${prefix}message:${key}`, 'ts'))) || null,
    async failed(key) {
      await db.call((redis, prefix) => redis.del(`${prefix}message:${key}`));
    },
    turn: async (channel, key, now) => Number(await db.run('turn', channel, key, now, SPACING_MS, TURN_MS)),
  };
}
