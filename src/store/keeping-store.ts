import type { OutboxMember } from '../domain/work.ts';
import type { AuditLine, KeepingStore, ThreadRecord } from '../keeping.ts';
import type { Clock } from '../ports.ts';
import { tryLocked } from './locks.ts';
import { packClosed, packedIds } from './packing.ts';
import { scanKeys } from './scan-keys.ts';
import type { Database } from './scripts.ts';

/** States in which nobody is awaited. */
const CLOSED = ['resolved', 'answered', 'ignored'];

export function createKeepingStore(db: Database, clock: Clock): KeepingStore {
  const run = async (...args: (string | number)[]): Promise<[kind: string, record: string, sha: string]> =>
    (await db.run('thread-record', ...args)) as [string, string, string];
  return {
    async closedBefore(moment, offset, limit) {
      const found = await db.call((redis, prefix) =>
        Promise.all(
          CLOSED.map((state) =>
            redis.zrangebyscore(`${prefix}threads:${state}`, '-inf', `(${moment}`, 'LIMIT', offset, limit),
          ),
        ),
      );
      return found.flat();
    },
    async *threads() {
      const pattern = `${db.prefix}thread:*`;
      const told = new Set<string>();
      const plain = async function* () {
        for await (const key of scanKeys(db.redis, pattern)) yield key.slice(pattern.length - 1);
      };
      const packed = () => packedIds(db.redis, db.prefix);
      // Twice: one may be packed or unpacked while the others are read.
      for (const ids of [packed, plain, packed])
        for await (const id of ids()) {
          if (told.has(id)) continue;
          told.add(id);
          yield id;
        }
    },
    pack: (before, limit) => packClosed(db, before, limit),
    async record(threadId, before) {
      const [kind, json, sha] = await run('read', before ?? '', '', threadId, '');
      return kind === 'done' ? { record: recordFrom(json), sha } : null;
    },
    async remove(threadId, before, sha) {
      const [kind] = await run('take', before ?? '', sha, threadId, '');
      return kind === 'done';
    },
    async bury(threadId, forMs) {
      await run('take', '', '', threadId, forMs);
    },
    restore: async (record, now) =>
      (await db.run('restore-thread', record.thread, now, JSON.stringify(record))) as 'restored' | 'present',
    async oldAudit(before, keep, limit) {
      const [entries, length] = await db.call((redis, prefix) =>
        Promise.all([redis.xrange(`${prefix}audit`, '-', '+', 'COUNT', limit), redis.xlen(`${prefix}audit`)]),
      );
      const tooMany = Math.max(0, length - keep);
      return entries
        .map(([id, flat]) => lineFrom(id, flat))
        .filter(({ fields }, index) => index < tooMany || Number(fields.at) < before);
    },
    async dropAudit(ids) {
      if (ids.length > 0) await db.call((redis, prefix) => redis.xdel(`${prefix}audit`, ...ids));
    },
    async schedule(now) {
      for (const member of ['retain:old', 'archives:posts'] satisfies OutboxMember[])
        await db.run('schedule', member, now);
    },
    async archiveChecks() {
      const found = await db.call((redis, prefix) => redis.hgetall(`${prefix}archive-checks`));
      const entries = Object.entries(found).map(
        ([file, text]) => [file, text.split(':').map(Number)] as const,
      );
      return new Map(entries.map(([file, [since = 0, done = 0]]) => [file, { since, done }]));
    },
    async archiveChecked(file, checked) {
      await db.run('archive-checked', file, checked === null ? '' : `${checked.since}:${checked.done}`);
    },
    alone: (name, work) => tryLocked(db, clock, name, work),
  };
}

function lineFrom(id: string, flat: string[]): AuditLine {
  const fields: Record<string, string> = {};
  for (let index = 0; index < flat.length; index += 2) fields[flat[index] ?? ''] = flat[index + 1] ?? '';
  return { id, fields };
}

/** Lua writes an empty list as an empty object. */
function recordFrom(json: string): ThreadRecord {
  const { thread, keys, places, audit } = JSON.parse(json) as ThreadRecord;
  const list = <T>(value: T[]): T[] => (Array.isArray(value) ? value : []);
  return { thread, keys: list(keys), places: list(places), audit: list(audit) };
}
