import { randomUUID } from 'node:crypto';
import type { LearnedRefusal } from '../domain/learned.ts';
import type { LearnedStore } from '../stores.ts';
import { LEARNED_MS } from './keys.ts';
import type { Database } from './scripts.ts';

export function createLearnedStore(db: Database): LearnedStore {
  return {
    async all() {
      const stored = await db.call((redis, prefix) => redis.hvals(`${prefix}learned`));
      return stored.map((json) => JSON.parse(json) as LearnedRefusal);
    },
    async refused(refusal) {
      // The nonce tells our own command, sent again by ioredis, from another refusal.
      const json = JSON.stringify({ ...refusal, nonce: randomUUID() });
      await db.run('learn', `${refusal.step}:${refusal.ground}`, json, refusal.code, LEARNED_MS);
    },
    async accepted(step, ground) {
      await db.call((redis, prefix) => redis.hdel(`${prefix}learned`, `${step}:${ground}`));
    },
  };
}
