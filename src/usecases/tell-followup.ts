import type { HolderStore } from '../claims.ts';
import type { Post, Thread } from '../domain/glossary.ts';
import type { JobAnswer, NoteView } from '../ports.ts';
import type { ThreadStore } from '../stores.ts';
import { type PostOnceDeps, postOnce } from './post-once.ts';

export interface TellThreadDeps extends PostOnceDeps {
  threads: ThreadStore;
  holders: HolderStore;
}

const CARD_WAIT_MS = 2_000;

/** The customer wrote again: says so in the Slack thread and pings whoever has it, or answered last. */
export function tellFollowup(deps: TellThreadDeps) {
  return (postId: string): Promise<JobAnswer> => tellOfPost(deps, 'followup', postId);
}

/** The customer changed a post: shows the new words and pings as a post of its own would. */
export function tellEdited(deps: TellThreadDeps) {
  return (postId: string): Promise<JobAnswer> => tellOfPost(deps, 'edited', postId);
}

/** One of us answered on the network by hand: says so in the Slack thread. */
export function tellByHand(deps: TellThreadDeps) {
  return (postId: string): Promise<JobAnswer> => tellOfPost(deps, 'by-hand', postId);
}

async function tellOfPost(
  deps: TellThreadDeps,
  kind: 'followup' | 'by-hand' | 'edited',
  postId: string,
): Promise<JobAnswer> {
  const [post, threadId] = await Promise.all([deps.threads.post(postId), deps.threads.threadOf(postId)]);
  const thread = threadId === null ? null : await deps.threads.get(threadId);
  if (!post || !thread) return { done: true };
  if (thread.cardTs === null) return { again: deps.clock.now() + CARD_WAIT_MS };
  const view: NoteView =
    kind === 'by-hand'
      ? { kind, post, slackUser: thread.answeredBy }
      : { kind, post, ping: await whomToPing(deps, thread, post), hidden: thread.shielded !== null };
  const key = `${kind}:${postId}`;
  const posted = await postOnce(deps)({
    key,
    channel: thread.channel,
    threadTs: thread.cardTs,
    post: () => deps.notifier.postNote(key, thread, view),
  });
  return posted.kind === 'wait' ? { again: posted.until } : { done: true };
}

/** Nobody is rung by somebody from whom they asked to be kept. */
async function whomToPing(
  { holders }: TellThreadDeps,
  { claimedBy, answeredBy }: Thread,
  post: Post,
): Promise<string | null> {
  const ping = claimedBy ?? answeredBy;
  if (ping === null) return null;
  return (await holders.shieldedFrom(post.author.id)).has(ping) ? null : ping;
}
