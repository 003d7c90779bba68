import type { DeskSettings } from '../domain/brand.ts';
import type { Thread } from '../domain/glossary.ts';
import { type Alarm, alarmsIn, dueIn, targetFor } from '../domain/sla.ts';
import { type Clocks, clocksOf, type Turn } from '../domain/turns.ts';
import type { JobAnswer, People } from '../ports.ts';
import type { WhoIsThere } from '../responders.ts';
import type { ThreadStore } from '../stores.ts';
import type { TimeStore } from '../times.ts';
import { type PostOnceDeps, postOnce } from './post-once.ts';
import { untilCard } from './until-card.ts';

export interface TendTargetDeps extends PostOnceDeps, WhoIsThere {
  threads: ThreadStore;
  times: TimeStore;
  people: People;
  desk: Pick<DeskSettings, 'times'>;
}

/** `late`: something that was promised is late now, which its card must show. */
export type Tended = JobAnswer & { late?: boolean };

/** Nobody wants to be rung by a whole team at once. */
const RUNG = 3;

/**
 * Looks after what was promised in a thread: writes down how long things took, and while the customer waits says in the
 * Slack thread when it gets late, step by step, each once.
 */
export function tendTarget(deps: TendTargetDeps) {
  return async (threadId: string): Promise<Tended> => {
    const [thread, turns] = await Promise.all([deps.threads.get(threadId), deps.times.turns(threadId)]);
    if (!thread) return { done: true };
    const { times: settings } = deps.desk;
    const now = deps.clock.now();
    const clocks = clocksOf(turns, settings.calendar, now);
    await writeDown(deps, thread, turns, clocks);
    if (clocks.waitingSince === null) return { done: true };
    const alarms = alarmsIn(clocks, targetFor(settings, thread), settings, now);
    const due = alarms.filter(({ at }) => at <= now);
    const promised = dueIn(clocks, targetFor(settings, thread), settings.calendar, now);
    const late = promised.some(({ at }) => at <= now);
    await deps.times.markLate(threadId, late);
    if (due.length > 0 && thread.cardTs === null) return untilCard(thread, now);
    for (const alarm of due) {
      const wait = await tell(deps, thread, clocks, alarm);
      if (wait !== null) return { again: wait };
    }
    const next = [...alarms, ...promised].map(({ at }) => at).filter((at) => at > now);
    return { ...(next.length > 0 ? { again: Math.min(...next) } : { done: true as const }), late };
  };
}

/** Null: it stands there. */
async function tell(
  deps: TendTargetDeps,
  thread: Thread,
  { waits, waitingSince }: Clocks,
  { promised, step, index, dueAt }: Alarm,
): Promise<number | null> {
  const key = `late:${thread.id}:${promised}:${waits}:${index}`;
  const posted = await postOnce(deps)({
    key,
    channel: thread.channel,
    threadTs: thread.cardTs,
    post: async () =>
      deps.notifier.postNote(key, thread, {
        kind: 'late',
        promised,
        dueAt,
        late: dueAt <= deps.clock.now(),
        since: waitingSince ?? thread.openedAt,
        holder: thread.claimedBy,
        broadcast: step.ring === 'channel',
        ring: await whomToRing(deps, thread, step.ring, step.group),
      }),
  });
  return posted.kind === 'wait' ? posted.until : null;
}

async function whomToRing(
  { people, availability, whoAnswers }: TendTargetDeps,
  thread: Thread,
  ring: Alarm['step']['ring'],
  group: string | null,
): Promise<string[]> {
  switch (ring) {
    case 'group':
      return group === null ? [] : [group];
    case 'leads':
      return people.leads();
    case 'channel':
      return [];
    case 'holder': {
      if (thread.claimedBy !== null) {
        const { kind } = await availability(thread.claimedBy);
        if (kind === 'available') return [thread.claimedBy];
      }
      const others = await whoAnswers(thread.topic, null);
      return others
        .filter(
          ({ availability: there, slackUser }) =>
            there.kind === 'available' && slackUser !== thread.claimedBy,
        )
        .slice(0, RUNG)
        .map(({ slackUser }) => slackUser);
    }
  }
}

/** Each answer, and the end, once: for medians. */
async function writeDown(
  { times, desk }: TendTargetDeps,
  thread: Thread,
  turns: readonly Turn[],
  clocks: Clocks,
): Promise<void> {
  const last = turns.at(-1);
  if (!last || clocks.waitingSince !== null) return;
  const { calendar } = desk.times;
  const target = targetFor(desk.times, thread);
  const base = { threadId: thread.id, turn: clocks.waits, topic: thread.topic, origin: thread.origin };
  const within = (ms: number | null, promised: number | null) =>
    promised === null || ms === null ? null : ms <= promised;
  const answeredAt = turns.findLast(({ kind }) => kind === 'answered')?.at;
  if (clocks.newest && answeredAt !== undefined) {
    const first = clocks.waits === 1;
    await times.record({
      ...base,
      ...clocks.newest,
      kind: first ? 'first-answer' : 'answer',
      inTime: within(clocks.newest.workingMs, first ? target.firstAnswerMs : target.nextAnswerMs),
      at: answeredAt,
    });
  }
  const ended = last.kind === 'resolved' ? clocksOf(turns, calendar, last.at).resolution : null;
  if (ended) {
    const inTime = within(ended.workingMs, target.resolutionMs);
    await times.record({ ...base, ...ended, kind: 'resolution', inTime, at: last.at });
  }
}
