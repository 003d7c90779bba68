import { existsSync, readFileSync } from 'node:fs';
import type { Post } from '../src/domain/glossary.ts';

/** Real posts of customers, with the brand that they wrote to. Not part of the project: people's words. */
const FILE = new URL('../../shared/data/care-dialogues.ndjson', import.meta.url);

export interface Labelled {
  post: Post;
  /** The brand whose handle stands first in the dialogue. */
  topic: string;
  dialogue: string;
}

interface Line {
  data: {
    id: string;
    text: string;
    author_id: string;
    conversation_id: string;
    created_at: string;
    lang?: string;
    entities?: { mentions?: { username: string }[] };
  };
  includes: { users: { id: string; username: string }[] };
}

/** Null: the file is not there. Posts of dialogues in which no brand is named are left out, and those of the brands. */
export function readDialogues(): Labelled[] | null {
  if (!existsSync(FILE)) return null;
  const lines = readFileSync(FILE, 'utf8').trim().split('\n');
  const posts = lines.map((line) => JSON.parse(line) as Line);
  const brands = new Map<string, string>();
  for (const { data, includes } of posts) {
    const named = [authorOf(data, includes), ...(data.entities?.mentions ?? []).map((one) => one.username)];
    const brand = named.find((name) => name !== null && !isCustomer(name));
    if (brand && !brands.has(data.conversation_id)) brands.set(data.conversation_id, brand);
  }
  return posts.flatMap(({ data, includes }) => {
    const topic = brands.get(data.conversation_id);
    const author = authorOf(data, includes);
    if (topic === undefined || author === null || !isCustomer(author)) return [];
    return [{ post: asPost(data, author), topic, dialogue: data.conversation_id }];
  });
}

/** Customers' handles were replaced by a number. */
function isCustomer(handle: string): boolean {
  return /^customer_\d+$/u.test(handle);
}

function authorOf(data: Line['data'], { users }: Line['includes']): string | null {
  return users.find(({ id }) => id === data.author_id)?.username ?? null;
}

/** Without any handle: they would give the brand away. */
function asPost(data: Line['data'], handle: string): Post {
  return {
    id: data.id,
    network: 'x',
    author: { id: data.author_id, handle, name: handle, avatarUrl: null },
    text: data.text.replace(/@\w+/gu, ' ').replaceAll('&amp;', '&').replace(/\s+/gu, ' ').trim(),
    createdAt: Date.parse(data.created_at),
    conversationId: data.conversation_id,
    inReplyTo: null,
    quotes: null,
    repostOf: null,
    mentions: [],
    images: [],
    versions: [data.id],
    language: data.lang ?? null,
  };
}
