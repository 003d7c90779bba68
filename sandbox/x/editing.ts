import type { StoredPost, World } from './world.ts';

/** From the first version on. */
const WINDOW_MS = 30 * 60_000;
const EDITS = 5;

/** Why X lets nobody edit this post (any more); null: its author may. */
export function editProblem(world: World, post: StoredPost): string | null {
  const first = world.posts.get(post.history[0] ?? post.id) ?? post;
  const parent = world.posts.get(post.inReplyTo ?? '');
  if (post.deleted) return 'This post was deleted.';
  if (post.replacedBy !== null) return 'This is not the newest version of the post.';
  if (post.repostOf !== null) return 'A repost cannot be edited.';
  if (post.inReplyTo !== null && parent?.authorId !== post.authorId)
    return 'X lets nobody edit an answer to somebody else.';
  if (post.history.length > EDITS) return `A post can be edited ${EDITS} times.`;
  if (world.now() - first.createdAt > WINDOW_MS) return 'A post can be edited for 30 minutes.';
  return null;
}
