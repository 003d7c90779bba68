import type { Post, Reply } from '../domain/glossary.ts';
import { introducing } from '../domain/target.ts';
import type { Clock, SocialNetwork } from '../ports.ts';
import type { Adopted, ReplyStore } from '../stores.ts';

export interface AdoptPostDeps {
  replies: ReplyStore;
  network: SocialNetwork;
  clock: Clock;
}

/** The post is on the network: the reply is sent, or (an introduction) its answer goes on. */
export async function adoptPost(deps: AdoptPostDeps, reply: Reply, post: Post): Promise<Adopted> {
  const now = deps.clock.now();
  return introducing(reply)
    ? deps.replies.adoptIntroduction(reply.id, post.id, now)
    : deps.replies.adopt(reply.id, post.id, deps.network.postUrl(post.author.handle, post.id), now);
}
