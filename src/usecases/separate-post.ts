import type { ConversationStore } from '../conversations.ts';
import { type DeskSettings, findBrand } from '../domain/brand.ts';
import type { Thread } from '../domain/glossary.ts';
import { createRouter } from '../domain/routing.ts';
import { RefusedError } from '../errors.ts';
import type { Clock, People } from '../ports.ts';
import type { ThreadStore } from '../stores.ts';
import { requireListed } from './require-employee.ts';

export interface SeparatePostDeps {
  conversations: ConversationStore;
  threads: ThreadStore;
  people: People;
  desk: DeskSettings;
  clock: Clock;
}

/** Gives what another person wrote in a customer's conversation a thread of its own. Throws RefusedError. */
export function separatePost({ conversations, threads, people, desk, clock }: SeparatePostDeps) {
  const route = createRouter(desk);
  return async (input: { postId: string; slackUser: string }): Promise<Thread> => {
    await requireListed(people)(input.slackUser);
    const other = await conversations.other(input.postId);
    const host = other && (await threads.get(other.host));
    if (!other || !host) throw unknown();
    if (other.post.erased !== undefined)
      throw new RefusedError('post-gone', 'This post is not on X any more: there is nothing to answer.');
    const result = await conversations.separate(
      other.post,
      route(findBrand(desk, host.brand), other.post),
      input.slackUser,
      clock.now(),
    );
    if (result.kind === 'missing') throw unknown();
    return result.thread;
  };
}

function unknown(): RefusedError {
  return new RefusedError('post-missing', 'Faccia does not know this post any more. Nothing was changed.');
}
