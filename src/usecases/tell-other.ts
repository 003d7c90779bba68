import type { HolderStore } from '../claims.ts';
import type { ConversationStore, OtherPost } from '../conversations.ts';
import { type DeskSettings, findBrand } from '../domain/brand.ts';
import type { Thread } from '../domain/glossary.ts';
import { createRouter } from '../domain/routing.ts';
import type { JobAnswer, NoteView } from '../ports.ts';
import type { WhoIsThere } from '../responders.ts';
import type { ThreadStore } from '../stores.ts';
import { type PostOnceDeps, postOnce, standing } from './post-once.ts';
import { unlessKept } from './unless-kept.ts';
import { untilCard } from './until-card.ts';

export interface TellOtherDeps extends PostOnceDeps {
  threads: ThreadStore;
  conversations: ConversationStore;
  holders: HolderStore;
  availability: WhoIsThere['availability'];
  desk: DeskSettings;
}

/**
 * Somebody who is not the customer wrote in the conversation: says so in the Slack thread, and keeps that note up to date.
 * Where nobody would read it there, what names the brand gets a thread of its own. `postId`: its first version.
 */
export function tellOther(deps: TellOtherDeps) {
  return async (postId: string): Promise<JobAnswer> => {
    const other = await deps.conversations.other(postId);
    const host = other && (await deps.threads.get(other.host));
    if (!other || !host) return { done: true };
    if (host.cardTs === null) return untilCard(host, deps.clock.now());
    const ping = await whoReads(deps, host);
    const unread = ping === null && (host.state === 'answered' || host.state === 'resolved');
    if (unread && other.own === null && namesBrand(deps, host, other) && other.post.erased === undefined) {
      const route = createRouter(deps.desk)(findBrand(deps.desk, host.brand), other.post);
      await deps.conversations.separate(other.post, route, 'auto', deps.clock.now());
      return showNote(deps, postId, host, null);
    }
    const { author } = other.post;
    const rings = other.rings ? await unlessKept(deps, ping, author.id, host.root.author.id) : null;
    return showNote(deps, postId, host, rings);
  };
}

async function showNote(
  deps: TellOtherDeps,
  postId: string,
  host: Thread,
  ping: string | null,
): Promise<JobAnswer> {
  const other = await deps.conversations.other(postId);
  if (!other) return { done: true };
  const view: NoteView = { kind: 'other', post: other.post, ping, own: other.own !== null };
  const key = `other:${postId}`;
  const posted = await postOnce(deps)({
    key,
    channel: host.channel,
    threadTs: host.cardTs,
    post: () => deps.notifier.postNote(key, host, view),
  });
  if (posted.kind === 'wait') return { again: posted.until };
  if (!posted.fresh) await deps.notifier.updateNote(posted.ts, standing(host, posted), view);
  return { done: true };
}

/** Whoever has the thread; of one that nobody has, whoever answered it, if they are there. */
async function whoReads({ availability }: TellOtherDeps, host: Thread): Promise<string | null> {
  if (host.claimedBy !== null) return host.claimedBy;
  if (host.state === 'open' || host.answeredBy === null) return null;
  return (await availability(host.answeredBy)).kind === 'available' ? host.answeredBy : null;
}

function namesBrand({ desk }: TellOtherDeps, host: Thread, { post }: OtherPost): boolean {
  const { handle } = findBrand(desk, host.brand);
  return post.mentions.some((mention) => mention.handle.toLowerCase() === handle.toLowerCase());
}
