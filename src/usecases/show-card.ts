import type { HolderStore } from '../claims.ts';
import { type DeskSettings, findBrand } from '../domain/brand.ts';
import type { Thread } from '../domain/glossary.ts';
import type { CardView, Clock, JobAnswer, Notifier, People } from '../ports.ts';
import type { AccountStore, LearnedStore, ThreadStore } from '../stores.ts';
import { cardHint } from './card-hint.ts';
import { type PostOnceDeps, postOnce } from './post-once.ts';

export interface ShowCardDeps extends PostOnceDeps {
  threads: ThreadStore;
  accounts: AccountStore;
  holders: HolderStore;
  learned: LearnedStore;
  notifier: Notifier;
  people: People;
  desk: DeskSettings;
  clock: Clock;
}

/** Brings the card in Slack to the thread's present state. Throws AppError `slack-refused`. */
export function showCard(deps: ShowCardDeps) {
  return async (threadId: string): Promise<JobAnswer> => {
    let thread = await deps.threads.get(threadId);
    if (!thread) return { done: true };
    let shown = -1;
    let ts = thread.cardTs;
    if (ts === null) {
      const view = await cardView(deps, thread);
      const posted = await postOnce(deps)({
        key: `card:${thread.id}`,
        channel: thread.channel,
        threadTs: null,
        post: () => deps.notifier.postCard(`card:${threadId}`, view),
      });
      if (posted.kind === 'wait') return { again: posted.until };
      ts = posted.ts;
      if (posted.fresh) shown = thread.version;
      thread = (await deps.threads.get(threadId)) ?? thread;
    }
    // Two workers may show one thread at once; whoever ends sees to it that the newest state stands there.
    while (thread.version !== shown) {
      shown = thread.version;
      await deps.notifier.updateCard(ts, await cardView(deps, thread));
      thread = (await deps.threads.get(threadId)) ?? thread;
    }
    return { done: true };
  };
}

async function cardView(deps: ShowCardDeps, thread: Thread): Promise<CardView> {
  const brand = findBrand(deps.desk, thread.brand);
  const holder = thread.claimedBy === null ? null : await deps.people.get(thread.claimedBy);
  return {
    thread,
    brandName: brand.name,
    brandHandle: brand.handle,
    holderName: holder?.name ?? null,
    hint: await cardHint(deps, thread, brand),
  };
}
