import type { HolderStore } from '../claims.ts';
import { type DeskSettings, findBrand } from '../domain/brand.ts';
import type { Thread } from '../domain/glossary.ts';
import { dueIn, targetFor } from '../domain/sla.ts';
import { cardKey } from '../domain/topic.ts';
import { clocksOf } from '../domain/turns.ts';
import { AppError } from '../errors.ts';
import type { ThreadListing } from '../listing.ts';
import type { CardDue, CardView, Clock, JobAnswer, Log, Notifier } from '../ports.ts';
import type { WhoIsThere } from '../responders.ts';
import type { AccountStore, LearnedStore, ThreadStore } from '../stores.ts';
import type { TimeStore } from '../times.ts';
import { cardHint } from './card-hint.ts';
import { type PlaceCardDeps, placeCard } from './place-card.ts';
import { postOnce } from './post-once.ts';
import { type ShowMovesDeps, showMoves } from './show-moves.ts';

export interface ShowCardDeps extends ShowMovesDeps, PlaceCardDeps {
  threads: ThreadStore;
  accounts: AccountStore;
  holders: HolderStore;
  learned: LearnedStore;
  notifier: Notifier;
  whoAnswers: WhoIsThere['whoAnswers'];
  times: TimeStore;
  listing: ThreadListing;
  desk: DeskSettings;
  clock: Clock;
  log: Log;
}

const SHOWN_PEOPLE = 3;

/** Brings the card in Slack to the thread's present state. Throws AppError `slack-refused`. */
export function showCard(deps: ShowCardDeps) {
  return async (threadId: string): Promise<JobAnswer> => {
    let thread = await deps.threads.get(threadId);
    if (!thread) return { done: true };
    // What a rule muted has no card until somebody brings it back.
    if (thread.ignored?.by === null && thread.cardTs === null) return { done: true };
    const { moves } = thread;
    let shown = -1;
    let ts = thread.cardTs;
    if (ts === null) {
      const key = cardKey(thread.id, moves);
      if ((await placeCard(deps, key, thread)) === 'folded') return { done: true };
      thread = (await deps.threads.get(threadId)) ?? thread;
      const view = await cardView(deps, thread);
      const posted = await postOnce(deps)({
        key,
        channel: thread.channel,
        threadTs: null,
        post: () => deps.notifier.postCard(key, view),
      });
      if (posted.kind === 'wait') return { again: posted.until };
      ts = posted.ts;
      if (posted.fresh) shown = thread.version;
      thread = (await deps.threads.get(threadId)) ?? thread;
    }
    // Two workers may show one thread at once; whoever ends sees to it that the newest state stands there.
    while (thread.version !== shown && thread.moves === moves) {
      shown = thread.version;
      await deps.notifier.updateCard(ts, await cardView(deps, thread));
      thread = (await deps.threads.get(threadId)) ?? thread;
    }
    // It has moved meanwhile: this card is an old one now, and the next run makes it a sign.
    if (thread.moves !== moves) return { again: deps.clock.now() };
    return showMoves(deps, thread, ts);
  };
}

async function cardView(deps: ShowCardDeps, thread: Thread): Promise<CardView> {
  const brand = findBrand(deps.desk, thread.brand);
  const nameOf = async (slackUser: string) => (await deps.people.get(slackUser)).name;
  const holder = thread.claimedBy === null ? null : await nameOf(thread.claimedBy);
  const mover = thread.because.find(({ kind }) => kind === 'person');
  return {
    thread,
    brandName: brand.name,
    brandHandle: brand.handle,
    holderName: holder,
    hint: await cardHint(deps, thread, brand),
    movedBy: mover ? await nameOf(mover.value) : null,
    answerers: await Promise.all((await answerers(deps, thread)).map(nameOf)),
    due: await nextDue(deps, thread),
    earlier: await earlierOf(deps, thread),
  };
}

/** Who knows this topic and is there now. The card matters more than this line of it. */
async function answerers({ whoAnswers, log }: ShowCardDeps, thread: Thread): Promise<string[]> {
  if (thread.topic === null || thread.state !== 'open') return [];
  try {
    const all = await whoAnswers(thread.topic, thread.lastCustomerPost.language);
    const there = all.filter(({ availability }) => availability.kind === 'available');
    return there.slice(0, SHOWN_PEOPLE).map(({ slackUser }) => slackUser);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    log.warn('answerers-not-known', { thread: thread.id, error });
    return [];
  }
}

async function nextDue({ times, desk, clock }: ShowCardDeps, thread: Thread): Promise<CardDue | null> {
  if (desk.times.targets.length === 0) return null;
  const { calendar } = desk.times;
  const clocks = clocksOf(await times.turns(thread.id), calendar, clock.now());
  const [next] = dueIn(clocks, targetFor(desk.times, thread), calendar, clock.now());
  return next === undefined ? null : { ...next, late: next.at <= clock.now() };
}

async function earlierOf(
  { listing }: ShowCardDeps,
  thread: Thread,
): Promise<NonNullable<CardView['earlier']>> {
  const { threads, total } = await listing.ofCustomer(thread, 1);
  return { total, last: threads[0] ?? null };
}
