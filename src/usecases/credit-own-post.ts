import { findBrand } from '../domain/brand.ts';
import type { AccountOwner, LinkedAccount, Post, Reply, Thread } from '../domain/glossary.ts';
import { isThisReply } from '../domain/reconcile.ts';
import { byBrand } from '../domain/target.ts';
import type { Clock, JobAnswer } from '../ports.ts';
import type { AccountStore, ReplyStore, ThreadStore } from '../stores.ts';
import { type AdoptPostDeps, adoptPost } from './adopt-post.ts';
import type { AnswerTextDeps } from './answer-text.ts';
import { wantedBy } from './find-post.ts';

export interface CreditOwnPostDeps extends AdoptPostDeps, AnswerTextDeps {
  threads: ThreadStore;
  replies: ReplyStore;
  accounts: AccountStore;
  clock: Clock;
}

/** `byHand`: somebody wrote it outside Faccia. */
export type Credited = JobAnswer & { byHand?: boolean };

const LOOK_AGAIN_MS = 15_000;

/**
 * A post of ours came in from the network. Usually it is a reply that Faccia sent itself; if it is one whose fate was
 * unknown, or that its author was asked to post, that is settled now; else somebody answered by hand, and what still
 * waits here in the same thread is taken back.
 */
export function creditOwnPost(deps: CreditOwnPostDeps) {
  return async (postId: string): Promise<Credited> => {
    const [post, threadId] = await Promise.all([deps.threads.post(postId), deps.threads.threadOf(postId)]);
    const thread = threadId === null ? null : await deps.threads.get(threadId);
    if (!post || !thread || (await deps.replies.byPost(postId))) return { done: true };
    const account = await deps.accounts.byId(post.author.id);
    const underWay = await repliesUnderWay(deps, thread);
    if (underWay.some(({ state }) => state === 'sending')) return { again: deps.clock.now() + LOOK_AGAIN_MS };
    for (const reply of underWay) {
      if (!(await isExpected(deps, reply, post, account))) continue;
      await adoptPost(deps, reply, post);
      return { done: true };
    }
    await byHand(deps, thread, post, account);
    return { done: true, byHand: true };
  };
}

/** The answer, and the hand-over that goes before it. */
async function repliesUnderWay({ replies }: CreditOwnPostDeps, thread: Thread): Promise<Reply[]> {
  const active = thread.activeReplyId === null ? null : await replies.get(thread.activeReplyId);
  const before = active?.after === undefined ? null : await replies.get(active.after);
  return [before, active].filter((reply): reply is Reply => reply !== null);
}

async function isExpected(
  deps: CreditOwnPostDeps,
  active: Reply,
  post: Post,
  account: LinkedAccount | null,
): Promise<boolean> {
  if (active.state !== 'unknown' && !active.awaitsPost && !active.restored) return false;
  const right = byBrand(active) ? account?.owner.kind === 'brand' : account?.id === active.accountId;
  if (!right) return false;
  return isThisReply(post, active, await wantedBy(deps, active));
}

async function byHand(
  deps: CreditOwnPostDeps,
  thread: Thread,
  post: Post,
  account: LinkedAccount | null,
): Promise<void> {
  const owner: AccountOwner = account?.owner ?? {
    kind: 'brand',
    brand: findBrand(deps.desk, thread.brand).id,
  };
  const reason = `@${post.author.handle} has just answered by hand on X.`;
  await deps.threads.answeredByHand(thread.id, post.id, owner, reason, deps.clock.now());
}
