import twitterText from 'twitter-text';
import type { StoredMedia } from './media.ts';
import { withoutMediaLink } from './text.ts';
import type { StoredPost, World } from './world.ts';

export interface Problem {
  status: number;
  title: string;
  detail: string;
}

export const forbidden = (detail: string): Problem => ({ status: 403, title: 'Forbidden', detail });

export const DETAIL = {
  replyRule:
    'Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to',
  duplicate: 'You are not allowed to create a Tweet with duplicate content.',
  gone: 'You attempted to reply to a Tweet that is deleted or not visible to you.',
  suspended: 'Your account is suspended and is not permitted to perform this action.',
  locked:
    'To protect our users from spam and other malicious activity, this account is temporarily locked. Please log in to https://x.com to unlock your account.',
  mediaIds: 'Your media IDs are invalid.',
  // X says no more than this of a token without the right scope.
  scope: 'Forbidden',
} as const;

const LIMIT = 280;
const DUPLICATE_WINDOW = 200;

/** X's rules for a post through the API; null: it may be posted. */
export function problemWith(
  world: World,
  authorId: string,
  text: unknown,
  inReplyTo: string | null,
): Problem | null {
  if (typeof text !== 'string' || text.trim() === '') {
    return {
      status: 400,
      title: 'Invalid Request',
      detail: 'One or more parameters to your request was invalid.',
    };
  }
  if (twitterText.parseTweet(text).weightedLength > LIMIT) {
    return forbidden('Tweet needs to be a bit shorter.');
  }
  if (twitterText.extractCashtags(text).length > 1) {
    return forbidden('You are not allowed to create a post with more than one cashtag.');
  }
  return replyProblem(world, authorId, inReplyTo) ?? duplicateProblem(world, authorId, text);
}

/** The uploads that this account may post together; null: X takes none of it. */
export function mediaFor(world: World, authorId: string, ids: unknown): StoredMedia[] | null {
  if (!Array.isArray(ids) || ids.length === 0 || ids.length > 4) return null;
  const found = ids.flatMap((id) => world.media.get(String(id)) ?? []);
  const fine = found.filter(
    (media) =>
      media.userId === authorId && media.expiresAt > world.now() && world.media.stateOf(media) === 'ready',
  );
  const alone = found.length === 1 || found.every(({ category }) => category === 'tweet_image');
  return fine.length === ids.length && alone ? fine : null;
}

function replyProblem(world: World, authorId: string, inReplyTo: string | null): Problem | null {
  if (inReplyTo === null) return null;
  const parent = world.posts.get(inReplyTo);
  if (!parent || parent.deleted) return forbidden(DETAIL.gone);
  if (world.access === 'enterprise' || parent.authorId === authorId || summoned(world, parent, authorId))
    return null;
  return forbidden(DETAIL.replyRule);
}

/** The author of that post mentioned this account, or quoted one of its posts. */
function summoned(world: World, parent: StoredPost, authorId: string): boolean {
  const quoted = parent.quotes === null ? undefined : world.posts.get(parent.quotes);
  return parent.mentions.some((mention) => mention.id === authorId) || quoted?.authorId === authorId;
}

function duplicateProblem(world: World, authorId: string, text: string): Problem | null {
  const recent = world.visible().filter((post) => post.authorId === authorId);
  const said = ({ text: stored, images }: StoredPost) =>
    (images.length > 0 ? withoutMediaLink(stored) : stored).trim();
  const twice = recent.slice(0, DUPLICATE_WINDOW).some((post) => said(post) === text.trim());
  return twice ? forbidden(DETAIL.duplicate) : null;
}
