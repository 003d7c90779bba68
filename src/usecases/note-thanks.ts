import { thanksUs } from '../domain/thanks.ts';
import type { ThreadListing } from '../listing.ts';
import type { ThreadStore } from '../stores.ts';

export interface NoteThanksDeps {
  threads: ThreadStore;
  listing: ThreadListing;
}

/** A customer wrote again: if it is thanks, whoever answered sees it in the app's home. */
export function noteThanks({ threads, listing }: NoteThanksDeps) {
  return async (postId: string): Promise<void> => {
    const [post, threadId] = await Promise.all([threads.post(postId), threads.threadOf(postId)]);
    const thread = threadId === null ? null : await threads.get(threadId);
    if (!post || !thread?.answeredBy || post.author.id !== thread.root.author.id) return;
    if (thanksUs(post.text)) await listing.thanked(thread.answeredBy, postId, post.createdAt);
  };
}
