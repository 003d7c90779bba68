import type { ClaimStore, Renewed, WriterStore } from '../claims.ts';
import { WRITING_MS } from './keys.ts';
import type { Database } from './scripts.ts';

export function createClaimStore(db: Database): ClaimStore {
  return {
    async look(threadId, till) {
      const found = (await db.run('look-lease', threadId, till)) as
        | [string, string, number, number, string]
        | null;
      if (!found) return null;
      const [holder, until, warned, stretched, awaits] = found;
      return {
        holder,
        until: Number(until),
        warned: warned === 1,
        stretched: stretched === 1,
        awaits: awaits || null,
      };
    },
    async renew(threadId, slackUser, till, asked, now) {
      const result = await db.run('renew-lease', threadId, slackUser, till, asked ? slackUser : '', now);
      const [kind, by = ''] = result as string[];
      return kind === 'not-holder' ? { kind, by: by || null } : ({ kind } as Renewed);
    },
    async move(threadId, lease, till, how, now) {
      return (await db.run('move-lease', threadId, lease.holder, lease.until, till, how, now)) === 1;
    },
    async end(threadId, lease, why, reason, now) {
      return (await db.run('end-lease', threadId, lease.holder, lease.until, why, reason, now)) === 1;
    },
  };
}

export function createWriterStore(db: Database): WriterStore {
  return {
    async writing(threadId, slackUser, now) {
      await db.run('writing', threadId, slackUser, now, WRITING_MS);
    },
    async wrote(threadId, slackUser) {
      await db.call((redis, prefix) => redis.hdel(`${prefix}writing:${threadId}`, slackUser));
    },
    async writers(threadId, now) {
      const found = await db.call((redis, prefix) => redis.hgetall(`${prefix}writing:${threadId}`));
      return Object.entries(found).flatMap(([slackUser, times]) => {
        const since = writingFrom(times, now);
        return since === null ? [] : [{ slackUser, since }];
      });
    },
  };
}

/** Since when somebody writes, from what `writing.lua` keeps of them; null: they do not (any more). */
export function writingFrom(times: string, now: number): number | null {
  const [since = 0, seen = 0] = times.split(' ').map(Number);
  return times === '' || now - seen > WRITING_MS ? null : since;
}
