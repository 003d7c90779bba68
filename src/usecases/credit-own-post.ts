import { type DeskSettings, findBrand } from '../domain/brand.ts';
import type { AccountOwner, Post, Reply, Thread } from '../domain/glossary.ts';
import type { Clock, JobAnswer, SocialNetwork } from '../ports.ts';
import type { AccountStore, ReplyStore, ThreadStore } from '../stores.ts';
import { isThisReply } from './check-again.ts';

export interface CreditOwnPostDeps {
  threads: ThreadStore;
  replies: ReplyStore;
  accounts: AccountStore;
  network: SocialNetwork;
  desk: DeskSettings;
  clock: Clock;
}

/** `byHand`: somebody wrote it outside Faccia. */
export type Credited = JobAnswer & { byHand?: boolean };

const LOOK_AGAIN_MS = 15_000;

/**
 * A post of ours came in from the network. Usually it is a reply that Faccia sent itself; if it is one whose fate was
 * unknown, that is settled now; else somebody answered by hand.
 */
export function creditOwnPost(deps: CreditOwnPostDeps) {
  return async (postId: string): Promise<Credited> => {
    const [post, threadId] = await Promise.all([deps.threads.post(postId), deps.threads.threadOf(postId)]);
    const thread = threadId === null ? null : await deps.threads.get(threadId);
    if (!post || !thread || (await deps.replies.byPost(postId))) return { done: true };
    const active = thread.activeReplyId === null ? null : await deps.replies.get(thread.activeReplyId);
    if (active?.state === 'sending') return { again: deps.clock.now() + LOOK_AGAIN_MS };
    if (active?.state === 'unknown' && isThisReply(post, active)) await settle(deps, active, post);
    else {
      await byHand(deps, thread, post);
      return { done: true, byHand: true };
    }
    return { done: true };
  };
}

async function settle(deps: CreditOwnPostDeps, reply: Reply, post: Post): Promise<void> {
  const now = deps.clock.now();
  const introduction = reply.steps[0] === 'introduce' && reply.part === 'introduction';
  if (introduction) await deps.replies.adoptIntroduction(reply.id, post.id, now);
  else await deps.replies.adopt(reply.id, post.id, deps.network.postUrl(post.author.handle, post.id), now);
}

async function byHand(deps: CreditOwnPostDeps, thread: Thread, post: Post): Promise<void> {
  const account = await deps.accounts.byId(post.author.id);
  const owner: AccountOwner = account?.owner ?? {
    kind: 'brand',
    brand: findBrand(deps.desk, thread.brand).id,
  };
  await deps.threads.answeredByHand(thread.id, post.id, owner, deps.clock.now());
}
