import type { ContextItem } from './following.ts';
import type { Erasure, Post } from './glossary.ts';

/** What is kept of a post that is gone: whose it was, when, and where it stood. None of its words, pictures or tags. */
export function erasedPost(post: Post, why: Erasure): Post {
  return { ...post, text: '', images: [], mentions: [], quotes: null, links: [], erased: why };
}

/** What is kept of a post whose author wants to be forgotten: that there was one. */
export function forgottenPost(post: Post): Post {
  return { ...erasedPost(post, 'deleted'), author: NOBODY };
}

const NOBODY = { id: '', handle: '', name: 'Somebody', avatarUrl: null };

export function erasedItem(item: ContextItem, why: Erasure): ContextItem {
  return { ...item, post: null, missing: why };
}

/** `The customer deleted this post`, about `who`. */
export function erasedText(who: string, why: Erasure): string {
  return why === 'deleted' ? `${who} deleted this post.` : 'X does not show this post any more.';
}
