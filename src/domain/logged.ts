import type { Origin, Post, Thread } from './glossary.ts';

/** How a customer reached us otherwise than by a public post. */
export const LOGGED_ORIGINS = [
  'phone',
  'email',
  'letter',
  'visit',
  'chat',
  'other',
] as const satisfies readonly Origin[];
export type LoggedOrigin = (typeof LOGGED_ORIGINS)[number];

export const ORIGIN_NAMES: Readonly<Record<Origin, string>> = {
  x: 'X',
  phone: 'Phone',
  email: 'E-mail',
  letter: 'Letter',
  visit: 'Came by',
  chat: 'Chat',
  other: 'Another way',
};

/** As a customer's deed: "The customer …". */
export const ORIGIN_DEEDS: Readonly<Record<LoggedOrigin, string>> = {
  phone: 'phoned',
  email: 'wrote an e-mail',
  letter: 'wrote a letter',
  visit: 'came by',
  chat: 'wrote in a chat',
  other: 'reached us another way',
};

/** Nothing of such a thread is public, and nothing can be answered in public. */
export function isLogged(thread: Pick<Thread, 'origin'>): boolean {
  return thread.origin !== 'x';
}

export interface LoggedWords {
  /** The customer's name, as far as it is known. */
  who: string;
  what: string;
  /** How to reach them; may be empty. */
  contact: string;
}

/** What was written down, in the place where a public thread has the customer's post. */
export function loggedPost(id: string, { who, what, contact }: LoggedWords, now: number): Post {
  return {
    id,
    network: 'desk',
    author: { id: '', handle: '', name: who.trim() || 'Somebody', avatarUrl: null },
    text: contact.trim() === '' ? what.trim() : `${what.trim()}\n\nTo reach them: ${contact.trim()}`,
    createdAt: now,
    conversationId: id,
    inReplyTo: null,
    quotes: null,
    repostOf: null,
    mentions: [],
    images: [],
    versions: [id],
    language: null,
  };
}

/** What stays when the words have been kept long enough: that there was something, and when. */
export function forgotten(post: Post): Post {
  return loggedPost(post.id, { who: '', what: '', contact: '' }, post.createdAt);
}

/** An answer that was given elsewhere and written down here. */
export interface NotedAnswer {
  id: string;
  threadId: string;
  /** Slack user id of who answered. */
  by: string;
  /** Empty: it was kept long enough. */
  text: string;
  at: number;
}
