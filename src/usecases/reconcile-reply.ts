import { findBrand } from '../domain/brand.ts';
import type { Post, Reply } from '../domain/glossary.ts';
import { afterNotThere } from '../domain/outcome.ts';
import { afterMissing, givesUpLooking } from '../domain/reconcile.ts';
import { introductionsFor } from '../domain/wording.ts';
import { AppError, RefusedError, UnavailableError } from '../errors.ts';
import type { Clock, JobAnswer, Log } from '../ports.ts';
import type { LookResult, ReplyStore } from '../stores.ts';
import { type AdoptPostDeps, adoptPost } from './adopt-post.ts';
import { type FindPostDeps, findPost, posterOf, type Search } from './find-post.ts';

export interface ReconcileReplyDeps extends FindPostDeps, AdoptPostDeps {
  replies: ReplyStore;
  clock: Clock;
  log: Log;
}

const CANNOT_LOOK_MS = 60_000;
const CANNOT_TELL: LookResult = {
  kind: 'given-up',
  reason: 'This account posts so much that Faccia cannot tell whether it is among its posts.',
};

/**
 * Nobody knows whether this reply is public: searches the network. What is found is adopted; what is not there after
 * the network had its time is sent again. Never creates a post itself.
 */
export function reconcileReply(deps: ReconcileReplyDeps) {
  const search = findPost(deps);
  return async (reply: Reply): Promise<JobAnswer> => {
    const found = await look(deps, reply, search);
    const ended = 'kind' in found ? await settle(deps, reply, found) : await adopt(deps, reply, found);
    // It was another reply's by then: searched for again, without it.
    if (ended === null) return { again: deps.clock.now() };
    deps.log.info('reply-reconciled', {
      reply: reply.id,
      result: 'kind' in found ? found.kind : 'found',
      to: ended.state,
    });
    return { done: true };
  };
}

function settle({ replies, clock }: ReconcileReplyDeps, reply: Reply, result: LookResult): Promise<Reply> {
  return replies.looked(reply, result, clock.now());
}

async function adopt(deps: ReconcileReplyDeps, reply: Reply, post: Post): Promise<Reply | null> {
  const { kind, reply: adopted } = await adoptPost(deps, reply, post);
  if (kind === 'taken') return null;
  if (adopted.state !== 'unknown') return adopted;
  const reason =
    'The introduction is public, but another answer is under way in this thread: this one does not follow.';
  return settle(deps, reply, { kind: 'given-up', reason });
}

async function look(
  deps: ReconcileReplyDeps,
  reply: Reply,
  search: (reply: Reply) => Promise<Search>,
): Promise<LookResult | Post> {
  const since = (reply.awaitsPost ? reply.sendingAt : reply.unknownSince) ?? reply.updatedAt;
  try {
    const { post, complete } = await search(reply);
    return post ?? (await missing(deps, reply, since, complete));
  } catch (error) {
    return cannotLook(deps, reply, since, error);
  }
}

async function missing(
  deps: ReconcileReplyDeps,
  reply: Reply,
  since: number,
  complete: boolean,
): Promise<LookResult> {
  const now = deps.clock.now();
  const next = afterMissing(reply, since, now, deps.desk.settleMs);
  switch (next.kind) {
    case 'look-again':
      return { ...next, reason: null };
    case 'not-posted':
      return complete ? next : CANNOT_TELL;
    case 'not-there':
      return complete ? notThere(deps, reply) : CANNOT_TELL;
  }
}

async function notThere({ threads, desk }: ReconcileReplyDeps, reply: Reply): Promise<LookResult> {
  const thread = await threads.get(reply.threadId);
  const introductions = thread && introductionsFor(findBrand(desk, thread.brand), thread.root.language);
  const next = afterNotThere(reply, introductions?.sentences.length ?? 0);
  return next.kind === 'send-again' ? { ...next, by: null } : next;
}

async function cannotLook(
  deps: ReconcileReplyDeps,
  reply: Reply,
  since: number,
  error: unknown,
): Promise<LookResult> {
  const now = deps.clock.now();
  if (error instanceof AppError && (error.code === 'token-dead' || error.code === 'x-token-refused')) {
    const { id } = await posterOf(deps, reply);
    return {
      kind: 'parked',
      accountId: id,
      reason: `${error.sentence} Faccia searches after the next link.`,
    };
  }
  if (error instanceof RefusedError) return { kind: 'given-up', reason: error.sentence };
  if (!(error instanceof UnavailableError)) deps.log.error('reconcile-failed', { reply: reply.id, error });
  const sentence = error instanceof AppError ? error.sentence : 'Something went wrong inside Faccia.';
  if (givesUpLooking(since, now)) {
    return { kind: 'given-up', reason: `X could not be searched for it for a day: ${sentence}` };
  }
  const wait = error instanceof UnavailableError ? error.retryAfterMs : null;
  return { kind: 'look-again', at: now + (wait ?? CANNOT_LOOK_MS), reason: null };
}
