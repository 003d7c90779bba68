import type { ConversationStore } from '../conversations.ts';
import type { Post, Thread } from '../domain/glossary.ts';
import type { ThreadListing } from '../listing.ts';
import { POSTING_GRACE_MS } from '../outbox.ts';
import type { JobAnswer, NoteView } from '../ports.ts';
import type { ThreadStore } from '../stores.ts';
import { type PostOnceDeps, postOnce, standing } from './post-once.ts';
import { untilCard } from './until-card.ts';

export interface TellGoneDeps extends PostOnceDeps {
  threads: ThreadStore;
  conversations: ConversationStore;
  /** Brings the note of another person's post up to date. */
  tellOther(postId: string): Promise<JobAnswer>;
  listing: Pick<ThreadListing, 'history'>;
}

/** `homes`: Slack users in whose home of the app the words may still stand. */
export type ToldGone = JobAnswer & { homes?: readonly string[] };

/**
 * A customer's post is not there any more: its words go from every note that quoted them (the card is rebuilt by itself),
 * and whoever has the thread is told. `postId`: its first version.
 */
export function tellGone(deps: TellGoneDeps) {
  return async (postId: string): Promise<ToldGone> => {
    const [post, threadId] = await Promise.all([
      deps.conversations.newest(postId),
      deps.threads.threadOf(postId),
    ]);
    const thread = threadId === null ? null : await deps.threads.get(threadId);
    if (!post?.erased || !thread) return { done: true };
    if (thread.cardTs === null) {
      return thread.state === 'ignored' ? { done: true } : untilCard(thread, deps.clock.now());
    }
    const wait = await unquote(deps, thread, post);
    if (wait !== null) return { again: wait };
    const other = await deps.conversations.other(postId);
    if (other !== null) {
      const told = await deps.tellOther(postId);
      if (other.own === null || 'again' in told) return told;
    }
    const told = await tell(deps, postId, thread, post);
    return 'again' in told ? told : { ...told, homes: await everybodyIn(deps, thread.id) };
  };
}

const MOST_ENTRIES = 300;

/** Whoever held or answered the thread at any time: its words stood in their home, and may stand there since. */
async function everybodyIn({ listing }: TellGoneDeps, threadId: string): Promise<string[]> {
  const { entries } = await listing.history(threadId, 0, MOST_ENTRIES);
  const named = entries.flatMap(({ actor, what, detail }) =>
    what === 'returned' ? [actor, detail] : [actor],
  );
  return [...new Set(named)].filter((name) => /^[UW][A-Z0-9]{2,}$/u.test(name));
}

/** Null: its words stand in no note any more. */
async function unquote(deps: TellGoneDeps, thread: Thread, post: Post): Promise<number | null> {
  for (const id of post.versions) {
    for (const kind of ['followup', 'edited'] as const) {
      const known = await deps.messages.known(`${kind}:${id}`);
      // Somebody is posting it, perhaps with the old words.
      if (known.kind === 'begun' && deps.clock.now() < known.since + POSTING_GRACE_MS)
        return known.since + POSTING_GRACE_MS;
      if (known.kind === 'posted')
        await deps.notifier.updateNote(known.ts, standing(thread, known.place), { kind, post, ping: null });
    }
  }
  return null;
}

async function tell(deps: TellGoneDeps, postId: string, thread: Thread, post: Post): Promise<JobAnswer> {
  const left = thread.lastCustomerPost.erased === undefined;
  const view: NoteView = { kind: 'gone', post, ping: thread.claimedBy, left };
  const key = `gone:${postId}`;
  const posted = await postOnce(deps)({
    key,
    channel: thread.channel,
    threadTs: thread.cardTs,
    post: () => deps.notifier.postNote(key, thread, view),
  });
  return posted.kind === 'wait' ? { again: posted.until } : { done: true };
}
