import { erasedItem, forgottenPost } from './erasing.ts';
import type { ContextItem } from './following.ts';
import type { Post } from './glossary.ts';

/** Stands where a person of ours was named who is forgotten. */
export const FORGOTTEN = 'UFORGOTTEN';

/** A post as it was met while somebody was looked for. */
export interface SeenPost {
  id: string;
  authorId: string;
  handle: string;
  name: string;
  text: string;
  /** The thread in which it stands. */
  threadId: string | null;
  /** In the thread of somebody else. */
  third: boolean;
  /** It is shown as what stands around this post. */
  around: string | null;
}

/** Everything by which a customer is known. */
export interface Customer {
  ids: Set<string>;
  handles: Set<string>;
  names: Set<string>;
  posts: Set<string>;
  threads: Set<string>;
  /** What they wrote; short texts are many people's. */
  texts: Set<string>;
}

export function nobody(handle: string): Customer {
  return {
    ids: new Set(),
    handles: new Set([handle.toLowerCase()]),
    names: new Set(),
    posts: new Set(),
    threads: new Set(),
    texts: new Set(),
  };
}

export function learn(customer: Customer, post: SeenPost): void {
  customer.ids.add(post.authorId);
  customer.handles.add(post.handle.toLowerCase());
  customer.names.add(post.name);
  customer.posts.add(post.id);
  customer.texts.add(post.text);
  if (post.threadId !== null && !post.third && post.around === null) customer.threads.add(post.threadId);
}

/** Ids of their posts and threads, and their handles behind the sign that makes a word one. */
export function tracesOf({ posts, threads, handles }: Customer): RegExp {
  return wholeWords([...posts, ...threads, ...[...handles].map((handle) => `@${handle}`)]);
}

const SHORT_TEXT = 20;

/** What people would know them by. A name of one word is many people's. */
export function wordsOf({ posts, handles, names, texts }: Customer): RegExp {
  const lines = [...texts].flatMap((text) => text.split('\n')).filter((line) => line.length >= SHORT_TEXT);
  const full = [...names].filter((name) => name.trim().includes(' '));
  return wholeWords([...posts, ...[...handles].map((handle) => `@${handle}`), ...full, ...lines]);
}

/** Where others wrote their handle, another word stands. */
export function unmentioned({ handles }: Customer): (text: string) => string {
  const named = wholeWords([...handles]).source;
  const said = new RegExp(`@${named}|(?<="handle":")${named}(?=")`, 'giu');
  return (text) => text.replace(said, (found) => (found.startsWith('@') ? '@somebody' : 'somebody'));
}

/** Any of these, apart from other letters and digits. */
export function wholeWords(words: readonly string[], flags = 'iu'): RegExp {
  const safe = words.filter(Boolean).map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&'));
  if (safe.length === 0) return /(?!)/u;
  return new RegExp(`(?<![\\p{L}\\p{N}_])(?:${safe.join('|')})(?![\\p{L}\\p{N}_])`, flags);
}

/** What is kept of the surroundings of a post. */
export function withoutAuthors(items: readonly ContextItem[], ids: ReadonlySet<string>): ContextItem[] {
  return items.map((item) =>
    item.post && ids.has(item.post.author.id) ? erasedItem(item, 'deleted') : item,
  );
}

/** The same JSON, or that of a post of nobody. */
export function postWithout(json: string, ids: ReadonlySet<string>): string {
  if (json === '') return json;
  const post = JSON.parse(json) as Post;
  return ids.has(post.author.id) ? JSON.stringify(forgottenPost(post)) : json;
}
