import type { Held, Scrub } from '../forgetting.ts';
import { everything } from './everything.ts';
import type { Database } from './scripts.ts';

type Counts = { entries: number; audit: number };

const AUDIT = 'audit';
const REWRITTEN = 'audit:rewritten';
/** Hashes of many things: a field of one goes by itself. Others are one thing, and go as a whole or not at all. */
const LISTS = /^(?:cards|examples:taught|noise-rules|outbox:receipts|outbox:traces|learned)$/u;
/** That a post is gone must stay to be seen: it is the id and nothing else. */
const KEPT = /^(?:post:|examples$|forgetting:)/u;
const PIECE = 500;

/** Takes away what names somebody. Runs beside everybody's work: what is there again afterwards was written since. */
export async function scrubEverywhere(
  db: Database,
  { keys, members }: Scrub,
  dryRun: boolean,
): Promise<Counts> {
  const counts: Counts = { entries: 0, audit: 0 };
  for await (const held of everything(db.redis, db.prefix)) {
    const { key } = held;
    if (key === AUDIT) {
      const ids = held.parts
        .filter((line) => members.test(line))
        .map((line) => (JSON.parse(line) as [string])[0]);
      counts.audit += ids.length;
      if (!dryRun) await dropEntries(db, ids);
    } else if (KEPT.test(key)) continue;
    else if (keys.test(key)) {
      counts.entries += 1;
      if (!dryRun) {
        await db.run('unpack-key', key);
        await db.call((redis, prefix) => redis.del(prefix + key));
      }
    } else counts.entries += await scrubMembers(db, held, members, dryRun);
  }
  return counts;
}

async function dropEntries(db: Database, ids: readonly string[]): Promise<void> {
  for (let from = 0; from < ids.length; from += PIECE)
    await db.call((redis, prefix) => redis.xdel(prefix + AUDIT, ...ids.slice(from, from + PIECE)));
}

async function scrubMembers(
  db: Database,
  { key, type, parts }: Held,
  members: RegExp,
  dryRun: boolean,
): Promise<number> {
  const takes: Record<string, (member: string) => Promise<unknown>> = {
    zset: (member) => db.redis.zrem(db.prefix + key, member),
    set: (member) => db.redis.srem(db.prefix + key, member),
    list: (member) => db.redis.lrem(db.prefix + key, 0, member),
    hash: (field) => db.redis.hdel(db.prefix + key, field),
  };
  const take = takes[type];
  if (take === undefined || (type === 'hash' && !LISTS.test(key))) return 0;
  const step = type === 'hash' ? 2 : 1;
  const found = parts.filter(
    (part, index) =>
      index % step === 0 && (members.test(part) || (step === 2 && members.test(parts[index + 1] ?? ''))),
  );
  if (!dryRun && found.length > 0) await db.run('unpack-key', key);
  if (!dryRun) for (const part of found) await db.call(() => take(part));
  return found.length;
}

/** Writes other words in the place of some, in names and values. */
export async function replaceEverywhere(
  db: Database,
  change: (text: string) => string,
  dryRun: boolean,
  except = /(?!)/u,
): Promise<Counts> {
  const counts: Counts = { entries: 0, audit: 0 };
  for await (const held of everything(db.redis, db.prefix)) {
    if (held.key === AUDIT) counts.audit += await rewriteAudit(db, held.parts, change, dryRun);
    else if (except.test(held.key)) continue;
    else if (
      held.key !== REWRITTEN &&
      !held.key.startsWith('forgetting:') &&
      held.parts.some((part) => change(part) !== part)
    ) {
      counts.entries += 1;
      if (!dryRun) await replaceIn(db, held, change);
    }
  }
  return counts;
}

async function replaceIn(
  db: Database,
  { key, parts }: Held,
  change: (text: string) => string,
): Promise<void> {
  const pairs = [...new Set(parts)].map((part) => [part, change(part)] as const);
  await db.run('replace-in', key, ...pairs.filter(([before, now]) => before !== now).flat());
}

/** Entries cannot be changed: the audit is written anew beside the old one, which stays in use until the last step. */
async function rewriteAudit(
  db: Database,
  lines: readonly string[],
  change: (text: string) => string,
  dryRun: boolean,
): Promise<number> {
  const changed = lines.filter((line) => change(line) !== line).length;
  if (dryRun || changed === 0) return changed;
  const entries = lines.map((line) => JSON.parse(line) as [string, string[]]);
  for (let from = 0; from < entries.length; from += PIECE) {
    const piece = entries
      .slice(from, from + PIECE)
      .map(([id, flat]) => [id, flat.map((text) => change(text))]);
    await db.run('copy-audit', from === 0 ? 'first' : 'next', JSON.stringify(piece));
  }
  await db.run('swap-audit', entries.at(-1)?.[0] ?? '0');
  return changed;
}
