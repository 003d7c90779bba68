import type { ContextItem } from '../domain/following.ts';
import {
  type Customer,
  postWithout,
  type SeenPost,
  tracesOf,
  unmentioned,
  withoutAuthors,
} from '../domain/forgetting.ts';
import type { Post } from '../domain/glossary.ts';
import type { ArchivedThread } from '../keeping.ts';

type Line = Record<string, unknown>;

/** Null: the line holds something else. */
export function archivedThread(line: Line): ArchivedThread | null {
  return Array.isArray(line.keys) && typeof line.thread === 'string'
    ? (line as unknown as ArchivedThread)
    : null;
}

/** A field of the thread itself; '': it has none. */
export function fieldOf(record: ArchivedThread, name: string): string {
  return fieldsOf(record, `thread:${record.thread}`).get(name) ?? '';
}

export function fieldsOf({ keys }: ArchivedThread, key: string): Map<string, string> {
  const [, type, value] = keys.find(([name]) => name === key) ?? [];
  return new Map(type === 'hash' ? (value as [string, string][]) : []);
}

/** Every post whose words stand in it. */
export function postsIn(record: ArchivedThread): { key: string; post: Post; third: boolean }[] {
  return record.keys.flatMap(([key, type, value]) => {
    if (type !== 'hash' || !key.startsWith('post:')) return [];
    const fields = new Map(value as [string, string][]);
    const json = fields.get('json');
    return json ? [{ key, post: JSON.parse(json) as Post, third: fields.get('third') === '1' }] : [];
  });
}

/** What stands around its posts, with words. */
export function aroundIn({ keys }: ArchivedThread): Post[] {
  const items = keys.flatMap(([key, , value]) =>
    key.startsWith('context:') ? (JSON.parse(String(value)) as ContextItem[]) : [],
  );
  return items.flatMap(({ post }) => (post ? [post] : []));
}

/** Every post whose words stand in it, erased ones apart. */
export function shownIn(record: ArchivedThread): Post[] {
  const posts = [...postsIn(record).map(({ post }) => post), ...aroundIn(record)];
  return posts.filter(({ network, erased }) => network === 'x' && erased === undefined);
}

export function seenIn(record: ArchivedThread): SeenPost[] {
  const seen = ({ id, author, text }: Post, third: boolean, around: string | null): SeenPost => ({
    id,
    authorId: author.id,
    handle: author.handle,
    name: author.name,
    text,
    threadId: record.thread,
    third,
    around,
  });
  return [
    ...postsIn(record).map(({ post, third }) => seen(post, third, null)),
    ...aroundIn(record).map((post) => seen(post, false, record.thread)),
  ];
}

/** The line itself where they stand nowhere in it; null: the thread is theirs, or the entry names them. */
export function withoutCustomer(line: Line, customer: Customer): Line | null {
  const { ids } = customer;
  const traces = tracesOf(customer);
  const json = JSON.stringify(line);
  const record = archivedThread(line);
  if (record === null) return traces.test(json) ? null : line;
  if (ids.has(fieldOf(record, 'customer'))) return null;
  if (!seenIn(record).some(({ authorId }) => ids.has(authorId)) && !traces.test(json)) return line;
  const left = {
    ...line,
    keys: record.keys.map(([key, type, value]) => [key, type, cleaned(key, type, value, ids)]),
    places: record.places.filter(([name, , member]) => !traces.test(name) && !traces.test(member)),
    audit: record.audit.filter(([, fields]) => !fields.some((text) => traces.test(text))),
  };
  const now = unmentioned(customer)(JSON.stringify(left));
  return now === json ? line : (JSON.parse(now) as Line);
}

function cleaned(key: string, type: string, value: unknown, ids: ReadonlySet<string>): unknown {
  if (type === 'hash' && key.startsWith('post:'))
    return (value as [string, string][]).map(([name, text]) => [
      name,
      name === 'json' ? postWithout(text, ids) : text,
    ]);
  if (key.startsWith('context:'))
    return JSON.stringify(withoutAuthors(JSON.parse(String(value)) as ContextItem[], ids));
  return value;
}
