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

const DOUBT = 'X says that it has this text already, perhaps as this very answer.';

/**
 * The network says that it has this text already. It may be from this very reply, by an attempt whose answer was lost or
 * by this one, which X made twice of one call; and it may not show it yet. Null: it is another post's text.
 */
export function alreadyPosted(deps: AlreadyPostedDeps) {
  return async (reply: Reply, text: string): Promise<ReplyUpdate | null> => {
    const search = await lookFor(deps, reply, text);
    const lookAt = firstLook(deps.clock.now(), deps.desk.settleMs);
    if (search?.post) {
      const { post, poster } = search;
      const postUrl = deps.network.postUrl(poster.handle, post.id);
      return introducing(reply)
        ? { kind: 'introduced', introductionId: post.id, found: { lookAt } }
        : { kind: 'sent', postId: post.id, postUrl, found: { lookAt } };
    }
    if (search?.elsewhere) return null;
    return { kind: 'unknown', reason: DOUBT, lookAt, duplicate: true };
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
