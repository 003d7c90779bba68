import type { ConversationStore, PostLookup } from '../conversations.ts';
import type { DeskSettings } from '../domain/brand.ts';
import type { ContextItem } from '../domain/following.ts';
import type { Post, Thread } from '../domain/glossary.ts';
import { AppError, UnavailableError } from '../errors.ts';
import type { JobAnswer, Log, NoteView } from '../ports.ts';
import type { ThreadStore } from '../stores.ts';
import { type PostOnceDeps, postOnce, standing } from './post-once.ts';
import { type SpareMoneyDeps, spareMoney } from './spare-money.ts';
import { untilCard } from './until-card.ts';

export interface ShowContextDeps extends PostOnceDeps, SpareMoneyDeps {
  threads: ThreadStore;
  conversations: ConversationStore;
  lookups: PostLookup;
  desk: DeskSettings;
  log: Log;
}

const UNREACHABLE_WAIT_MS = 30_000;

/**
 * What a customer's post answers or quotes, where we do not have it: fetched once, within the bound of the configuration,
 * and shown in the Slack thread; shown anew when something of it is gone.
 */
export function showContext(deps: ShowContextDeps) {
  return async (postId: string): Promise<JobAnswer> => {
    const [post, threadId] = await Promise.all([deps.threads.post(postId), deps.threads.threadOf(postId)]);
    const thread = threadId === null ? null : await deps.threads.get(threadId);
    if (!post || !thread || deps.desk.context.maxPosts === 0) return { done: true };
    if (thread.cardTs === null) return untilCard(thread, deps.clock.now());
    try {
      const items = (await deps.conversations.context(postId)) ?? (await lookAround(deps, post, thread));
      return items.length === 0 ? { done: true } : await show(deps, postId, thread, items);
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error;
      return { again: deps.clock.now() + (error.retryAfterMs ?? UNREACHABLE_WAIT_MS) };
    }
  };
}

async function lookAround(deps: ShowContextDeps, post: Post, thread: Thread): Promise<ContextItem[]> {
  const { everyMs } = deps.desk.deletedPosts;
  const items = await surroundings(deps, post, thread);
  await deps.conversations.keepContext(post.id, items, everyMs === 0 ? null : deps.clock.now() + everyMs);
  return items;
}

type Wanted = Pick<ContextItem, 'id' | 'how'>;

/** Upwards from the post: what it answers and quotes, then what that answers, until it is ours or the bound is reached. */
async function surroundings(deps: ShowContextDeps, post: Post, thread: Thread): Promise<ContextItem[]> {
  const found: ContextItem[] = [];
  let wanted: Wanted[] = [
    ...(post.inReplyTo === null ? [] : [{ id: post.inReplyTo, how: 'answered' as const }]),
    ...(post.quotes === null ? [] : [{ id: post.quotes.postId, how: 'quoted' as const }]),
  ];
  while (wanted.length > 0) {
    const next = wanted.slice(0, deps.desk.context.maxPosts - found.length);
    const items = await fetched(deps, await notShown(deps, next, thread));
    found.push(...items);
    const parent = items.find(({ how }) => how === 'answered')?.post?.inReplyTo ?? null;
    wanted =
      parent === null || found.length >= deps.desk.context.maxPosts ? [] : [{ id: parent, how: 'answered' }];
  }
  // The oldest first, as people read.
  return found.reverse();
}

async function notShown({ threads }: ShowContextDeps, wanted: Wanted[], thread: Thread): Promise<Wanted[]> {
  const owners = await Promise.all(wanted.map(({ id }) => threads.threadOf(id)));
  return wanted.filter((_one, index) => owners[index] !== thread.id);
}

async function fetched(deps: ShowContextDeps, wanted: Wanted[]): Promise<ContextItem[]> {
  const known = await Promise.all(wanted.map(({ id }) => deps.threads.post(id)));
  const unknown = wanted.filter((_one, index) => known[index] === null).map(({ id }) => id);
  const { posts, missing } = await read(deps, unknown);
  return wanted.map(({ id, how }, index) => {
    const post = known[index] ?? posts.find((candidate) => candidate.versions.includes(id)) ?? null;
    if (post)
      return post.erased === undefined
        ? { id, how, post, missing: null }
        : { id, how, post: null, missing: post.erased };
    return { id, how, post: null, missing: missing.find((one) => one.id === id)?.why ?? 'unread' };
  });
}

async function read(deps: ShowContextDeps, ids: string[]): ReturnType<PostLookup['lookUp']> {
  const nothing = { posts: [], missing: [] };
  if (ids.length === 0 || (await spareMoney(deps)) !== null) return nothing;
  try {
    return await deps.lookups.lookUp(ids);
  } catch (error) {
    if (error instanceof UnavailableError || !(error instanceof AppError)) throw error;
    deps.log.warn('context-unread', { error });
    return nothing;
  }
}

async function show(
  deps: ShowContextDeps,
  postId: string,
  thread: Thread,
  items: readonly ContextItem[],
): Promise<JobAnswer> {
  const view: NoteView = { kind: 'context', items };
  const key = `context:${postId}`;
  const posted = await postOnce(deps)({
    key,
    channel: thread.channel,
    threadTs: thread.cardTs,
    post: () => deps.notifier.postNote(key, thread, view),
  });
  if (posted.kind === 'wait') return { again: posted.until };
  if (!posted.fresh) await deps.notifier.updateNote(posted.ts, standing(thread, posted), view);
  return { done: true };
}
