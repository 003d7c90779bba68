import type { HolderStore, NewsPerson } from '../claims.ts';
import type { Thread } from '../domain/glossary.ts';
import { offReason } from '../domain/lease.ts';
import { newsFrom, newsSubject, type ThreadNews } from '../domain/news.ts';
import type { Clock, JobAnswer, Notifier, People } from '../ports.ts';
import type { ResponderStore } from '../responders.ts';
import type { ThreadStore } from '../stores.ts';
import { nameOf } from './give-thread.ts';
import { type PostOnceDeps, postOnce } from './post-once.ts';
import { type TellOnceDeps, tellOnce } from './tell-once.ts';
import { untilCard } from './until-card.ts';

export interface TellNewsDeps extends PostOnceDeps, TellOnceDeps {
  threads: ThreadStore;
  holders: HolderStore;
  people: People;
  notifier: Notifier;
  responders: ResponderStore;
  clock: Clock;
}

/**
 * A thread changed hands: says so in its Slack thread, and in private to whoever has it now. Whoever is off is named and
 * not rung.
 */
export function tellNews(deps: TellNewsDeps) {
  return async (subject: string): Promise<JobAnswer> => {
    const { threadId, number } = newsFrom(subject) ?? { threadId: subject, number: 0 };
    const [thread, news] = await Promise.all([
      deps.threads.get(threadId),
      deps.holders.news(threadId, number),
    ]);
    if (!thread || !news) return { done: true };
    if (thread.cardTs === null) return untilCard(thread, deps.clock.now());
    const key = `news:${newsSubject(threadId, number)}`;
    const people = await peopleOf(deps, news);
    const posted = await postOnce(deps)({
      key,
      channel: thread.channel,
      threadTs: thread.cardTs,
      post: () => deps.notifier.postNote(key, thread, { kind: 'news', news, people }),
    });
    if (posted.kind === 'wait') return { again: posted.until };
    return tellHolder(deps, thread, news, key);
  };
}

async function peopleOf(
  deps: TellNewsDeps,
  { by, from, to }: ThreadNews,
): Promise<Record<string, NewsPerson>> {
  const ids = [...new Set([by, from, to].filter((id): id is string => id !== null))];
  const known = await Promise.all(
    ids.map(async (id) => {
      // Whoever did it knows it.
      const rings = id !== by && !(await isOff(deps, id));
      return [id, { name: await nameOf(deps.people, id), rings }] as const;
    }),
  );
  return Object.fromEntries(known);
}

async function tellHolder(
  deps: TellNewsDeps,
  thread: Thread,
  news: ThreadNews,
  key: string,
): Promise<JobAnswer> {
  const people = await toTell(deps, news);
  const waits: number[] = [];
  for (const slackUser of people) {
    if (await isOff(deps, slackUser)) continue;
    const view = { kind: 'given', thread, news } as const;
    const again = await tellOnce(deps)(`${key}:${slackUser}`, () => deps.notifier.tellNote(slackUser, view));
    if (again !== null) waits.push(again);
  }
  return waits.length === 0 ? { done: true } : { again: Math.min(...waits) };
}

async function isOff({ responders, clock }: TellNewsDeps, slackUser: string): Promise<boolean> {
  return offReason(await responders.get(slackUser), clock.now()) !== null;
}

/** Where no lead was there, each of them is told. */
async function toTell({ people }: TellNewsDeps, { kind, by, from, to }: ThreadNews): Promise<string[]> {
  if (to !== null) return to === by ? [] : [to];
  if (kind !== 'taken-off') return [];
  return (await people.leads()).filter((lead) => lead !== from);
}
