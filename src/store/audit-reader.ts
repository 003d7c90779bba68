import type { AuditEntry } from '../listing.ts';
import type { Redis } from './redis.ts';
import { scanKeys } from './scan-keys.ts';

const PIECE = 500;

/** The audit of every workspace on this server since then, oldest first, in pieces. */
export async function* readAudit(redis: Redis, since: number): AsyncIterable<AuditEntry> {
  for (const key of await auditKeys(redis)) yield* piecesOf(redis, key, since);
}

async function auditKeys(redis: Redis): Promise<string[]> {
  const found = new Set<string>();
  for await (const key of scanKeys(redis, '{*}:audit')) found.add(key);
  return [...found].sort();
}

async function* piecesOf(redis: Redis, key: string, since: number): AsyncIterable<AuditEntry> {
  let from = String(since);
  for (;;) {
    const piece = await redis.xrange(key, from, '+', 'COUNT', PIECE);
    for (const [, fields] of piece) yield readEntry(fields);
    const last = piece.at(-1)?.[0];
    if (last === undefined || piece.length < PIECE) return;
    from = `(${last}`;
  }
}

/** As the scripts write it: names and values in turn. */
export function readEntry(flat: string[]): AuditEntry {
  const fields: Record<string, string> = {};
  for (let index = 0; index < flat.length; index += 2) fields[flat[index] ?? ''] = flat[index + 1] ?? '';
  return entryFrom(fields);
}

export function entryFrom(fields: Record<string, string>): AuditEntry {
  const text = (name: string) => fields[name] ?? '';
  return {
    at: Number(text('at')),
    actor: text('actor'),
    what: text('what'),
    threadId: text('thread'),
    replyId: text('reply'),
    detail: text('detail'),
  };
}
