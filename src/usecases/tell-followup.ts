import type { HolderStore } from '../claims.ts';
import type { Post, Thread } from '../domain/glossary.ts';
import type { JobAnswer, NoteView, People } from '../ports.ts';
import type { ThreadStore } from '../stores.ts';
import { type PostOnceDeps, postOnce } from './post-once.ts';
import { unlessKept } from './unless-kept.ts';
import { untilCard } from './until-card.ts';

export interface TellThreadDeps extends PostOnceDeps {
  threads: ThreadStore;
  holders: HolderStore;
  people: People;
}

/** The customer wrote again: says so in the Slack thread and pings whoever has it, or answered last and is not away. */
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
  if (thread.cardTs === null) return untilCard(thread, deps.clock.now());
  const view = await viewOf(deps, kind, post, thread);
  const key = `${kind}:${postId}`;
  const posted = await postOnce(deps)({
    key,
    channel: thread.channel,
    threadTs: thread.cardTs,
    post: () => deps.notifier.postNote(key, thread, view),
  });
  return posted.kind === 'wait' ? { again: posted.until } : { done: true };
}

async function viewOf(
  deps: TellThreadDeps,
  kind: 'followup' | 'by-hand' | 'edited',
  post: Post,
  thread: Thread,
): Promise<NoteView> {
  const { claimedBy, answeredBy, missed } = thread;
  if (kind === 'by-hand') return { kind, post, slackUser: answeredBy };
  const away = claimedBy === null ? missed : null;
  const reads = claimedBy ?? (away === null ? answeredBy : null);
  const ping = await unlessKept(deps, reads, post.author.id);
  const hidden = thread.shielded !== null;
  if (kind === 'edited') return { kind, post, ping, hidden };
  // By name: whoever is away is not rung for it.
  const named = away && { name: (await deps.people.get(away.slackUser)).name, why: away.why };
  const returned = claimedBy !== null && claimedBy === answeredBy;
  return { kind, post, ping, hidden, returned, missed: named };
}
