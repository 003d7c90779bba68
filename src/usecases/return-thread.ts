import type { ConversationStore } from '../conversations.ts';
import type { Clock, JobAnswer } from '../ports.ts';
import type { WhoIsThere } from '../responders.ts';
import type { ThreadStore } from '../stores.ts';

export interface ReturnThreadDeps {
  threads: ThreadStore;
  conversations: ConversationStore;
  availability: WhoIsThere['availability'];
  clock: Clock;
}

/**
 * The customer wrote again after an answer, or after the thread was closed: it goes back to whoever has or answered it, if
 * they are there, else to the channel, whose card then says who answered before. `postId`: the customer's new post.
 */
export function returnThread({ threads, conversations, availability, clock }: ReturnThreadDeps) {
  return async (postId: string): Promise<JobAnswer> => {
    const threadId = await threads.threadOf(postId);
    const thread = threadId === null ? null : await threads.get(threadId);
    if (!thread?.returning) return { done: true };
    const before = thread.claimedBy ?? thread.answeredBy;
    const there = before === null ? null : await availability(before);
    // Whoever has it has counted it already.
    const stays = there?.kind === 'away' && there.why === 'full' && thread.claimedBy !== null;
    const why = there?.kind === 'away' && !stays ? there.why : null;
    await conversations.giveBack(thread.id, before ?? '', why, clock.now());
    return { done: true };
  };
}
