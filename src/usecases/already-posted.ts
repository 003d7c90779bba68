import type { Reply } from '../domain/glossary.ts';
import type { ReplyUpdate } from '../domain/outcome.ts';
import { firstLook } from '../domain/reconcile.ts';
import { introducing } from '../domain/target.ts';
import type { Clock, Log } from '../ports.ts';
import { type FindPostDeps, findPost, type Search } from './find-post.ts';

export interface AlreadyPostedDeps extends FindPostDeps {
  clock: Clock;
  log: Log;
}

/** How long "X has this text already" is taken for a late sign of an attempt whose end nobody knows. */
const LATE_SETTLES = 10;
const FIRST_DOUBT = 'X says that it has this text already, perhaps as this very answer.';
const LATER_DOUBT = 'X says that it has this text already.';

/**
 * The network says that it has this text already. It may be from this very reply, by an attempt whose answer was lost or
 * that X made twice of one call, and it may not show it yet. Null: it is another post's text.
 */
export function alreadyPosted(deps: AlreadyPostedDeps) {
  return async (reply: Reply, text: string): Promise<ReplyUpdate | null> => {
    const search = await lookFor(deps, reply, text);
    if (search?.post) {
      const { post, poster } = search;
      return introducing(reply)
        ? { kind: 'introduced', introductionId: post.id }
        : { kind: 'sent', postId: post.id, postUrl: deps.network.postUrl(poster.handle, post.id) };
    }
    if (search?.elsewhere) return null;
    const now = deps.clock.now();
    const reason = doubt(reply, now, deps.desk.settleMs);
    return reason === null ? null : { kind: 'unknown', reason, lookAt: firstLook(now, deps.desk.settleMs) };
  };
}

async function lookFor(deps: AlreadyPostedDeps, reply: Reply, text: string): Promise<Search | null> {
  try {
    return await findPost(deps)(reply, text);
  } catch (error) {
    deps.log.warn('duplicate-not-looked-up', { reply: reply.id, error });
    return null;
  }
}

/** Null: the network had its time to show it since it said so first, and this reply was never in doubt otherwise. */
function doubt(reply: Reply, now: number, settleMs: number): string | null {
  if (reply.unknownSince === null) return FIRST_DOUBT;
  if (reply.reason === FIRST_DOUBT) return null;
  return now - reply.createdAt < LATE_SETTLES * settleMs ? LATER_DOUBT : null;
}
