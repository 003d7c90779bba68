import type { HolderStore } from '../claims.ts';
import { type DeskSettings, findBrand } from '../domain/brand.ts';
import type { Thread } from '../domain/glossary.ts';
import { dueIn, targetFor } from '../domain/sla.ts';
import { clocksOf } from '../domain/turns.ts';
import type { CardDue, CardView, Clock, JobAnswer, Notifier, People } from '../ports.ts';
import type { AccountStore, LearnedStore, ThreadStore } from '../stores.ts';
import type { TimeStore } from '../times.ts';
import { cardHint } from './card-hint.ts';
import { type PostOnceDeps, postOnce } from './post-once.ts';

export interface ShowCardDeps extends PostOnceDeps {
  threads: ThreadStore;
  accounts: AccountStore;
  holders: HolderStore;
  learned: LearnedStore;
  notifier: Notifier;
  people: People;
  times: TimeStore;
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
    due: await nextDue(deps, thread),
  };
}

async function nextDue({ times, desk, clock }: ShowCardDeps, thread: Thread): Promise<CardDue | null> {
  if (desk.times.targets.length === 0) return null;
  const { calendar } = desk.times;
  const clocks = clocksOf(await times.turns(thread.id), calendar, clock.now());
  const [next] = dueIn(clocks, targetFor(desk.times, thread), calendar, clock.now());
  return next === undefined ? null : { ...next, late: next.at <= clock.now() };
}
