import { duration } from '../domain/duration.ts';
import type { Origin } from '../domain/glossary.ts';
import { ORIGIN_NAMES } from '../domain/logged.ts';
import type { Elapsed } from '../domain/turns.ts';
import { nameText } from './escape.ts';

interface Took {
  count: number;
  median: Elapsed | null;
  inTime: { kept: number; promised: number };
}

export interface StatsView {
  days: number;
  waiting: number;
  longestSince: number | null;
  firstAnswer: Took;
  laterAnswers: Took;
  resolution: Took;
  topics: readonly { topic: string | null; firstAnswer: Took }[];
  origins: readonly { origin: Origin; firstAnswer: Took }[];
}

/** So many topics are named. */
const TOPICS = 10;

/** For one person's eyes: how the desk does. */
export function statsText(stats: StatsView, now: number): string {
  const longest =
    stats.longestSince === null ? '' : `, the longest for ${duration(now - stats.longestSince)}`;
  const topics = stats.topics
    .slice(0, TOPICS)
    .map(
      ({ topic, firstAnswer }) =>
        `• ${topic === null ? 'no topic' : `#${nameText(topic)}`}: ${took(firstAnswer)}`,
    );
  const origins = stats.origins.map(
    ({ origin, firstAnswer }) => `• ${ORIGIN_NAMES[origin]}: ${took(firstAnswer)}`,
  );
  return [
    `*The last ${stats.days === 1 ? 'day' : `${stats.days} days`}*  ·  ${stats.waiting} waiting now${longest}`,
    `First answer: ${took(stats.firstAnswer)}`,
    `Later answers: ${took(stats.laterAnswers)}`,
    `Until it was solved: ${took(stats.resolution)}`,
    ...(topics.length > 1 ? ['First answer by topic:', ...topics] : []),
    ...(origins.length > 1 ? ['First answer by how they reached us:', ...origins] : []),
    '_Medians: half were quicker. "At work" counts only the hours in which the desk works._',
  ].join('\n');
}

function took({ count, median, inTime }: Took): string {
  if (median === null) return 'none yet';
  const kept =
    inTime.promised === 0 ? '' : `, ${Math.round((inTime.kept / inTime.promised) * 100)} % in time`;
  return `*${duration(median.clockMs)}* by the clock, *${duration(median.workingMs)}* at work (${count}${kept})`;
}
