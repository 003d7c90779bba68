import type { PostLookup, WatchStore } from '../conversations.ts';
import type { DeskSettings } from '../domain/brand.ts';
import { erasedItem, erasedPost } from '../domain/erasing.ts';
import type { ContextItem } from '../domain/following.ts';
import type { Erasure, Post } from '../domain/glossary.ts';
import { nextUtcDay, utcDay } from '../domain/prices.ts';
import { AppError, UnavailableError } from '../errors.ts';
import type { SlackEraser } from '../forgetting.ts';
import type { Archive, ArchivedThread, KeepingStore } from '../keeping.ts';
import type { Clock, JobAnswer, Log } from '../ports.ts';
import { archivedThread, shownIn } from './archived-threads.ts';
import { cardsOf } from './forget-customer.ts';
import { ARCHIVE_LOCK } from './retain.ts';
import { type SpareMoneyDeps, spareMoney } from './spare-money.ts';

export interface CheckArchivesDeps extends SpareMoneyDeps {
  keeping: KeepingStore;
  archive: Archive;
  watch: WatchStore;
  lookups: PostLookup;
  eraser: SlackEraser;
  desk: DeskSettings;
  clock: Clock;
  log: Log;
}

const BATCH = 100;
const DAY_MS = 24 * 60 * 60 * 1000;
const ROUND_MS = 60 * 60_000;
const SOON_MS = 5_000;

/**
 * Asks X whether archived posts are still there, the archive that was asked for longest ago first, within what a day may cost.
 * What is gone goes from the archive, and from the cards in Slack.
 */
export function checkArchives(deps: CheckArchivesDeps) {
  return async (): Promise<JobAnswer> => {
    const now = deps.clock.now();
    const { everyMs, storedPerDay, storedMs } = deps.desk.deletedPosts;
    const file = everyMs === 0 || storedPerDay === 0 ? null : await nextFile(deps, now, storedMs);
    if (file === null) return { again: now + ROUND_MS };
    const wait = await spareMoney(deps);
    if (wait !== null) return { again: wait };
    try {
      const ended = await deps.keeping.alone(ARCHIVE_LOCK, () => checkPiece(deps, file, now));
      return { again: ended === 'spent' ? nextUtcDay(now) : now + SOON_MS };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      deps.log.warn('archives-not-checked', { error });
      return { again: now + ((error instanceof UnavailableError ? error.retryAfterMs : null) ?? ROUND_MS) };
    }
  };
}

interface Started {
  name: string;
  since: number;
  done: number;
}

/** Null: each was asked for within a day. */
async function nextFile(
  { archive, keeping }: CheckArchivesDeps,
  now: number,
  storedMs: number,
): Promise<Started | null> {
  const checked = await keeping.archiveChecks();
  const files = await archive.files('threads');
  for (const name of checked.keys()) if (!files.includes(name)) await keeping.archiveChecked(name, null);
  const started = files
    .filter((name) => Date.parse(name.slice('threads-'.length, 'threads-0000-00-00'.length)) > now - storedMs)
    .map((name) => ({ name, ...(checked.get(name) ?? { since: 0, done: 0 }) }))
    .filter(({ since, done }) => done > 0 || since <= now - DAY_MS)
    .sort((one, other) => Number(other.done > 0) - Number(one.done > 0) || one.since - other.since);
  return started[0] ?? null;
}

async function checkPiece(deps: CheckArchivesDeps, file: Started, now: number): Promise<'spent' | 'done'> {
  const ids = await postIds(deps.archive, file.name);
  const since = file.done > 0 ? file.since : now;
  const wanted = ids.slice(file.done, file.done + BATCH);
  const allowed = await deps.watch.allow(utcDay(now), wanted.length, deps.desk.deletedPosts.storedPerDay);
  if (allowed === 0 && wanted.length > 0) return 'spent';
  const asked = wanted.slice(0, allowed);
  if (asked.length > 0) {
    const { missing } = await deps.lookups.lookUp(asked);
    if (missing.length > 0) await erase(deps, file.name, new Map(missing.map(({ id, why }) => [id, why])));
  }
  const done = file.done + asked.length;
  await deps.keeping.archiveChecked(file.name, { since, done: done >= ids.length ? 0 : done });
  return 'done';
}

/** Of what was not erased yet, each once and always in the same order. */
async function postIds(archive: Archive, file: string): Promise<string[]> {
  const ids = new Set<string>();
  for await (const line of archive.read(file)) {
    const record = archivedThread(line);
    for (const { id } of record ? shownIn(record) : []) ids.add(id);
  }
  return [...ids].sort();
}

async function erase(deps: CheckArchivesDeps, file: string, lost: Map<string, Erasure>): Promise<void> {
  for await (const line of deps.archive.read(file)) {
    const record = archivedThread(line);
    if (!record || withoutPosts(line, lost) === line) continue;
    for (const [channel, ts] of cardsOf(record)) await deps.eraser.blankThread(channel, ts);
  }
  const erased = await deps.archive.rewrite(file, (line) => withoutPosts(line, lost));
  deps.log.info('archived-posts-erased', { file, posts: lost.size, threads: erased });
}

/** The line itself where none of these stands in it with its words. */
export function withoutPosts(line: Record<string, unknown>, lost: ReadonlyMap<string, Erasure>) {
  const record = archivedThread(line);
  if (!record || !shownIn(record).some(({ id }) => lost.has(id))) return line;
  return {
    ...line,
    keys: record.keys.map(([key, type, value]) => [key, type, erasedValue(key, type, value, lost)]),
    // The words by which it was found.
    places: record.places.filter(([name]) => !name.startsWith('token:')),
  };
}

function erasedValue(
  key: string,
  type: string,
  value: ArchivedThread['keys'][number][2],
  lost: ReadonlyMap<string, Erasure>,
): unknown {
  if (key.startsWith('context:')) {
    const items = JSON.parse(String(value)) as ContextItem[];
    return JSON.stringify(
      items.map((item) => (lost.has(item.id) ? erasedItem(item, lost.get(item.id) ?? 'deleted') : item)),
    );
  }
  if (type !== 'hash') return value;
  const rows = value as [string, string][];
  if (key.startsWith('thread:')) return rows.map(([name, text]) => [name, name === 'tokens' ? '' : text]);
  if (!key.startsWith('post:')) return value;
  const json = rows.find(([name]) => name === 'json')?.[1];
  const post = json ? (JSON.parse(json) as Post) : null;
  const why = post && lost.get(post.id);
  if (!post || !why) return value;
  const kept = JSON.stringify(erasedPost(post, why));
  return [...rows.map(([name, text]) => [name, name === 'json' ? kept : text]), ['erased', '1']];
}
