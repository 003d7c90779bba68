import type { Origin, Post, Thread, ThreadState } from '../domain/glossary.ts';
import type { Priority, RouteReason, TopicSuggestion } from '../domain/route.ts';
import { type Fields, number, numberOrNull, text, textOrNull } from './fields.ts';
import { readOwned } from './owned.ts';
import { packedHashes } from './packing.ts';
import type { Database } from './scripts.ts';

export async function readPost(db: Database, id: string): Promise<Post | null> {
  return postFrom(id, await readOwned(db, `post:${id}`, (redis, key) => redis.hget(key, 'json')));
}

/** What was stored before versions were known stands for itself. */
function postFrom(id: string, json: string | null): Post | null {
  return json ? { versions: [id], ...(JSON.parse(json) as Omit<Post, 'versions'>) } : null;
}

/** Whoever pages through threads leaves packed ones packed. */
export async function readThread(db: Database, id: string): Promise<Thread | null> {
  // It may be unpacked between the two looks.
  return (await readUnpacked(db, id)) ?? (await readPacked(db, id)) ?? readUnpacked(db, id);
}

async function readUnpacked(db: Database, id: string): Promise<Thread | null> {
  const fields = await db.call((redis, prefix) => redis.hgetall(`${prefix}thread:${id}`));
  const { root: rootId, last: lastId } = fields;
  if (rootId === undefined || lastId === undefined) return null;
  const [root, last] = await Promise.all([
    readPost(db, rootId),
    rootId === lastId ? null : readPost(db, lastId),
  ]);
  return threadFrom(id, fields, root, last);
}

async function readPacked(db: Database, id: string): Promise<Thread | null> {
  const hash = await packedHashes(db, id);
  if (!hash) return null;
  const fields = hash(`thread:${id}`);
  const [root, last] = [text(fields, 'root'), text(fields, 'last')];
  const post = (postId: string) => postFrom(postId, hash(`post:${postId}`).json ?? null);
  return threadFrom(id, fields, post(root), root === last ? null : post(last));
}

/** As a script answers it: names and values of the thread, then its first and its newest post, empty where they are one. */
export function toldThread(id: string, flat: readonly string[], root: string, last: string): Thread | null {
  const fields: Fields = {};
  for (let index = 0; index + 1 < flat.length; index += 2) fields[flat[index] ?? ''] = flat[index + 1] ?? '';
  return threadFrom(id, fields, postFrom(text(fields, 'root'), root), postFrom(text(fields, 'last'), last));
}

function threadFrom(id: string, fields: Fields, root: Post | null, last: Post | null): Thread | null {
  if (!root) return null;
  return {
    id,
    brand: text(fields, 'brand'),
    channel: text(fields, 'channel'),
    topic: textOrNull(fields, 'topic'),
    // Threads that were opened before there were others are of public posts.
    origin: (fields.origin ?? 'x') as Origin,
    loggedBy: textOrNull(fields, 'loggedBy'),
    ...readRoute(fields),
    tags: text(fields, 'tags').split(' ').filter(Boolean),
    state: text(fields, 'state') as ThreadState,
    root,
    lastCustomerPost: last ?? root,
    openedAt: number(fields, 'openedAt'),
    claimedBy: textOrNull(fields, 'claimedBy'),
    claimedAt: numberOrNull(fields, 'claimedAt'),
    answeredBy: textOrNull(fields, 'answeredBy'),
    activeReplyId: textOrNull(fields, 'activeReplyId'),
    cardTs: textOrNull(fields, 'cardTs'),
    ...(fields.folded ? { folded: true as const } : {}),
    ...(fields.incident ? { incident: fields.incident } : {}),
    rootGone: root.erased !== undefined || fields.rootGone === '1',
    answerDeleted: fields.answerDeleted === '1',
    leaseUntil: numberOrNull(fields, 'leaseUntil'),
    handoverBy: textOrNull(fields, 'handover'),
    shielded: textOrNull(fields, 'shielded'),
    ignored: readIgnored(fields),
    others: number(fields, 'others'),
    returning: fields.returning === '1',
    missed: readMissed(fields),
    version: number(fields, 'version'),
  };
}

/** Threads from before topics had reasons have none. */
function readRoute(
  fields: Fields,
): Pick<Thread, 'priority' | 'because' | 'suggestion' | 'reroutes' | 'moves'> {
  return {
    priority: (textOrNull(fields, 'priority') ?? 'normal') as Priority,
    because: JSON.parse(textOrNull(fields, 'because') ?? '[]') as RouteReason[],
    suggestion: JSON.parse(textOrNull(fields, 'suggestion') ?? 'null') as TopicSuggestion | null,
    reroutes: number(fields, 'reroutes'),
    moves: number(fields, 'moves'),
  };
}

function readIgnored(fields: Fields): Thread['ignored'] {
  if (fields.state !== 'ignored') return null;
  return {
    by: textOrNull(fields, 'ignoredBy'),
    reason: text(fields, 'ignoredReason'),
    why: text(fields, 'ignoredWhy'),
    at: number(fields, 'ignoredAt'),
    since: number(fields, 'ignoredSince'),
  };
}

function readMissed(fields: Fields): Thread['missed'] {
  const slackUser = textOrNull(fields, 'missedBy');
  return slackUser === null ? null : { slackUser, why: text(fields, 'missedWhy') };
}
