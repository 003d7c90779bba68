import type { Origin } from '../domain/glossary.ts';
import { type Elapsed, median } from '../domain/turns.ts';
import type { Clock, People } from '../ports.ts';
import type { TimeStore, TimeTaken } from '../times.ts';
import { requireEmployee } from './require-employee.ts';

export interface ReadStatsDeps {
  times: TimeStore;
  people: People;
  clock: Clock;
}

/** How long something took, as medians; null: it never happened. */
export interface Took {
  count: number;
  median: Elapsed | null;
  /** Of those with a target, how many were in time. */
  inTime: { kept: number; promised: number };
}

export interface DeskStats {
  days: number;
  /** Threads in which a customer waits now, and since when the one that waits longest; null: none. */
  waiting: number;
  longestSince: number | null;
  firstAnswer: Took;
  laterAnswers: Took;
  resolution: Took;
  /** First answers by topic, most first. */
  topics: readonly { topic: string | null; firstAnswer: Took }[];
  /** The same by how the customer reached us. */
  origins: readonly { origin: Origin; firstAnswer: Took }[];
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** How long customers waited in these last days. Throws RefusedError. */
export function readStats({ times, people, clock }: ReadStatsDeps) {
  return async (input: { slackUser: string; days: number }): Promise<DeskStats> => {
    await requireEmployee(people)(input.slackUser);
    const [taken, waiting, [longest]] = await Promise.all([
      times.taken(clock.now() - input.days * DAY_MS),
      times.waitingCount(),
      times.waiting(0, 1),
    ]);
    const first = taken.filter(({ kind }) => kind === 'first-answer');
    return {
      days: input.days,
      waiting,
      longestSince: longest?.since ?? null,
      firstAnswer: tookOf(first),
      laterAnswers: tookOf(taken.filter(({ kind }) => kind === 'answer')),
      resolution: tookOf(taken.filter(({ kind }) => kind === 'resolution')),
      topics: by('topic', first),
      origins: by('origin', first),
    };
  };
}

function by<Key extends 'topic' | 'origin'>(
  key: Key,
  taken: readonly TimeTaken[],
): (Pick<TimeTaken, Key> & { firstAnswer: Took })[] {
  const values = [...new Set(taken.map((each) => each[key]))];
  return values
    .map((value) => {
      const firstAnswer = tookOf(taken.filter((each) => each[key] === value));
      return { [key]: value, firstAnswer } as Pick<TimeTaken, Key> & { firstAnswer: Took };
    })
    .sort((one, other) => other.firstAnswer.count - one.firstAnswer.count);
}

function tookOf(taken: readonly TimeTaken[]): Took {
  const clockMs = median(taken.map((each) => each.clockMs));
  const workingMs = median(taken.map((each) => each.workingMs));
  const promised = taken.filter(({ inTime }) => inTime !== null);
  return {
    count: taken.length,
    median: clockMs === null || workingMs === null ? null : { clockMs, workingMs },
    inTime: { kept: promised.filter(({ inTime }) => inTime).length, promised: promised.length },
  };
}
