import type { Thread } from '../domain/glossary.ts';
import { cardKey, type Reroute } from '../domain/topic.ts';
import { POSTING_GRACE_MS } from '../outbox.ts';
import type { JobAnswer, People } from '../ports.ts';
import type { MovedCard, TopicStore } from '../topics.ts';
import { findBegun, type PostOnceDeps, postOnce } from './post-once.ts';

export interface ShowMovesDeps extends PostOnceDeps {
  topics: TopicStore;
  people: People;
}

/** Longer than a worker can go on drawing a card that is an old one by now. */
const RECENT_MS = 10 * 60_000;

/**
 * The thread has its present card: every card that it had elsewhere becomes one line with the way here, and a note under the
 * present card says who changed the topic and why. Throws AppError `slack-refused`.
 */
export async function showMoves(deps: ShowMovesDeps, thread: Thread, cardTs: string): Promise<JobAnswer> {
  if (thread.reroutes === 0) return { done: true };
  const reroutes = await deps.topics.reroutes(thread.id);
  const newest = reroutes.at(-1);
  const told = await deps.messages.known(noteKey(thread.id, reroutes.length));
  const old = newest === undefined || deps.clock.now() - newest.at > RECENT_MS;
  if (old && told.kind === 'posted') return { done: true };
  const left = reroutes.filter(({ fromChannel, toChannel }) => fromChannel !== toChannel);
  const here = left.length === 0 ? null : await deps.notifier.permalink(thread.channel, cardTs);
  for (const reroute of left) {
    const by = (await deps.people.get(reroute.by)).name;
    const again = await leaveSign(deps, thread, {
      reroute,
      by,
      to: thread.topic,
      channel: thread.channel,
      here,
    });
    if (again !== null) return { again };
  }
  for (const reroute of reroutes) {
    const again = await tellMove(deps, thread, cardTs, reroute);
    if (again !== null) return { again };
  }
  return { done: true };
}

/** Null: done, or there is no card any more. */
async function leaveSign(deps: ShowMovesDeps, thread: Thread, moved: MovedCard): Promise<number | null> {
  const { messages, notifier, clock } = deps;
  const key = cardKey(thread.id, moved.reroute.card);
  const was = await messages.known(key);
  if (was.kind === 'posted') {
    await notifier.leaveSign(was.place?.channel ?? moved.reroute.fromChannel, was.ts, moved);
    return null;
  }
  if (was.kind !== 'begun') return null;
  // Somebody may be posting it at this moment.
  const over = was.since + POSTING_GRACE_MS;
  if (clock.now() < over) return over;
  const found = await findBegun(deps, key, was);
  if (found) await notifier.leaveSign(found.channel, found.ts, moved);
  return null;
}

async function tellMove(
  deps: ShowMovesDeps,
  thread: Thread,
  cardTs: string,
  reroute: Reroute,
): Promise<number | null> {
  const key = noteKey(thread.id, reroute.nth);
  if ((await deps.messages.known(key)).kind === 'posted') return null;
  const by = (await deps.people.get(reroute.by)).name;
  const before = await oldCard(deps, thread, reroute);
  const posted = await postOnce(deps)({
    key,
    channel: thread.channel,
    threadTs: cardTs,
    post: () => deps.notifier.postNote(key, { ...thread, cardTs }, { kind: 'moved', reroute, by, before }),
  });
  return posted.kind === 'wait' ? posted.until : null;
}

/** Where what was said before stands. */
async function oldCard(deps: ShowMovesDeps, thread: Thread, reroute: Reroute): Promise<string | null> {
  if (reroute.fromChannel === reroute.toChannel) return null;
  const was = await deps.messages.known(cardKey(thread.id, reroute.card));
  if (was.kind !== 'posted') return null;
  return deps.notifier.permalink(was.place?.channel ?? reroute.fromChannel, was.ts);
}

function noteKey(threadId: string, nth: number): string {
  return `moved:${threadId}:${nth}`;
}
